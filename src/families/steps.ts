import type { Distribution } from "./family.ts";

/**
 * The distribution on `values` (ascending, distinct) with probabilities proportional to `weights` (above 0). Sums
 * run from both ends, so the small probabilities of both tails keep their relative accuracy.
 */
export function bindSteps(values: readonly number[], weights: readonly number[]): Distribution {
  const { lower, upper } = accumulate(weights);
  const last = values.length - 1;
  const quantile = (u: number): number =>
    values[u <= 0.5 ? firstWhere(last, (k) => lower[k]! >= u) : firstWhere(last, (k) => upper[k]! <= 1 - u)]!;
  /** Index of the largest value not above x, or -1. */
  const rank = (x: number): number =>
    x >= values[last]! ? last : firstWhere(last, (k) => values[k]! > x) - 1;
  const { mean, variance } = momentsOf(values, weights);
  return {
    quantile,
    upperQuantile: (q) => values[firstWhere(last, (k) => upper[k]! <= q)]!,
    cdf: (x) => (x < values[0]! ? 0 : lower[rank(x)]!),
    survival: (x) => (x < values[0]! ? 1 : upper[rank(x)]!),
    mean,
    variance,
    support: [values[0]!, values[last]!],
    discrete: true,
    nominal: quantile(0.5),
  };
}

/** lower[k] = P(X <= values[k]), upper[k] = P(X > values[k]). */
function accumulate(weights: readonly number[]): { lower: Float64Array; upper: Float64Array } {
  const count = weights.length;
  const lower = new Float64Array(count);
  const upper = new Float64Array(count);
  for (let k = 0; k < count; k++) lower[k] = weights[k]! + (k > 0 ? lower[k - 1]! : 0);
  for (let k = count - 2; k >= 0; k--) upper[k] = weights[k + 1]! + upper[k + 1]!;
  const total = lower[count - 1]!;
  for (let k = 0; k < count; k++) {
    lower[k] = lower[k]! / total;
    upper[k] = upper[k]! / total;
  }
  return { lower, upper };
}

/** Smallest index up to `last` where `holds` (false, then true); `last` if it holds nowhere before. */
function firstWhere(last: number, holds: (k: number) => boolean): number {
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function momentsOf(
  values: readonly number[],
  weights: readonly number[],
): { mean: number; variance: number } {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = values.reduce((sum, v, k) => sum + v * (weights[k]! / total), 0);
  const variance = values.reduce((sum, v, k) => sum + (v - mean) * (v - mean) * (weights[k]! / total), 0);
  return { mean, variance };
}

/**
 * The distribution on 0 … `most` whose probabilities have the ratios p(k) / p(k - 1) = `ratio(k)` and their peak at
 * `mode`. What lies beyond where they fall below 1e-300 of the peak is left out.
 */
export function bindCounts(mode: number, most: number, ratio: (k: number) => number): Distribution {
  const below: number[] = [];
  for (let k = mode, p = 1; k > 0 && p > 1e-300; k--) {
    p /= ratio(k);
    below.push(p);
  }
  const above: number[] = [];
  for (let k = mode + 1, p = 1; k <= most && p > 1e-300; k++) {
    p *= ratio(k);
    above.push(p);
  }
  const weights = [...below.reverse(), 1, ...above];
  const first = mode - below.length;
  return bindSteps(
    weights.map((_, k) => first + k),
    weights,
  );
}
