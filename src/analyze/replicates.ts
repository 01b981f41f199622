import { type Estimate, intervalEstimate, pointEstimate } from "../result/estimate.ts";
import { computeMoments, type Moments, mergeMoments, standardDeviation } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";
import { type Scratch, splitRuns } from "./sort.ts";
import { criticalT } from "./student-t.ts";
import type { ColumnEstimates, SummaryContext } from "./summarize.ts";

/** Least number of finite draws of a replicate beyond a quantile, on its thinner side, for it to have an interval. */
const TAIL_DRAWS = 20;
/** Room for the rounding of products such as 400 * (1 - 0.95). */
const ROUNDING = 1e-9;

/** The sorted replicates of one column: replicate r is runs[starts[r]..starts[r + 1] - 1]. */
interface Replicated {
  readonly runs: Float64Array;
  readonly starts: readonly number[];
  readonly fewest: number;
  readonly scale: number;
  readonly level: number;
  readonly suffix: string;
}

/**
 * `value` plus or minus Student's t times the standard error of the mean of the replicate estimates. The centre is
 * the estimate from all draws: with nets of a common size it has the smaller bias.
 */
function spanReplicates(value: number, estimates: Float64Array, column: Replicated): Estimate {
  const { scale, level, suffix } = column;
  const count = estimates.length;
  if (estimates.every((estimate) => estimate === estimates[0])) {
    return pointEstimate(value / scale, `all ${count} replicates give the same value`);
  }
  const error = standardDeviation(computeMoments(estimates, 0, count)) / Math.sqrt(count);
  const half = criticalT(level, count - 1) * error;
  const method = `Student t over ${count} replicates${suffix}`;
  return intervalEstimate(value / scale, (value - half) / scale, (value + half) / scale, level, method);
}

/** The reason why there is no interval, if a replicate needs `least` finite draws for one. */
function refuse(column: Replicated, least: number): string | undefined {
  const replicates = column.starts.length - 1;
  if (replicates === 1) return "one replicate: an interval takes two or more";
  if (column.fewest + ROUNDING >= least) return undefined;
  const needed = Math.ceil(least - ROUNDING);
  return `an interval takes ${needed} finite draws in each of the ${replicates} replicates, got ${column.fewest}`;
}

function estimateMoment(
  all: Moments,
  parts: readonly Moments[],
  measure: (moments: Moments) => number,
  least: number,
  column: Replicated,
): Estimate {
  const value = measure(all);
  const reason = refuse(column, least);
  if (reason !== undefined) return pointEstimate(value / column.scale, reason);
  return spanReplicates(value, Float64Array.from(parts, measure), column);
}

function estimateQuantile(sorted: Float64Array, count: number, p: number, column: Replicated): Estimate {
  const value = quantileOfSorted(sorted, 0, count, p);
  const reason = refuse(column, TAIL_DRAWS / Math.min(p, 1 - p));
  if (reason !== undefined) return pointEstimate(value / column.scale, `${reason}, at p = ${p}`);
  const { runs, starts } = column;
  const estimates = new Float64Array(starts.length - 1);
  for (let r = 0; r < estimates.length; r++) {
    estimates[r] = quantileOfSorted(runs, starts[r], starts[r + 1], p);
  }
  return spanReplicates(value, estimates, column);
}

function gatherReplicates(
  draws: number,
  count: number,
  scale: number,
  context: SummaryContext,
  scratch: Scratch,
): Replicated {
  const { replicates, level } = context;
  const starts = splitRuns(count, draws / replicates, replicates, scratch);
  let fewest = draws;
  for (let r = 0; r < replicates; r++) fewest = Math.min(fewest, starts[r + 1] - starts[r]);
  const suffix = count < draws ? ", finite draws only" : "";
  return { runs: scratch.runs, starts, fewest, scale, level, suffix };
}

/** Estimates from replicates of a design whose draws are not independent; `scratch.sorted` holds `count` values. */
export function estimateFromReplicates(
  draws: number,
  count: number,
  scale: number,
  context: SummaryContext,
  scratch: Scratch,
): ColumnEstimates {
  const column = gatherReplicates(draws, count, scale, context, scratch);
  const { runs, starts } = column;
  const parts: Moments[] = [];
  for (let r = 0; r < context.replicates; r++) {
    const [from, to] = [starts[r], starts[r + 1]];
    parts.push(to > from ? computeMoments(runs, from, to) : { count: 0, mean: 0, squares: 0 });
  }
  const all = parts.reduce(mergeMoments);
  return {
    mean: estimateMoment(all, parts, (moments) => moments.mean, 1, column),
    sd: estimateMoment(all, parts, standardDeviation, 2, column),
    quantiles: context.probabilities.map((p) => estimateQuantile(scratch.sorted, count, p, column)),
  };
}
