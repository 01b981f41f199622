import type { Estimate } from "../analyze/estimate.ts";
import type { ClaimResult } from "../result/claim-result.ts";
import type { OutputResult, Result } from "../result/result.ts";
import type { BatchOutcome } from "../run/run-batch.ts";

/** One cell of a summary; null where there is nothing. */
export type Cell = string | number | null;

/** Rows of one width, one for each value of each scenario. */
export interface SummaryTable {
  readonly columns: readonly { readonly name: string; readonly type: "text" | "number" }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One value of a result in a summary: an output, an aggregate, a measure of a trend. */
export interface SummaryValue {
  readonly kind: string;
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly deterministic: number | null;
  readonly mean: Estimate;
  readonly quantiles: OutputResult["quantiles"];
  readonly draws: number;
  readonly failures: number;
}

const percentiles = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
const textColumns = ["scenario", "file", "status", "kind", "id", "measure", "unit"] as const;
const numberColumns = [
  "deterministic",
  "mean",
  "mean_low",
  "mean_high",
  ...percentiles.map((p) => `q${p}`),
  "draws",
  "failures",
];

/** All that a result says of values over systems; single systems stand in the result's own files. */
export function summaryValues(result: Result): readonly SummaryValue[] {
  return [
    ...result.outputs.map((output) => toValue("output", output.id, "value", output)),
    ...result.aggregates.map((aggregate) => toValue("aggregate", aggregate.id, aggregate.reduce, aggregate)),
    ...(result.quantities ?? []).map((quantity) => toValue("quantity", quantity.id, "value", quantity)),
    ...(result.claims ?? []).map(claimValue),
    ...(result.breakEven ?? []).map(({ id, factor, value }) => toValue("break-even", id, factor, value)),
    ...result.trends.flatMap((trend) =>
      (["growthPerYear", "doublingMonths"] as const).map((measure) =>
        toValue("trend", trend.id, measure, trend[measure]),
      ),
    ),
  ];
}

function toValue(kind: string, id: string, measure: string, output: OutputResult): SummaryValue {
  const { unit, deterministic, mean, quantiles, draws, failures } = output;
  return { kind, id, measure, unit, deterministic, mean, quantiles, draws, failures };
}

/** A claim's mean is the probability that it holds. */
function claimValue({ id, deterministic, holds, draws, failures }: ClaimResult): SummaryValue {
  const nominal = deterministic === null ? null : Number(deterministic);
  const about = { kind: "claim", id, measure: "holds", unit: "1", deterministic: nominal };
  return { ...about, mean: holds, quantiles: [], draws, failures };
}

/** What a batch gave, as one table: a row for each value, with the case of each axis of a family in columns. */
export function summaryTable(
  outcomes: readonly BatchOutcome[],
  describe: (error: unknown) => string,
): SummaryTable {
  const axes = [...new Set(outcomes.flatMap(({ item }) => Object.keys(item.at)))];
  const isNumeric = (axis: string): boolean =>
    outcomes.every(({ item }) => item.at[axis] === undefined || typeof item.at[axis] === "number");
  const columns = [
    ...textColumns.map((name) => ({ name, type: "text" as const })),
    ...axes.map((axis) => ({ name: `vary_${axis}`, type: isNumeric(axis) ? "number" : "text" }) as const),
    ...numberColumns.map((name) => ({ name, type: "number" as const })),
    { name: "message", type: "text" as const },
  ];
  const rows = outcomes.flatMap((outcome) => {
    const { item, status } = outcome;
    const cases = axes.map((axis) => textIfMixed(item.at[axis], isNumeric(axis)));
    const row = (name: string, about: readonly Cell[], numbers: readonly Cell[], message: Cell): Cell[] => [
      name,
      item.file,
      status,
      ...about,
      ...cases,
      ...numbers,
      message,
    ];
    const nothing = ["", "", ""];
    const noNumbers = numberColumns.map(() => null);
    if (outcome.status === "failed")
      return [row(item.folder, ["failure", ...nothing], noNumbers, describe(outcome.error))];
    const { result } = outcome;
    const whole = row(result.name, ["scenario", ...nothing], noNumbers, result.manifest.resultDigest);
    return [
      whole,
      ...summaryValues(result).map((value) =>
        row(result.name, [value.kind, value.id, value.measure, value.unit], numbersOf(value), null),
      ),
    ];
  });
  return { columns, rows };
}

function textIfMixed(value: string | number | undefined, numeric: boolean): Cell {
  if (value === undefined) return null;
  return numeric ? value : `${value}`;
}

function numbersOf({ deterministic, mean, quantiles, draws, failures }: SummaryValue): readonly Cell[] {
  const bounds = "low" in mean ? [mean.low, mean.high] : [null, null];
  const found = percentiles.map((p) => quantiles.find((quantile) => quantile.p === p)?.value ?? null);
  return [deterministic, mean.value, ...bounds, ...found, draws, failures];
}
