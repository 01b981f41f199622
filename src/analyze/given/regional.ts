import { quantileOfSorted } from "../quantile.ts";
import { factorByFactor, type Shuffle } from "./method.ts";
import { gatherRows, orderOf } from "./ranks.ts";

/** 1 for the rows inside the region: those of a true statement, or above the percentile of other values. */
export function splitRegion(y: Float64Array, percent: number): Uint8Array {
  const statement = y.every((value) => value === 0 || value === 1);
  const sorted = gatherRows(y, orderOf(y));
  const bound = statement ? 0.5 : quantileOfSorted(sorted, 0, sorted.length, percent / 100);
  return Uint8Array.from(y, (value) => (value > bound ? 1 : 0));
}

/** Largest distance between the distributions of x inside and outside; NaN where one is empty. */
function distance(x: Float64Array, order: Uint32Array, inside: Uint8Array): number {
  const n = order.length;
  const count = inside.reduce((sum, mark) => sum + mark, 0);
  if (count === 0 || count === n) return Number.NaN;
  let largest = 0;
  for (let k = 0, seen = 0; k < n; k++) {
    seen += inside[order[k]];
    if (k + 1 < n && x[order[k + 1]] === x[order[k]]) continue;
    largest = Math.max(largest, Math.abs(seen / count - (k + 1 - seen) / (n - count)));
  }
  return largest;
}

/** Two-sample Kolmogorov-Smirnov distance of x between the rows inside and outside (Hornberger & Spear 1981). */
export function regionalDistance(x: Float64Array, y: Float64Array, percent: number): number {
  return distance(x, orderOf(x), splitRegion(y, percent));
}

function permutationPValue(
  x: Float64Array,
  y: Float64Array,
  shuffle: Shuffle,
  percent: number,
  permutations: number,
): number {
  const order = orderOf(x);
  const inside = splitRegion(y, percent);
  const observed = distance(x, order, inside);
  let reached = 1;
  for (let k = 0; k < permutations; k++) {
    const rows = shuffle(k);
    const shuffled = inside.map((_, row) => inside[rows[row]]);
    // A statistic of ranks takes few values: equality counts.
    if (distance(x, order, shuffled) >= observed - 1e-12) reached++;
  }
  return reached / (permutations + 1);
}

/** Regional sensitivity, or Monte Carlo filtering: which factors tell the draws inside a region from those outside. */
export const regional = factorByFactor(
  {
    name: "regional",
    title: "regional sensitivity",
    measures: ["ks"],
    resampling: "halves",
    pValue: (x, y, shuffle, { percentile, permutations }) =>
      permutationPValue(x, y, shuffle, percentile, permutations),
  },
  (x, y, { percentile }) => [regionalDistance(x, y, percentile)],
);
