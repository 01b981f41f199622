import type { Table } from "../table/table.ts";
import { type FitProblem, fewestDegrees, fitRegression, type Predictor } from "./fit-regressions.ts";
import { aboutKeys, fieldsOf, readAbout, readDistribution } from "./read-distribution.ts";
import { acceptName } from "./read-expression.ts";
import { present } from "./read-model.ts";
import { hasColumn } from "./read-table.ts";
import { readColumnExpression, rowsWhere } from "./read-where.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Part, RegressedFactor, Regression } from "./scenario.ts";

/** Year in which a shift per year is nothing, if none is stated. */
const defaultCentre = 2020;
/** Parts that every regression has, so that no predictor may. */
const ownParts = ["residual", "shift", "shift_per_year", "level", "precision"];

/**
 * A factor that the table has for some systems, regressed on what else the table has for the others. Its parts are the
 * errors of the regression, drawn jointly: with v = χ²/df the precision, t and ε standard normal, a value is
 *
 *     expected + shift + shift_per_year·(over − centre) + (Σ errorₖ·tₖ + s·ε)/√v
 *
 * on the scale of the regression, which is the posterior predictive distribution under the usual flat prior
 * (rubin1987, gelman2013): each value alone is Student's t about its prediction.
 */
export function readRegression(
  reader: Reader,
  name: string,
  at: Located,
  table: Table | undefined,
): Pick<RegressedFactor, "parts" | "combine" | "regression"> | undefined {
  if (table === undefined) return reader.report(at, "no regression without a table", "Name a `table`.");
  const optional = ["scale", "where", "shift", "shift_per_year", "over", "centre"] as const;
  const fields = reader.fields(at, { required: ["on"], optional });
  if (fields === undefined) return undefined;
  const scale = reader.choice(fields.scale, ["log10", "linear"]) ?? "log10";
  const on = fields.on === undefined ? undefined : readFits(reader, fields.on, table);
  const where = readColumnExpression(reader, fields.where, table);
  const shiftOver = readShiftOver(reader, fields, table);
  const shifts = [
    readShift(reader, "shift", fields.shift, at),
    ...(shiftOver === undefined ? [] : [readShift(reader, "shift_per_year", fields.shift_per_year, at)]),
  ];
  if (fields.shift_per_year !== undefined && shiftOver === undefined)
    reader.report(fields.shift_per_year, "no shift per year without a year", "Name its column by `over`.");
  if (on === undefined || shifts.includes(undefined) || !isRegressable(reader, name, at, table, scale))
    return undefined;
  const rows = where === undefined ? undefined : new Set(rowsWhere(where, table));
  const found = fitRegression({ name, scale, on, where: rows }, table);
  if ("needed" in found) return reportFit(reader, fields.on!, on, found);
  const regression = { scale, ...found, ...(shiftOver === undefined ? {} : { shiftOver }) };
  return {
    parts: [...partsOf(regression, at), ...present(shifts)],
    combine: "regression",
    regression,
  };
}

/** One mapping of predictors, or a list of such: the first of which a system has everything serves it. */
function readFits(reader: Reader, at: Located, table: Table): readonly (readonly Predictor[])[] | undefined {
  const items = at.node.kind === "list" ? reader.items(at) : [at];
  if (items.length === 0) return reader.report(at, "at least one mapping of predictors");
  const before = reader.issues.length;
  const fits = items.map((item) =>
    reader.entries(item).flatMap(([name, entry]): readonly Predictor[] => {
      if (ownParts.includes(name))
        reader.report(entry, "a name that no part of a regression has", "Rename it.", `"${name}"`);
      const expr = readColumnExpression(reader, entry, table);
      return acceptName(reader, entry, name) && expr !== undefined ? [{ name, expr }] : [];
    }),
  );
  return reader.issues.length > before ? undefined : fits;
}

function readShiftOver(
  reader: Reader,
  fields: { readonly over?: Located; readonly centre?: Located },
  table: Table,
): Regression["shiftOver"] {
  const over = reader.text(fields.over) ?? "year";
  const centre = reader.number(fields.centre) ?? defaultCentre;
  const known =
    fields.over === undefined ? table.columns.has(over) : hasColumn(reader, table, over, fields.over);
  return known ? { over, centre } : undefined;
}

/** How much the systems without a record differ from what the regression says: a number, or a family. */
function readShift(
  reader: Reader,
  name: string,
  stated: Located | undefined,
  whole: Located,
): Part | undefined {
  const at = stated ?? whole;
  const part = { name, scope: "shared" } as const;
  if (stated === undefined || stated.node.kind === "scalar") {
    const value = reader.number(stated, "a family of distributions, or a number") ?? 0;
    return { ...part, distribution: { family: "constant", parameters: value }, ...readAbout(reader, at, {}) };
  }
  const distribution = readDistribution(reader, at, aboutKeys);
  const about = readAbout(reader, at, fieldsOf(reader, at));
  return distribution === undefined ? undefined : { ...part, distribution, ...about };
}

/** The column has numbers, and on the scale of a logarithm none that has no logarithm. */
function isRegressable(
  reader: Reader,
  name: string,
  at: Located,
  table: Table,
  scale: Regression["scale"],
): boolean {
  if (!hasColumn(reader, table, name, at)) return false;
  const { type, numbers } = table.columns.get(name)!;
  if (type === "text") {
    reader.report(at, "the name of a column of numbers", undefined, `the factor "${name}" in place of text`);
    return false;
  }
  const bad = scale === "log10" ? numbers.findIndex((value) => value <= 0) : -1;
  if (bad < 0) return true;
  const got = `${numbers[bad]} in line ${table.lines[bad]} of ${table.file}`;
  reader.report(at, `values of ${name} above 0`, "Leave it out by `where`, or use `scale: linear`.", got);
  return false;
}

function reportFit(
  reader: Reader,
  at: Located,
  on: readonly (readonly Predictor[])[],
  { fit, rows, needed }: FitProblem,
): undefined {
  const names = on[fit]!.map(({ name }) => name).join(", ");
  if (rows < needed) {
    const hint = `Each fit takes ${fewestDegrees} more than it has coefficients.`;
    return reader.report(at, `${needed} systems or more with a value and ${names}`, hint, `${rows} systems`);
  }
  const hint = "Leave out one that is constant, or that follows from those before it.";
  return reader.report(at, `predictors that say something of their own`, hint, names);
}

const standardNormal = { family: "normal", parameters: { mean: 0, sd: 1 } };

/** Of each fit its precision, its level and its coefficients; then the residual of each system. */
function partsOf({ fits }: Pick<Regression, "fits">, at: Located): readonly Part[] {
  const place = placeOf(at);
  const kind = "epistemic";
  const shared = fits.flatMap(({ parts, fit }): readonly Part[] =>
    parts.map((name, k) => {
      const half = fit.degreesOfFreedom / 2;
      const precision = { family: "gamma", parameters: { shape: half, scale: 1 / half } };
      return { name, scope: "shared", kind, distribution: k === 0 ? precision : standardNormal, place };
    }),
  );
  return [...shared, { name: "residual", scope: "system", kind, distribution: standardNormal, place }];
}
