export type Reduction = "sum" | "mean" | "median" | "share";

const BLOCK = 128;

/**
 * Sums of some columns, row by row, for rows from..to-1. In an array of their own: columns may be shared between
 * threads, and adding up in such memory takes several times as long.
 */
function sumRows(columns: readonly Float64Array[], from: number, to: number): Float64Array {
  const rows = to - from;
  const sums = new Float64Array(rows);
  const own = new Float64Array(rows);
  for (const column of columns) {
    own.set(column.subarray(from, to));
    for (let i = 0; i < rows; i++) sums[i] += own[i];
  }
  return sums;
}

function takeMedians(columns: readonly Float64Array[], from: number, to: number, out: Float64Array): void {
  const size = columns.length;
  const block = new Float64Array(size * BLOCK);
  const own = new Float64Array(BLOCK);
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(start + BLOCK, to);
    for (let j = 0; j < size; j++) {
      own.set(columns[j].subarray(start, end));
      for (let i = 0; i < end - start; i++) block[i * size + j] = own[i];
    }
    for (let row = start; row < end; row++) {
      out[row] = medianOf(block.subarray((row - start) * size, (row - start + 1) * size));
    }
  }
}

/** Up to this many values insertion takes less time than the call of the engine's sort. */
const FEW = 64;

/** Median of `values`, which it sorts; NaN where one is not finite. */
function medianOf(values: Float64Array): number {
  const size = values.length;
  for (let i = 0; i < size; i++) if (values[i] - values[i] !== 0) return Number.NaN;
  if (size > FEW) values.sort();
  else insert(values);
  const middle = size >> 1;
  return size % 2 === 1 ? values[middle] : 0.5 * values[middle - 1] + 0.5 * values[middle];
}

function insert(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let j = i - 1;
    for (; j >= 0 && values[j] > value; j--) values[j + 1] = values[j];
    values[j + 1] = value;
  }
}

function takeShares(
  columns: readonly Float64Array[],
  all: readonly Float64Array[],
  from: number,
  to: number,
): Float64Array {
  const sums = sumRows(columns, from, to);
  const total = sumRows(all, from, to);
  // An infinite total must not pass as a share of 0.
  return sums.map((sum, i) => (Number.isFinite(total[i]) ? sum / total[i] : Number.NaN));
}

/**
 * Reduces, for each draw from..to-1, the values of some systems (`columns`, one column of draws each) to one in
 * `out`: their sum, mean, median (of an even number: the mean of the two in the middle) or share of the sum over
 * `all`. A draw with a non-finite member, or whose result is not finite (0/0), becomes NaN: a failed draw. `all`
 * matters for a share only. Throws RangeError if there is no system.
 */
export function aggregateRows(
  reduce: Reduction,
  columns: readonly Float64Array[],
  all: readonly Float64Array[],
  from: number,
  to: number,
  out: Float64Array,
): void {
  if (columns.length === 0) {
    throw new RangeError(`${reduce}: got no systems, expected at least one. Widen the aggregate's where.`);
  }
  if (reduce === "median") takeMedians(columns, from, to, out);
  else if (reduce === "share") out.set(takeShares(columns, all, from, to), from);
  else {
    const sums = sumRows(columns, from, to);
    out.set(reduce === "mean" ? sums.map((sum) => sum / columns.length) : sums, from);
  }
  for (let row = from; row < to; row++) if (!Number.isFinite(out[row])) out[row] = Number.NaN;
}
