import { findRange } from "../range.ts";
import { makeScratch, type Scratch, sortFinite } from "../sort.ts";

let scratch: Scratch = makeScratch(0);

/** Rows in increasing order of their (finite) values; equal values stay in row order. */
export function orderOf(values: Float64Array): Uint32Array {
  if (scratch.draws !== values.length) scratch = makeScratch(values.length);
  sortFinite(values, findRange(values), scratch);
  return scratch.rows.slice(0, values.length);
}

/** Calls `visit` with each run of equal values, as positions from..to-1 of the order. */
function eachTie(values: Float64Array, order: Uint32Array, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    visit(from, to);
    from = to;
  }
}

/** Ranks from 1; equal values share the mean of theirs. */
export function averageRanks(values: Float64Array): Float64Array {
  const order = orderOf(values);
  const ranks = new Float64Array(values.length);
  eachTie(values, order, (from, to) => {
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
  });
  return ranks;
}

/** For each row, the number of rows whose value is not above its own, and the number whose value is not below. */
export function countsAround(values: Float64Array): { atMost: Float64Array; atLeast: Float64Array } {
  const order = orderOf(values);
  const atMost = new Float64Array(values.length);
  const atLeast = new Float64Array(values.length);
  eachTie(values, order, (from, to) => {
    for (let k = from; k < to; k++) {
      atMost[order[k]] = to;
      atLeast[order[k]] = values.length - from;
    }
  });
  return { atMost, atLeast };
}

/** Copies `values[rows[k]]` for every k. */
export function gatherRows(values: Float64Array, rows: Uint32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = values[rows[k]];
  return out;
}
