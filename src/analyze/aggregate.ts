export type Reduction = "sum" | "mean" | "median" | "share";

const BLOCK = 128;

function sumRows(columns: readonly Float64Array[], from: number, to: number, out: Float64Array): void {
  out.fill(0, from, to);
  for (const column of columns) for (let row = from; row < to; row++) out[row] += column[row];
}

function takeMedians(columns: readonly Float64Array[], from: number, to: number, out: Float64Array): void {
  const size = columns.length;
  const block = new Float64Array(size * BLOCK);
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(start + BLOCK, to);
    for (let j = 0; j < size; j++) {
      for (let row = start; row < end; row++) block[(row - start) * size + j] = columns[j][row];
    }
    for (let row = start; row < end; row++) {
      out[row] = medianOf(block.subarray((row - start) * size, (row - start + 1) * size));
    }
  }
}

/** Median of `values`, which it sorts; NaN and +Infinity sort last, -Infinity first. */
function medianOf(values: Float64Array): number {
  values.sort();
  const size = values.length;
  if (!Number.isFinite(values[0]) || !Number.isFinite(values[size - 1])) return Number.NaN;
  const middle = size >> 1;
  return size % 2 === 1 ? values[middle] : 0.5 * values[middle - 1] + 0.5 * values[middle];
}

function takeShares(
  columns: readonly Float64Array[],
  all: readonly Float64Array[],
  from: number,
  to: number,
  out: Float64Array,
): void {
  sumRows(columns, from, to, out);
  const total = new Float64Array(to - from);
  for (const column of all) for (let row = from; row < to; row++) total[row - from] += column[row];
  for (let row = from; row < to; row++) {
    // An infinite total must not pass as a share of 0.
    const whole = total[row - from];
    out[row] = Number.isFinite(whole) ? out[row] / whole : Number.NaN;
  }
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
  else if (reduce === "share") takeShares(columns, all, from, to, out);
  else sumRows(columns, from, to, out);
  if (reduce === "mean") for (let row = from; row < to; row++) out[row] /= columns.length;
  for (let row = from; row < to; row++) if (!Number.isFinite(out[row])) out[row] = Number.NaN;
}
