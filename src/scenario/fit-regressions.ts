import type { Expr } from "../expression/expr.ts";
import { log10 } from "../math/elementary.ts";
import { fitLinear, type LinearFit, predictionErrors, predictLinear } from "../math/linear-fit.ts";
import type { Table, TableColumn } from "../table/table.ts";
import { valueAt } from "./read-where.ts";
import type { Factor, Regression, RegressionFit } from "./scenario.ts";

/** A predictor by its name. */
export interface Predictor {
  readonly name: string;
  readonly expr: Expr;
}

/** What is regressed on what, over which rows of a table. */
export interface RegressionTask {
  /** The factor, and the column with what is known of it. */
  readonly name: string;
  readonly scale: Regression["scale"];
  /** Predictors of each fit; a row without a value takes the first fit of which it has all. */
  readonly on: readonly (readonly Predictor[])[];
  /** Rows that the fits are made on, if not all with a value. */
  readonly where: ReadonlySet<number> | undefined;
}

/** Fewest degrees of freedom: Student's t has a variance from 3 on. */
export const fewestDegrees = 3;

/** Why a fit does not exist: its number, and what is wrong. */
export interface FitProblem {
  readonly fit: number;
  readonly rows: number;
  readonly needed: number;
}

/** Names of the columns that a regression adds to its table. */
export const regressionColumns = (name: string) => ({
  /** The value as recorded; empty where it is not. */
  recorded: `${name}.recorded`,
  /** Number of the fit that gives the value, from 1 on; 0 where it is recorded, or where no fit can. */
  fit: `${name}.fit`,
  /** Expected value, on the scale of the regression. */
  expected: `${name}.expected`,
  /** Error of the expected value along direction k: 0 the level, then each predictor. */
  error: (k: number) => `${name}.error${k}`,
});

/** The value on the scale of the regression; NaN where the cell is empty. */
function onScale(column: TableColumn, scale: Regression["scale"]): Float64Array {
  return scale === "log10" ? column.numbers.map((value) => log10(value)) : column.numbers;
}

/** Fits of a regression and what equations need of them, or why one of the fits does not exist. */
export function fitRegression(
  task: RegressionTask,
  table: Table,
): Pick<Regression, "recorded" | "fits" | "columns"> | FitProblem {
  const { name, on, scale, where } = task;
  const column = table.columns.get(name)!;
  const known = onScale(column, scale);
  const rows = [...known.keys()];
  const fits: LinearFit[] = [];
  const points = on.map((predictors) =>
    rows.map((row) => predictors.map(({ expr }) => valueAt(expr, table, row))),
  );
  for (const [index, predictors] of on.entries()) {
    const used = rows.filter(
      (row) =>
        Number.isFinite(known[row]!) &&
        (where === undefined || where.has(row)) &&
        points[index]![row]!.every(Number.isFinite),
    );
    const needed = predictors.length + 1 + fewestDegrees;
    const x = predictors.map((_, j) => Float64Array.from(used, (row) => points[index]![row]![j]!));
    const fit =
      used.length < needed
        ? undefined
        : fitLinear(
            x,
            Float64Array.from(used, (row) => known[row]!),
          );
    if (fit === undefined) return { fit: index, rows: used.length, needed };
    fits.push(fit);
  }
  const chosen = rows.map((row) =>
    Number.isFinite(known[row]!) ? 0 : 1 + points.findIndex((values) => values[row]!.every(Number.isFinite)),
  );
  return {
    recorded: known.filter(Number.isFinite).length,
    fits: fits.map((fit, index) => ({
      predictors: on[index]!.map((predictor) => predictor.name),
      parts: partNames(on, index),
      fit,
      imputed: chosen.filter((number) => number === index + 1).length,
    })),
    columns: columnsOf(name, column, fits, points, chosen),
  };
}

/** Of several fits each part has the number of its fit. */
function partNames(on: RegressionTask["on"], index: number): RegressionFit["parts"] {
  const suffix = on.length === 1 ? "" : `${index + 1}`;
  return ["precision", "level", ...on[index]!.map(({ name }) => name)].map((part) => `${part}${suffix}`);
}

function columnsOf(
  name: string,
  recorded: TableColumn,
  fits: readonly LinearFit[],
  points: readonly (readonly (readonly number[])[])[],
  chosen: readonly number[],
): readonly TableColumn[] {
  const names = regressionColumns(name);
  const directions = 1 + Math.max(...fits.map(({ means }) => means.length));
  const expected = new Float64Array(chosen.length).fill(Number.NaN);
  const errors = Array.from({ length: directions }, () => new Float64Array(chosen.length).fill(Number.NaN));
  chosen.forEach((number, row) => {
    if (number === 0) return;
    const point = points[number - 1]![row]!;
    expected[row] = predictLinear(fits[number - 1]!, point);
    predictionErrors(fits[number - 1]!, point).forEach((error, k) => {
      errors[k]![row] = error;
    });
  });
  return [
    { ...recorded, name: names.recorded },
    numbers(names.fit, Float64Array.from(chosen)),
    numbers(names.expected, expected),
    ...errors.map((values, k) => numbers(names.error(k), values)),
  ];
}

function numbers(name: string, values: Float64Array): TableColumn {
  const texts = Array.from(values, (value) => (Number.isNaN(value) ? "" : `${value}`));
  return { name, type: "number", texts, numbers: values };
}

/** A table with the columns that the regressions among factors need. */
export function withRegressions(table: Table, factors: readonly Factor[]): Table {
  const columns = new Map(table.columns);
  for (const factor of factors) {
    if (factor.combine !== "regression") continue;
    for (const column of factor.regression.columns) columns.set(column.name, column);
  }
  return { ...table, columns };
}
