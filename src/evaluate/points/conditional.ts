import { cholesky } from "../../math/cholesky.ts";

/**
 * How the normal scores of some members of a correlated group follow when the others are kept: as sums over the
 * independent normal scores of the first sample, which made the kept ones, and over those of the second sample.
 * Row-major, n × n; rows of kept members are the group's own Cholesky factor, and 0 for the second sample.
 */
export interface Conditional {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** R = L·Lᵀ with rows and columns in the order given. */
function reorderedCorrelation(lower: Float64Array, n: number, order: readonly number[]): Float64Array {
  const matrix = new Float64Array(n * n);
  order.forEach((a, i) => {
    order.forEach((b, j) => {
      let sum = 0;
      for (let k = 0; k <= Math.min(a, b); k++) sum += lower[a * n + k]! * lower[b * n + k]!;
      matrix[i * n + j] = sum;
    });
  });
  return matrix;
}

/** Rows of `weights` (over standardised kept scores e) as sums over what makes e: L_kept⁻¹ times the kept rows of L. */
function overFirstSample(
  weights: Float64Array,
  ordered: Float64Array,
  lower: Float64Array,
  n: number,
  kept: readonly number[],
): Float64Array {
  // Solve wᵀ = vᵀ L_kept for v by back substitution, so that w·e = v·z with z the kept scores.
  const v = new Float64Array(kept.length);
  for (let i = kept.length - 1; i >= 0; i--) {
    let sum = weights[i]!;
    for (let k = i + 1; k < kept.length; k++) sum -= v[k]! * ordered[k * n + i]!;
    v[i] = sum / ordered[i * n + i]!;
  }
  const out = new Float64Array(n);
  kept.forEach((member, i) => {
    for (let k = 0; k <= member; k++) out[k]! += v[i]! * lower[member * n + k]!;
  });
  return out;
}

/**
 * The conditional distribution of a group of n normal scores, closed form: `lower` is the Cholesky factor of its
 * correlation matrix, `fresh` marks the members that are drawn anew given the others.
 */
export function conditionScores(lower: Float64Array, n: number, fresh: readonly boolean[]): Conditional {
  const members = Array.from({ length: n }, (_, i) => i);
  const kept = members.filter((i) => !fresh[i]);
  const order = [...kept, ...members.filter((i) => fresh[i])];
  const ordered = cholesky(reorderedCorrelation(lower, n, order), n);
  const first = lower.slice();
  const second = new Float64Array(n * n);
  order.slice(kept.length).forEach((member, index) => {
    const row = kept.length + index;
    const weights = ordered.subarray(row * n, row * n + kept.length);
    first.set(overFirstSample(weights, ordered, lower, n, kept), member * n);
    for (let k = kept.length; k <= row; k++) second[member * n + order[k]!] = ordered[row * n + k]!;
  });
  return { first, second };
}
