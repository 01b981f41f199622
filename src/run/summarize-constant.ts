import { absentEstimate, pointEstimate } from "../analyze/estimate.ts";
import type { OutputSummary } from "../analyze/summarize.ts";

const reason = "no factor varies: evaluated once";

/** Summary of a value in a model whose factors are all constant: one evaluation, no interval. */
export function summarizeConstant(value: number, probabilities: readonly number[]): OutputSummary {
  const failed = !Number.isFinite(value);
  const estimate = failed ? absentEstimate("not defined for these values") : pointEstimate(value, reason);
  return {
    mean: estimate,
    sd: failed ? estimate : pointEstimate(0, reason),
    quantiles: probabilities.map((p) => ({ p, ...estimate })),
    draws: 1,
    failures: failed ? 1 : 0,
  };
}
