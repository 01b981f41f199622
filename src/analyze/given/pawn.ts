import { computeMoments } from "../moments.ts";
import { quantileOfSorted } from "../quantile.ts";
import { factorByFactor } from "./method.ts";
import { gatherRows, orderOf } from "./ranks.ts";

/** Largest distance between the empirical distribution of all y and that of the marked rows; NaN if none is. */
function distance(y: Float64Array, order: Uint32Array, marked: Uint8Array, count: number): number {
  if (count === 0) return Number.NaN;
  const n = order.length;
  let largest = 0;
  for (let k = 0, inside = 0; k < n; k++) {
    inside += marked[order[k]];
    if (k + 1 < n && y[order[k + 1]] === y[order[k]]) continue;
    largest = Math.max(largest, Math.abs(inside / count - (k + 1) / n));
  }
  return largest;
}

/** The Kolmogorov-Smirnov distance of y in each slice of x from y as a whole. */
function sliceDistances(x: Float64Array, y: Float64Array, slices: number): Float64Array {
  const sorted = gatherRows(x, orderOf(x));
  const yOrder = orderOf(y);
  const step = 1 / slices;
  const edges = Float64Array.from({ length: slices + 1 }, (_, s) =>
    quantileOfSorted(sorted, 0, sorted.length, Math.min(1, s * step)),
  );
  const distances: number[] = [];
  for (let s = 0; s < slices; s++) {
    const marked = new Uint8Array(x.length);
    let count = 0;
    for (let row = 0; row < x.length; row++) {
      if (x[row] < edges[s] || x[row] >= edges[s + 1]) continue;
      marked[row] = 1;
      count++;
    }
    const found = distance(y, yOrder, marked, count);
    if (!Number.isNaN(found)) distances.push(found);
  }
  return Float64Array.from(distances).sort();
}

/**
 * PAWN (Pianosi & Wagener 2015): median, mean, maximum, minimum and coefficient of variation (divisor the number of
 * slices) of the distances, over slices of equal frequency [q(s), q(s+1)) by quantiles of definition 7; so the row
 * with the largest x is in none, and slices without rows are left out.
 */
export function pawnIndices(x: Float64Array, y: Float64Array, slices: number): readonly number[] {
  const distances = sliceDistances(x, y, slices);
  const count = distances.length;
  const { mean, squares } = computeMoments(distances, 0, count);
  return [
    quantileOfSorted(distances, 0, count, 0.5),
    mean,
    distances[count - 1],
    distances[0],
    Math.sqrt(squares / count) / mean,
  ];
}

export const pawn = factorByFactor(
  {
    name: "pawn",
    title: "PAWN",
    measures: ["median", "mean", "maximum", "minimum", "cv"],
    resampling: "halves",
    dummy: true,
  },
  (x, y, { slices }) => pawnIndices(x, y, slices),
);
