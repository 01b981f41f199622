import { floorLog2 } from "../../design/log2.ts";
import { gammaProbability } from "../../math/special/incomplete-gamma.ts";
import { orderOf } from "./ranks.ts";

/** Rows that each cell of a pair of factors should hold, at least. */
const ROWS_PER_CELL = 4;
const MOST_PAIRS = 60;
/** Probability, over all pairs, with which independent rows are taken for a low-discrepancy design. */
const FALSE_ALARM = 1e-6;

/** The cell, out of `cells`, that each row's rank falls in. */
function cellsOf(values: Float64Array, cells: number): Uint32Array {
  const n = values.length;
  const out = new Uint32Array(n);
  orderOf(values).forEach((row, rank) => {
    out[row] = Math.floor((rank * cells) / n);
  });
  return out;
}

/** Probability that independent rows spread as evenly as these or more over the cells of two factors. */
function probabilityOfEvenness(a: Uint32Array, b: Uint32Array, cells: number): number {
  const counts = new Uint32Array(cells * cells);
  for (let row = 0; row < a.length; row++) counts[a[row] * cells + b[row]]++;
  const expected = a.length / (cells * cells);
  let statistic = 0;
  for (const count of counts) statistic += ((count - expected) * (count - expected)) / expected;
  const freedom = (cells - 1) * (cells - 1);
  return gammaProbability(statistic / 2, freedom / 2, false);
}

/**
 * Whether rows are spread over pairs of factors far more evenly than independent rows would be, as a Sobol' net or
 * another low-discrepancy set is: a chi-square test of ranks on a grid, its lower tail only, over at most 60 pairs.
 * A Latin hypercube is even in each factor alone and passes for independent. `x`: columns with distinct values.
 */
export function isLowDiscrepancy(x: readonly Float64Array[]): boolean {
  const rows = x[0]?.length ?? 0;
  const cells = 2 ** Math.max(1, Math.floor(floorLog2(rows / ROWS_PER_CELL) / 2));
  if (x.length < 2 || cells < 4) return false;
  const placed = x.map((values) => cellsOf(values, cells));
  const pairs = placed.flatMap((a, i) => placed.slice(0, i).map((b) => [a, b] as const)).slice(0, MOST_PAIRS);
  return pairs.some(([a, b]) => probabilityOfEvenness(a, b, cells) < FALSE_ALARM / pairs.length);
}
