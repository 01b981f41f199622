import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "../result/result.ts";

/** One row of a CSV table. */
export type Row = Readonly<Record<string, string | number | null>>;

/** An estimate in three columns; what is absent is empty. */
export function estimateCells(name: string, estimate: Estimate): Row {
  return {
    [name]: estimate.value,
    [`${name}_low`]: "low" in estimate ? estimate.low : null,
    [`${name}_high`]: "high" in estimate ? estimate.high : null,
  };
}

/** An output as one row: each estimate in three columns, what is absent empty. */
export function outputRow(output: OutputResult): Row {
  const { id, unit, deterministic, mean, sd, quantiles, draws, failures } = output;
  const estimates: readonly (readonly [string, Estimate])[] = [
    ["mean", mean],
    ["sd", sd],
    ...quantiles.map((quantile) => [`q${quantile.p}`, quantile] as const),
  ];
  const cells = estimates.map(([name, estimate]) => estimateCells(name, estimate));
  return { output: id, unit, deterministic, ...Object.assign({}, ...cells), draws, failures };
}
