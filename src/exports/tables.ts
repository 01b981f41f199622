import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult, Result } from "../result/result.ts";

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

type Row = Readonly<Record<string, string | number | null>>;
type Fields = Readonly<Record<string, readonly [type: ColumnType, description: string]>>;

/** The tables of a result that have rows: values by system and output, aggregates, trends, and indices of all analyses. */
export function tablesOf(result: Result): readonly ExportTable[] {
  const { systems, outputs, aggregates, trends } = result;
  const values = systems?.flatMap(({ system, outputs: own }) =>
    own.map((output) => ({ system, ...flatten(output) })),
  );
  const probabilities = [
    ...(systems?.[0]?.outputs ?? outputs),
    ...aggregates,
    ...trends.map((t) => t.growthPerYear),
  ]
    .flatMap(({ quantiles }) => quantiles.map(({ p }) => p))
    .filter((p, index, all) => all.indexOf(p) === index)
    .sort((a, b) => a - b);
  const summary = summaryFields(probabilities);
  const trendRows = trends.flatMap(
    ({ id, of, over, fit, systems: count, growthPerYear, doublingMonths, slope, r2Draws }) =>
      [growthPerYear, doublingMonths, slope, r2Draws].map((measure) => ({
        trend: id,
        of,
        over,
        fit,
        systems: count,
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
        ...summary,
      },
      trendRows,
    ),
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
  const cells = estimates.flatMap(([name, estimate]) => [
    [name, estimate.value],
    [`${name}_low`, endOf(estimate, "low")],
    [`${name}_high`, endOf(estimate, "high")],
  ]);
  return { output: id, unit, deterministic, ...Object.fromEntries(cells), draws, failures };
}

function endOf(estimate: Estimate, end: "low" | "high"): number | null {
  return end in estimate ? ((estimate as { low: number | null; high: number | null })[end] ?? null) : null;
}

const indexFields: Fields = {
  method: ["string", "Analysis: sobol, morris, shapley …"],
  output: ["string", "Target of the analysis."],
  factor: ["string", "Factor or group; two, joined by ×, for an interaction."],
  measure: ["string", "What is measured: s1, st, s2, mu, muStar …"],
  value: ["number", "The estimate; empty where there is none."],
  low: ["number", "Lower end of its interval."],
  high: ["number", "Upper end of its interval."],
  level: ["number", "Probability content of the interval."],
  reason: ["string", "Why there is no value, or no interval."],
};

/**
 * Every estimate of a factor that any analysis gave, one row each. Analyses share a form — entries with `output`, lists
 * of items with `factor` or `factors` whose other members are estimates — so that a new method needs nothing here.
 */
function indexRows(result: Result): readonly Row[] {
  return Object.entries(result).flatMap(([method, entries]) =>
    listOf(entries).flatMap((entry) => {
      const { output } = entry;
      if (typeof output !== "string") return [];
      return Object.values(entry).flatMap((items) =>
        listOf(items).flatMap((item) => measuresOf(item).map((measure) => ({ method, output, ...measure }))),
      );
    }),
  );
}

type Entry = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly Entry[] {
  return Array.isArray(value)
    ? value.filter((item): item is Entry => typeof item === "object" && item !== null)
    : [];
}

function measuresOf({ factor, factors, ...measures }: Entry): readonly Row[] {
  const name = typeof factor === "string" ? factor : Array.isArray(factors) ? factors.join(" × ") : undefined;
  if (name === undefined) return [];
  return Object.entries(measures).flatMap(([measure, estimate]) => {
    if (typeof estimate !== "object" || estimate === null || !Object.hasOwn(estimate, "value")) return [];
    const { value, low, high, level, reason } = estimate as Readonly<Record<string, string | number | null>>;
    return [
      {
        factor: name,
        measure,
        value: value ?? null,
        low: low ?? null,
        high: high ?? null,
        level: level ?? null,
        reason: reason ?? null,
      },
    ];
  });
}
