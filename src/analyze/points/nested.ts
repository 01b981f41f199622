import { computeMoments } from "../moments.ts";
import { quantileOfSorted } from "../quantile.ts";

/** What one point of the epistemic factors says of the output's distribution over the aleatory ones. */
export interface Conditional {
  readonly mean: number;
  readonly variance: number;
  readonly quantiles: Float64Array;
  /** P(Y ≤ t) for each threshold t. */
  readonly probabilities: Float64Array;
  readonly failures: number;
}

/** The distribution of y's finite values; all NaN where there are fewer than two. */
export function describeConditional(
  y: Float64Array,
  percentiles: readonly number[],
  thresholds: readonly number[],
): Conditional {
  const sorted = y.filter(Number.isFinite).sort();
  const count = sorted.length;
  const failures = y.length - count;
  if (count < 2) {
    const none = (length: number) => new Float64Array(length).fill(Number.NaN);
    return {
      mean: Number.NaN,
      variance: Number.NaN,
      quantiles: none(percentiles.length),
      probabilities: none(thresholds.length),
      failures,
    };
  }
  const { mean, squares } = computeMoments(sorted, 0, count);
  return {
    mean,
    variance: squares / count,
    quantiles: Float64Array.from(percentiles, (p) => quantileOfSorted(sorted, 0, count, p)),
    probabilities: Float64Array.from(thresholds, (t) => countAtMost(sorted, t) / count),
    failures,
  };
}

function countAtMost(sorted: Float64Array, threshold: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A number over the points of the epistemic factors: its median and the ends of its central 95 %. */
export interface EpistemicBand {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Null where no point has the number. */
export function bandOver(values: readonly number[]): EpistemicBand | null {
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  if (sorted.length === 0) return null;
  const [low, median, high] = [0.025, 0.5, 0.975].map((p) => quantileOfSorted(sorted, 0, sorted.length, p));
  return { median, low, high };
}

/** Share of the variance that stems from the epistemic factors: Var of the conditional means over the whole. */
export function epistemicShare(conditionals: readonly Conditional[]): number {
  const usable = conditionals.filter(({ mean }) => Number.isFinite(mean));
  const between = computeMoments(
    Float64Array.from(usable, ({ mean }) => mean),
    0,
    usable.length,
  );
  const variance = between.squares / usable.length;
  const within = usable.reduce((sum, conditional) => sum + conditional.variance, 0) / usable.length;
  return variance / (variance + within);
}
