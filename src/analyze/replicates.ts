import { type Estimate, intervalEstimate, pointEstimate } from "./estimate.ts";
import { computeMoments, type Moments, mergeMoments, standardDeviation } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";
import type { Range } from "./range.ts";
import { quantileOfRuns, type Runs } from "./runs.ts";
import { criticalT } from "./student-t.ts";
import type { ColumnEstimates, SummaryContext } from "./summarize.ts";

/** Least number of finite draws of a replicate beyond a quantile, on its thinner side, for it to have an interval. */
const TAIL_DRAWS = 20;
/** Room for the rounding of products such as 400 * (1 - 0.95). */
const ROUNDING = 1e-9;

/** The sorted replicates of one column, and what is said of them. */
interface Replicated extends Runs {
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
  const replicates = column.ends.length;
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

function estimateQuantile(count: number, p: number, column: Replicated): Estimate {
  const value = quantileOfRuns(column, count, p);
  const reason = refuse(column, TAIL_DRAWS / Math.min(p, 1 - p));
  if (reason !== undefined) return pointEstimate(value / column.scale, `${reason}, at p = ${p}`);
  const { runs, size, ends } = column;
  const estimates = Float64Array.from(ends, (end, r) => quantileOfSorted(runs, r * size, end, p));
  return spanReplicates(value, estimates, column);
}

function describe(draws: number, range: Range, sorted: Runs, level: number): Replicated {
  const { count, scale } = range;
  const { size, ends } = sorted;
  const fewest = ends.reduce((least, end, r) => Math.min(least, end - r * size), size);
  const suffix = count < draws ? ", finite draws only" : "";
  return { ...sorted, fewest, scale, level, suffix };
}

/** Estimates from replicates of a design whose draws are not independent. */
export function estimateFromReplicates(
  draws: number,
  range: Range,
  context: SummaryContext,
  sorted: Runs,
): ColumnEstimates {
  const column = describe(draws, range, sorted, context.level);
  const { runs, size, ends } = column;
  const parts = Array.from(ends, (end, r) => computeMoments(runs, r * size, end));
  const all = parts.reduce(mergeMoments);
  return {
    mean: estimateMoment(all, parts, (moments) => moments.mean, 1, column),
    sd: estimateMoment(all, parts, standardDeviation, 2, column),
    quantiles: context.probabilities.map((p) => estimateQuantile(range.count, p, column)),
  };
}
