import { type Issue, IssueError } from "../../core/issue.ts";
import type { Model } from "../../model/model.ts";
import type { AnalysisResults } from "../../result/analysis-results.ts";
import type { Table } from "../../table/table.ts";
import { type DesignPoints, designColumns } from "./design-points.ts";
import { analyzeMorris, morrisPoints } from "./elsewhere-morris.ts";
import { analyzeSobol, type DesignSetting, sobolPoints } from "./elsewhere-sobol.ts";
import { factorValues } from "./factor-values.ts";

/** The column of a design file, and of the outputs made with it, that says which row is which. */
export const rowColumn = "row";
/** Room for how other programs write numbers. */
const tolerance = 1e-9;

/** Rows of a model that ran elsewhere; without a design those of the scenario's own draws, in their order. */
export interface MadeElsewhere {
  readonly design?: Table;
  readonly outputs: Table;
  /** Order of the rows: by identifier, or as SALib has them. */
  readonly layout?: "rebound" | "salib";
}

/** Outputs in the rows of a design. */
type Outputs = readonly { readonly id: string; readonly y: Float64Array }[];

/** Columns of outputs: those of the scenario by name, else all that hold numbers. */
function outputColumns(outputs: Table, names: readonly string[]) {
  const numeric = [...outputs.columns.values()].filter(
    ({ name, type }) => type === "number" && name !== rowColumn,
  );
  const named = numeric.filter(({ name }) => names.includes(name));
  return named.length > 0 ? named : numeric;
}

/** For each identifier its row of the outputs; by their order where they have no identifiers. */
function matchIds(ids: readonly string[], outputs: Table, issues: Issue[]): Uint32Array {
  const column = outputs.columns.get(rowColumn);
  if (column === undefined) {
    if (outputs.rows !== ids.length) {
      const hint = `Keep the column \`${rowColumn}\` of the design beside the outputs.`;
      const got = `${outputs.rows} rows`;
      issues.push({
        file: outputs.file,
        path: "",
        got,
        expected: `${ids.length} rows, as in the design`,
        hint,
      });
    }
    return Uint32Array.from(ids.keys());
  }
  const rowOf = new Map<string, number>();
  for (const [row, id] of column.texts.entries()) {
    if (rowOf.has(id)) {
      const place = { file: outputs.file, line: outputs.lines[row]!, path: rowColumn };
      issues.push({ ...place, got: `"${id}" again`, expected: "each identifier once" });
    }
    rowOf.set(id, row);
  }
  const missing = ids.filter((id) => !rowOf.has(id));
  if (missing.length > 0) {
    const got = `no row for ${missing.length} of ${ids.length} identifiers, the first "${missing[0]}"`;
    const hint = "A row whose run failed stays, with its output empty.";
    issues.push({ file: outputs.file, path: rowColumn, got, expected: "a row for each of the design", hint });
  }
  return Uint32Array.from(ids, (id) => rowOf.get(id) ?? 0);
}

/** Refuses a design file that is not the design of the scenario: indices of other points would be silently wrong. */
function checkDesign(design: Table, points: DesignPoints, model: Model, issues: Issue[]): void {
  if (!design.columns.has(rowColumn)) {
    const expected = `a column \`${rowColumn}\` as rebound design writes it, or rows in the order of a Saltelli or Morris design`;
    const hint = "For other rows take a method that needs no design of its own: --method auto picks some.";
    issues.push({ file: design.file, path: "", got: "rows in no such order", expected, hint });
    return;
  }
  const rows = matchIds(points.ids, design, issues);
  if (issues.length > 0) return;
  for (const { name, id, component } of designColumns(model)) {
    const column = design.columns.get(name);
    if (column === undefined) {
      issues.push({ file: design.file, path: "", got: "no such column", expected: `a column "${name}"` });
      continue;
    }
    const values = factorValues(model, id, component, points.values);
    const wrong = values.findIndex((value, row) => {
      const given = column.numbers[rows[row]!]!;
      return !(Math.abs(given - value) <= tolerance * Math.max(1, Math.abs(value)));
    });
    if (wrong < 0) continue;
    const row = rows[wrong]!;
    issues.push({
      file: design.file,
      line: design.lines[row]!,
      path: name,
      got: column.texts[row]!,
      expected: `${values[wrong]}, as the scenario's design has it in row ${points.ids[wrong]}`,
      hint: "Use the scenario, seed and settings that the design was made with.",
    });
  }
}

/** Outputs in the rows of a design, whatever their order in the file. */
function readOutputs(
  points: DesignPoints,
  outputs: Table,
  design: Table | undefined,
  { scenario, built }: DesignSetting,
  issues: Issue[],
): Outputs {
  if (design !== undefined) checkDesign(design, points, built.model, issues);
  if (issues.length > 0) return [];
  const rows = matchIds(points.ids, outputs, issues);
  const names = scenario.outputs.map(({ name }) => name);
  return outputColumns(outputs, names).map(({ name, numbers }) => ({
    id: name,
    y: Float64Array.from(rows, (row) => numbers[row]!),
  }));
}

/**
 * Sobol' indices and elementary effects of outputs made elsewhere at the scenario's own points.
 *
 * @throws IssueError with every missing row, and the first value of each factor that is not the scenario's.
 */
export function analyzeElsewhere(
  setting: DesignSetting,
  outputs: Table,
  design: Table | undefined,
): AnalysisResults {
  const { sobol, morris } = setting.scenario.analyses;
  const issues: Issue[] = [];
  const read = (points: DesignPoints): Outputs => readOutputs(points, outputs, design, setting, issues);
  const ofSobol = sobol === undefined ? undefined : read(sobolPoints(sobol, setting));
  const ofMorris = morris === undefined ? undefined : read(morrisPoints(morris, setting));
  if (issues.length > 0) throw new IssueError(issues);
  return {
    ...(sobol === undefined ? {} : { sobol: analyzeSobol(sobol, setting, ofSobol!) }),
    ...(morris === undefined ? {} : { morris: analyzeMorris(morris, setting, ofMorris!) }),
  };
}

/**
 * Sobol' indices of outputs in SALib's order: for each row of A the points A, AB of each factor, BA of each (order 2), B; one
 * net. A file without a header is read as numbers only.
 *
 * @throws IssueError where the number of rows is another.
 */
export function analyzeSalib(setting: DesignSetting, outputs: Table): AnalysisResults {
  const { scenario } = setting;
  const declared = scenario.analyses.sobol!;
  // SALib has BA with second order only, and one net.
  const both = declared.order === 2;
  if (declared.estimator === "azzini-rosati" && !both) {
    const got = "azzini-rosati without rows of BA";
    const hint = "Use order: 2, or another estimator.";
    throw new IssueError([{ ...declared.place, got, expected: "an estimator for A, AB and B", hint }]);
  }
  const sobol = { ...declared, replicates: 1, both };
  const { ids } = sobolPoints(sobol, setting);
  const names = scenario.outputs.map(({ name }) => name);
  const found = withoutHeader(outputs).map(({ name, numbers }, index) => ({
    id: name ?? names[index] ?? `column ${index + 1}`,
    y: numbers,
  }));
  const named = found.filter(({ id }) => names.includes(id));
  const chosen = named.length > 0 ? named : found;
  const rows = chosen[0]?.y.length ?? 0;
  if (rows !== ids.length) {
    const points = ids.length / sobol.base;
    const factors = (points - 2) / (both ? 2 : 1);
    const what = `${sobol.base} base rows (analyses.sobol.base) of ${points} points, ${factors} factors, order ${sobol.order}`;
    throw new IssueError([
      {
        file: outputs.file,
        path: "",
        got: `${rows} rows`,
        expected: `${ids.length}: ${what}`,
        hint: "Set `analyses.sobol.base` and `order` as they were when the sample was made.",
      },
    ]);
  }
  return { sobol: analyzeSobol(sobol, setting, chosen) };
}

/** Columns of numbers; where the header is numbers too, it is the first row. */
function withoutHeader(table: Table): readonly { name: string | undefined; numbers: Float64Array }[] {
  const columns = [...table.columns.values()].filter(({ type }) => type === "number");
  const isHeaderless = [...table.columns.keys()].every(
    (name) => name.trim() !== "" && Number.isFinite(Number(name)),
  );
  return columns.map(({ name, numbers }) =>
    isHeaderless
      ? { name: undefined, numbers: Float64Array.of(Number(name), ...numbers) }
      : { name, numbers },
  );
}
