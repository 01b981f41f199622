import { highWord } from "../math/bits.ts";
import { hasVectors, type Library, makeLibrary } from "../wasm/library.ts";
import { findRange, type Range, rangeOf } from "./range.ts";
import { BINADES, bucketBits, MANTISSA, makeScratch, sortFinite, splitRuns } from "./sort.ts";

/** The finite values of a column sorted within each replicate: replicate r is runs[r * size..ends[r] - 1]. */
export interface Runs {
  readonly runs: Float64Array;
  readonly size: number;
  readonly ends: Uint32Array;
}

/** Sorts columns of up to `draws` values, one after another. */
export interface RunSorter {
  readonly draws: number;
  /** Takes the values of a column. */
  load(values: Float64Array): Range;
  /** Sorts what was loaded last, times `range.scale`; the result is overwritten by the next. */
  sort(range: Range, replicates: number): Runs;
}

/** A sorter for columns of up to `draws` values, by vector functions where the engine has them. */
export function makeRunSorter(draws: number): RunSorter {
  return hasVectors() ? vectorSorter(draws) : plainSorter(draws);
}

export function plainSorter(draws: number): RunSorter {
  const scratch = makeScratch(draws);
  let column: Float64Array = new Float64Array(0);
  return {
    draws,
    load(values) {
      column = values;
      return findRange(values);
    },
    sort(range, replicates) {
      const size = column.length / replicates;
      sortFinite(column, range, scratch);
      return { runs: scratch.runs, size, ends: splitRuns(range.count, size, replicates, scratch) };
    },
  };
}

/** Addresses of what a vector sorter works on: doubles, then words. */
interface Room {
  readonly values: number;
  readonly sorted: number;
  readonly found: number;
  readonly numbers: number;
  readonly counts: number;
}

function vectorSorter(draws: number): RunSorter {
  const library = makeLibrary();
  const bits = bucketBits(draws);
  const room: Room = {
    values: library.allocate(8 * (draws + 1)),
    sorted: library.allocate(8 * draws),
    found: library.allocate(24),
    numbers: library.allocate(4 * draws),
    counts: library.allocate(4 * (BINADES * 2 ** bits + 1)),
  };
  const values = library.memory().subarray(room.values / 8, room.values / 8 + draws + 1);
  const runs = library.memory().subarray(room.sorted / 8, room.sorted / 8 + draws);
  const found = library.memory().subarray(room.found / 8, room.found / 8 + 3);
  let length = 0;
  return {
    draws,
    load(column) {
      length = column.length;
      values.set(column);
      // The function takes pairs; a value that is none is not counted.
      values[length] = Number.NaN;
      library.functions["range"]!(room.values, length + (length % 2), room.found);
      return rangeOf(found[2]!, found[0]!, found[1]!);
    },
    sort(range, replicates) {
      const size = length / replicates;
      const ends = new Uint32Array(replicates);
      for (let r = 0; r < replicates; r++) {
        const count = packFinite(values, r * size, size, range, range.count === length);
        ends[r] = r * size + count;
        if (!sortRun(library, room, r * size, count, range)) runs.subarray(r * size, ends[r]).sort();
      }
      return { runs, size, ends };
    },
  };
}

/** Moves the finite values of a run together, times the scale; how many they are. */
function packFinite(
  values: Float64Array,
  from: number,
  size: number,
  { scale }: Range,
  allFinite: boolean,
): number {
  if (allFinite && scale === 1) return size;
  let packed = from;
  for (let i = from; i < from + size; i++) {
    const value = values[i]! * scale;
    if (value - value === 0) values[packed++] = value;
  }
  return packed - from;
}

/** Whether the buckets were small enough. */
function sortRun(library: Library, room: Room, from: number, count: number, range: Range): boolean {
  const bits = bucketBits(count);
  const buckets = BINADES * 2 ** bits + 1;
  const shift = MANTISSA - bits;
  const low = range.low * range.scale;
  const top = (highWord(range.high * range.scale - low) >> shift) - (buckets - 1);
  const [values, sorted] = [room.values + 8 * from, room.sorted + 8 * from];
  const { numbers, counts } = room;
  return (
    library.functions["sortRun"]!(values, count, sorted, numbers, counts, buckets, low, top, shift) === 1
  );
}

/** Quantile `p` of all runs together, as `quantileOfSorted` gives it for one; `count`: how many values they hold. */
export function quantileOfRuns(runs: Runs, count: number, p: number): number {
  const position = (count - 1) * p;
  const below = Math.floor(position);
  const [low, high] = selectFromRuns(runs, below);
  return low + (position - below) * (high - low);
}

/** Places in each run, kept between calls: thousands of columns are asked for seven quantiles each. */
let places = {
  low: new Uint32Array(0),
  high: new Uint32Array(0),
  below: new Uint32Array(0),
  through: new Uint32Array(0),
};

function placesFor(runs: number): typeof places {
  if (places.low.length !== runs) {
    const make = (): Uint32Array<ArrayBuffer> => new Uint32Array(runs);
    places = { low: make(), high: make(), below: make(), through: make() };
  }
  return places;
}

/** Order statistics number k and k + 1 (or k, where it is the last), counted from 0, of all runs together. */
export function selectFromRuns({ runs, size, ends }: Runs, k: number): readonly [number, number] {
  const count = ends.length;
  const { low, high, below, through } = placesFor(count);
  for (let r = 0; r < count; r++) {
    low[r] = r * size;
    high[r] = ends[r]!;
  }
  for (let step = 0; ; step++) {
    const pivot = runs[choosePivot(low, high, size, k, step)]!;
    for (let r = 0; r < count; r++) {
      below[r] = firstNotBelow(runs, low[r]!, high[r]!, pivot);
      through[r] = firstAbove(runs, below[r]!, high[r]!, pivot);
    }
    if (rankOf(below, size) > k) high.set(below);
    else if (rankOf(through, size) <= k) low.set(through);
    else if (rankOf(through, size) > k + 1) return [pivot, pivot];
    else return [pivot, nextAfter(runs, through, ends) ?? pivot];
  }
}

/** Number of values before these places. */
function rankOf(at: Uint32Array, size: number): number {
  let rank = 0;
  for (let r = 0; r < at.length; r++) rank += at[r]! - r * size;
  return rank;
}

/** A place in the widest bracket: where the rank should be, every third time the middle. */
function choosePivot(low: Uint32Array, high: Uint32Array, size: number, k: number, step: number): number {
  let widest = 0;
  for (let r = 1; r < low.length; r++) if (high[r]! - low[r]! > high[widest]! - low[widest]!) widest = r;
  const [before, through] = [rankOf(low, size), rankOf(high, size)];
  const share = step % 3 === 2 ? 0.5 : (k + 0.5 - before) / (through - before);
  return low[widest]! + Math.floor((high[widest]! - low[widest]!) * share);
}

function firstNotBelow(values: Float64Array, from: number, to: number, pivot: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < pivot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Most often the pivot itself is the only value that is equal. */
function firstAbove(values: Float64Array, from: number, to: number, pivot: number): number {
  if (from >= to || values[from]! > pivot) return from;
  let [low, high] = [from + 1, to];
  if (low < to && values[low]! > pivot) return low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= pivot) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nextAfter(runs: Float64Array, at: Uint32Array, ends: Uint32Array): number | undefined {
  let next: number | undefined;
  for (let r = 0; r < at.length; r++) {
    if (at[r]! < ends[r]! && (next === undefined || runs[at[r]!]! < next)) next = runs[at[r]!]!;
  }
  return next;
}
