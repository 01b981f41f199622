import { absentEstimate, type Estimate, pointEstimate } from "./estimate.ts";
import { estimateFromDraws } from "./independent-draws.ts";
import type { Range } from "./range.ts";
import { estimateFromReplicates } from "./replicates.ts";
import { plainSorter, type RunSorter } from "./runs.ts";

/** How a column of values came about, and what is wanted of it. */
export interface SummaryContext {
  readonly design: "random" | "lhs" | "sobol";
  /** Row r belongs to replicate floor(r / (draws / replicates)); a random design takes no notice of them. */
  readonly replicates: number;
  /** Each in (0, 1). */
  readonly probabilities: readonly number[];
  readonly level: 0.95;
}

export type QuantileEstimate = { readonly p: number } & Estimate;

/** What is reported of one output; everything but `draws` and `failures` has the output's unit. */
export interface OutputSummary {
  readonly mean: Estimate;
  /** Sample standard deviation, divisor n - 1. */
  readonly sd: Estimate;
  /** By definition 7 of Hyndman & Fan (1996), in the order of `probabilities`. */
  readonly quantiles: readonly QuantileEstimate[];
  readonly draws: number;
  /** Rows whose value is NaN or infinite; the estimates are over the other rows. */
  readonly failures: number;
}

/** Mean, standard deviation and quantiles of one column, the latter in the order of `probabilities`. */
export interface ColumnEstimates {
  readonly mean: Estimate;
  readonly sd: Estimate;
  readonly quantiles: readonly Estimate[];
}

function fill(estimate: Estimate, sd: Estimate, context: SummaryContext): ColumnEstimates {
  return { mean: estimate, sd, quantiles: context.probabilities.map(() => estimate) };
}

/** The estimates where there is no spread, if that is so. */
function estimateWithoutSpread(
  draws: number,
  range: Range,
  context: SummaryContext,
): ColumnEstimates | undefined {
  const { count, low, high } = range;
  if (count === 0) {
    const none = absentEstimate(draws === 0 ? "no draws" : `all ${draws} draws failed`);
    return fill(none, none, context);
  }
  if (count === 1) {
    const one = pointEstimate(low, "only one finite draw");
    return fill(one, absentEstimate("a standard deviation takes two finite draws, got one"), context);
  }
  if (low !== high) return undefined;
  const reason = count === draws ? "constant over all draws" : "constant over all finite draws";
  return fill(pointEstimate(low, reason), pointEstimate(0, reason), context);
}

function checkReplicates(draws: number, replicates: number): void {
  if (Number.isInteger(replicates) && replicates >= 1 && draws % replicates === 0) return;
  throw new RangeError(
    `replicates: got ${replicates} for ${draws} draws, expected a whole number that divides the draws. ` +
      "Pass whole columns, in row order, with the plan's own number of replicates.",
  );
}

function checkSorter(draws: number, sorter: RunSorter): void {
  if (sorter.draws >= draws) return;
  throw new RangeError(
    `sorter: got room for ${sorter.draws} draws, expected ${draws}. Make it with makeRunSorter(${draws}).`,
  );
}

/**
 * Estimates of one output from the values it took over all draws, in row order, each with its interval at
 * `context.level`. All sums run over sorted values, so the result depends neither on the number of workers nor on
 * the order of the rows of a replicate.
 *
 * Random design: the mean by the central limit theorem with Student's t; the standard deviation by Bonett's (2006)
 * kurtosis-adjusted interval; quantiles by exact order-statistic intervals (Conover 1999). Latin hypercubes and
 * Sobol' nets: all three by Student's t over the replicates, around the estimate from all draws.
 *
 * A column without spread has no interval but a reason; failures (NaN, infinities) are counted and left out.
 * Throws RangeError if replicates don't divide the draws or the sorter is too small.
 */
export function summarizeColumn(
  values: Float64Array,
  context: SummaryContext,
  sorter: RunSorter = plainSorter(values.length),
): OutputSummary {
  const draws = values.length;
  checkSorter(draws, sorter);
  if (context.design !== "random") checkReplicates(draws, context.replicates);
  const range = sorter.load(values);
  let found = estimateWithoutSpread(draws, range, context);
  if (found === undefined) {
    const independent = context.design === "random";
    const sorted = sorter.sort(range, independent ? 1 : context.replicates);
    found = independent
      ? estimateFromDraws(draws, range, context, sorted.runs)
      : estimateFromReplicates(draws, range, context, sorted);
  }
  const quantiles = found.quantiles.map((estimate, i) => ({ p: context.probabilities[i], ...estimate }));
  return { mean: found.mean, sd: found.sd, quantiles, draws, failures: draws - range.count };
}
