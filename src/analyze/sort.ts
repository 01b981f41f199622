import type { Range } from "./range.ts";

/** Room for sorting columns of up to `draws` values, made once and used for every column. */
export interface Scratch {
  readonly draws: number;
  /** The finite values in increasing order. */
  readonly sorted: Float64Array;
  /** For each value of `sorted`, the row it came from. */
  readonly rows: Uint32Array;
  /** The values in row order while they are being sorted; after `splitRuns` sorted within each replicate. */
  readonly runs: Float64Array;
  readonly buckets: Uint32Array;
  /** One for each bucket, and a last one for the failures. */
  readonly counts: Uint32Array;
  /** Bits of a key's mantissa that tell one bucket from the next. */
  readonly bits: number;
}

/** Each power of two below the range has buckets of its own down to this many; what is nearer to the least shares one. */
export const BINADES = 32;
/** Mantissa bits in the upper half of a double. */
export const MANTISSA = 20;
/** Mean number of moves per value at which insertion gives up. */
const PATIENCE = 16;

/** Bits for buckets of some sixteen values each, where these are spread evenly. */
export function bucketBits(draws: number): number {
  let bits = 2;
  while (bits < MANTISSA && draws > 16 * 2 ** bits) bits++;
  return bits;
}

/** Allocates a scratch for `summarizeColumn`; about 32 bytes per draw. */
export function makeScratch(draws: number): Scratch {
  const bits = bucketBits(draws);
  return {
    draws,
    sorted: new Float64Array(draws),
    rows: new Uint32Array(draws),
    runs: new Float64Array(draws),
    buckets: new Uint32Array(draws),
    counts: new Uint32Array(BINADES * 2 ** bits + 2),
    bits,
  };
}

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The upper half of a double that is not negative: in the order of the doubles themselves. */
function keyOf(value: number): number {
  word[0] = value;
  return halves[HIGH] | 0;
}

/** Scales the values into `runs`, finds the bucket of each, and counts them; bucket 0 is the least. */
function fillBuckets(
  values: Float64Array,
  range: Range,
  bits: number,
  runs: Float64Array,
  buckets: Uint32Array,
  counts: Uint32Array,
): void {
  const last = counts.length - 1;
  const shift = MANTISSA - bits;
  const origin = range.low * range.scale;
  const top = (keyOf(range.high * range.scale - origin) >> shift) - (last - 1);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] * range.scale;
    runs[row] = value;
    const bucket = value - value === 0 ? Math.max(0, (keyOf(value - origin) >> shift) - top) : last;
    buckets[row] = bucket;
    counts[bucket]++;
  }
}

/** Turns counts into the position where each bucket starts. */
function accumulate(counts: Uint32Array): void {
  for (let bucket = 0, start = 0; bucket < counts.length; bucket++) {
    const share = counts[bucket];
    counts[bucket] = start;
    start += share;
  }
}

function gather(values: Float64Array, rows: Uint32Array, count: number, sorted: Float64Array): void {
  for (let i = 0; i < count; i++) sorted[i] = values[rows[i]];
}

/** Moves values and rows to their buckets, in row order within a bucket. */
function scatter(
  values: Float64Array,
  buckets: Uint32Array,
  starts: Uint32Array,
  size: number,
  sorted: Float64Array,
  rows: Uint32Array,
): void {
  for (let row = 0; row < size; row++) {
    const position = starts[buckets[row]]++;
    sorted[position] = values[row];
    rows[position] = row;
  }
}

/** Finishes a nearly sorted array, the rows along with it; false when that took too many moves. */
function finishByInsertion(sorted: Float64Array, rows: Uint32Array, count: number): boolean {
  let budget = PATIENCE * count;
  for (let i = 1; i < count; i++) {
    const value = sorted[i];
    if (value >= sorted[i - 1]) continue;
    const row = rows[i];
    let j = i - 1;
    for (; j >= 0 && sorted[j] > value; j--) {
      sorted[j + 1] = sorted[j];
      rows[j + 1] = rows[j];
    }
    sorted[j + 1] = value;
    rows[j + 1] = row;
    budget -= i - j;
    if (budget < 0) return false;
  }
  return true;
}

/** What insertion gave up on; it may have left `sorted` in any order, but `rows` holds the same rows as before. */
function sortByComparison(values: Float64Array, rows: Uint32Array, count: number): void {
  rows.subarray(0, count).sort((a, b) => values[a] - values[b]);
}

/**
 * Sorts the finite values, times `range.scale`, into `scratch.sorted` with their rows beside them. The scale is a
 * power of two under which no difference of two values overflows.
 *
 * A bucket sort on the upper half of v - low, whose bits, as it is not negative, are in its own order: buckets are
 * even within each power of two. Insertion puts right what shares a bucket; where that is too much (nearly all
 * values in one clump far from the least) the engine sorts. Measured on 8192 lognormal
 * values: 0.27 ms, against 0.69 ms of Float64Array's own sort.
 */
export function sortFinite(values: Float64Array, range: Range, scratch: Scratch): void {
  const { rows, sorted, runs, buckets, counts } = scratch;
  counts.fill(0);
  fillBuckets(values, range, scratch.bits, runs, buckets, counts);
  accumulate(counts);
  scatter(runs, buckets, counts, values.length, sorted, rows);
  if (finishByInsertion(sorted, rows, range.count)) return;
  sortByComparison(runs, rows, range.count);
  gather(runs, rows, range.count, sorted);
}

function deal(
  sorted: Float64Array,
  rows: Uint32Array,
  count: number,
  size: number,
  next: Uint32Array,
  runs: Float64Array,
): void {
  // The half keeps the product away from whole numbers, so that it may stand for a division.
  const inverse = 1 / size;
  for (let i = 0; i < count; i++) runs[next[((rows[i] + 0.5) * inverse) | 0]++] = sorted[i];
}

/**
 * Deals the sorted values out to their replicates, `size` rows each, so that each is sorted in `scratch.runs`.
 * Returns the position after the last of each; replicate r starts at r * size.
 */
export function splitRuns(count: number, size: number, replicates: number, scratch: Scratch): Uint32Array {
  const ends = Uint32Array.from({ length: replicates }, (_, r) => r * size);
  deal(scratch.sorted, scratch.rows, count, size, ends, scratch.runs);
  return ends;
}
