import type { Estimate } from "../analyze/estimate.ts";

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
