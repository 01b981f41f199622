import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult, Result } from "../result/result.ts";
import { measuresOfTrend } from "../result/trend-measures.ts";
import { indexFields, indexRows } from "./index-rows.ts";

export type ColumnType = "string" | "number" | "integer";

/** A column of an exported table; null where a value is absent. */
export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  readonly values: readonly (string | number | null)[];
}

/** A table of a result, whatever the file format that it is written in. */
export interface ExportTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
}

/** What a file says of itself: names and values. */
export type Metadata = Readonly<Record<string, string>>;

export type Row = Readonly<Record<string, string | number | null>>;
export type Fields = Readonly<Record<string, readonly [type: ColumnType, description: string]>>;

/** The tables of a result that have rows: values by system and output, aggregates, trends, and indices of all analyses. */
export function tablesOf(result: Result): readonly ExportTable[] {
  const { systems, outputs, aggregates, trends, comparisons: compared = [] } = result;
  const values = systems?.flatMap(({ system, outputs: own }) =>
    own.map((output) => ({ system, ...flatten(output) })),
  );
  const summary = summaryFields(
    probabilitiesOf([
      ...(systems?.[0]?.outputs ?? outputs),
      ...aggregates,
      ...trends.map((t) => t.growthPerYear),
    ]),
  );
  const trendRows = trends.flatMap((trend) =>
    measuresOfTrend(trend).map(({ uncertainty, measure }) => ({
      trend: trend.id,
      of: trend.of,
      over: trend.over,
      fit: trend.fit,
      systems: trend.systems,
      uncertainty,
      ...flatten(measure),
    })),
  );
  const tables = [
    table(
      "systems",
      "Values by system and output",
      { system: ["string", "Name of the system."], ...summary },
      values ?? [],
    ),
    table("outputs", "Values by output", summary, outputs.map(flatten)),
    table(
      "aggregates",
      "Aggregates over systems",
      {
        ...summary,
        of: ["string", "Output that is reduced."],
        reduce: ["string", "How."],
        systems: ["integer", "Number of systems."],
      },
      aggregates.map((aggregate) => ({
        ...flatten(aggregate),
        of: aggregate.of,
        reduce: aggregate.reduce,
        systems: aggregate.systems,
      })),
    ),
    table(
      "trends",
      "Trends",
      {
        trend: ["string", "Name of the trend."],
        of: ["string", "Output that is fitted."],
        over: ["string", "Column of dates."],
        fit: ["string", "Method."],
        systems: ["integer", "Number of systems."],
        uncertainty: [
          "string",
          "What is drawn: the inputs, the composition (the choice of systems), or both.",
        ],
        ...summary,
      },
      trendRows,
    ),
    table(
      "comparisons",
      "One scenario against another, on common draws",
      {
        of: ["string", "Output, aggregate or trend that is compared."],
        system: ["string", "Name of the system, where both scenarios have a table."],
        ...summaryFields(probabilitiesOf(compared.map(({ difference }) => difference))),
        ...probLessFields,
      },
      compared.flatMap(({ output, system, difference, ratio, probLess }) =>
        [difference, ratio].map((measure) => ({
          of: output,
          system: system ?? null,
          ...flatten(measure),
          ...cellsOf("prob_less", probLess),
        })),
      ),
    ),
    table("claims", "Claims", claimFields, claimRows(result)),
    table("indices", "Indices and measures of all analyses", indexFields, indexRows(result)),
  ];
  return tables.filter(({ columns }) => columns[0]!.values.length > 0);
}

function table(name: string, title: string, fields: Fields, rows: readonly Row[]): ExportTable {
  const columns = Object.entries(fields).map(([column, [type, description]]) => ({
    name: column,
    type,
    description,
    values: rows.map((row) => row[column] ?? null),
  }));
  return { name, title, columns };
}

function probabilitiesOf(values: readonly OutputResult[]): readonly number[] {
  const all = values.flatMap(({ quantiles }) => quantiles.map(({ p }) => p));
  return [...new Set(all)].sort((a, b) => a - b);
}

function summaryFields(probabilities: readonly number[]): Fields {
  const estimates = [
    ["mean", "Mean of the draws"],
    ["sd", "Standard deviation of the draws"],
    ...probabilities.map((p) => [`q${p}`, `${p} quantile of the draws`] as const),
  ] as const;
  const columns = estimates.flatMap(([name, text]): [string, readonly [ColumnType, string]][] => [
    [name, ["number", `${text}, in the unit of the row.`]],
    [`${name}_low`, ["number", `Lower end of the 95 % interval of ${name}.`]],
    [`${name}_high`, ["number", `Upper end of the 95 % interval of ${name}.`]],
  ]);
  return {
    output: ["string", "Name of the output or measure."],
    unit: ["string", "Unit of all values of the row; 1 is none."],
    deterministic: ["number", "Value with every factor at its nominal value."],
    ...Object.fromEntries(columns),
    draws: ["integer", "Number of draws."],
    failures: ["integer", "Draws that were not finite, left out of the estimates."],
  };
}

function flatten({ id, unit, deterministic, mean, sd, quantiles, draws, failures }: OutputResult): Row {
  const estimates: readonly (readonly [string, Estimate])[] = [
    ["mean", mean],
    ["sd", sd],
    ...quantiles.map((quantile) => [`q${quantile.p}`, quantile] as const),
  ];
  const cells = estimates.map(([name, estimate]) => cellsOf(name, estimate));
  return { output: id, unit, deterministic, ...Object.assign({}, ...cells), draws, failures };
}

/** An estimate in three columns. */
function cellsOf(name: string, estimate: Estimate): Row {
  return {
    [name]: estimate.value,
    [`${name}_low`]: endOf(estimate, "low"),
    [`${name}_high`]: endOf(estimate, "high"),
  };
}

function endOf(estimate: Estimate, end: "low" | "high"): number | null {
  return end in estimate ? ((estimate as { low: number | null; high: number | null })[end] ?? null) : null;
}

const probLessFields: Fields = {
  prob_less: ["number", "Probability that the first scenario has the smaller value."],
  prob_less_low: ["number", "Lower end of its 95 % interval."],
  prob_less_high: ["number", "Upper end of its 95 % interval."],
};

const variants = {
  holds: "inputs and composition",
  inputs: "the inputs alone",
  composition: "the composition alone",
};

const claimFields: Fields = {
  claim: ["string", "Name of the claim."],
  statement: ["string", "In words."],
  expr: ["string", "As an expression over results."],
  deterministic: ["string", "With every factor at its nominal value: true or false."],
  ...Object.fromEntries(
    Object.entries(variants).flatMap(([name, under]): [string, readonly [ColumnType, string]][] => [
      [name, ["number", `Probability that it holds, under ${under}.`]],
      [`${name}_low`, ["number", "Lower end of its 95 % interval."]],
      [`${name}_high`, ["number", "Upper end of its 95 % interval."]],
    ]),
  ),
  draws: ["integer", "Number of draws."],
  failures: ["integer", "Draws in which it is not defined."],
};

function claimRows({ claims = [] }: Result): readonly Row[] {
  return claims.map(
    ({ id, statement, expr, deterministic, holds, inputs, composition, draws, failures }) => ({
      claim: id,
      statement,
      expr,
      deterministic: deterministic === null ? null : String(deterministic),
      ...cellsOf("holds", holds),
      ...cellsOf("inputs", inputs),
      ...cellsOf("composition", composition),
      draws,
      failures,
    }),
  );
}
