import { DIRECTION_BITS } from "../design/directions.ts";
import { fillColumn, type Plan } from "../design/index.ts";
import { permutationKeys } from "../design/latin-hypercube.ts";
import { floorLog2 } from "../design/log2.ts";
import { deriveGroupKeys, GROUP, lowBits, TABLE_FACTOR } from "../design/owen.ts";
import { halfBits } from "../design/permutation.ts";
import { keyOf } from "../design/plan.ts";
import { PERMUTATION_ROUNDS } from "../math/permutation-rounds.ts";
import type { Library } from "../wasm/library.ts";
import { once } from "./evaluate.ts";

/** Rows of a hashed column that the library makes at a time, and of a Sobol' point. */
const HASHED_ROWS = 16;
const POINT_ROWS = 4;
/** Largest net, in bits, whose scrambling is tabulated: its tables take 20 MB. */
const MOST_LEVELS = 20;

/** Writes the points of one column of a plan for rows from..to−1 into a library's memory, as `fillColumn` would. */
export type FillPoints = (column: number, from: number, to: number, offset: number) => void;

/**
 * Points of a plan by the functions of a library. What these do not cover (other designs, ranges that are no whole
 * number of their steps) is filled by `fillColumn`.
 */
export function vectorPoints(plan: Plan, library: Library): FillPoints {
  const size = plan.draws / plan.replicates;
  const nets = once(() => new NetFiller(plan, library));
  const strata = once(() => new StrataFiller(plan, library));
  const hashed = (column: number, from: number, to: number, offset: number): boolean => {
    if (from % HASHED_ROWS !== 0 || to % HASHED_ROWS !== 0 || to / 4 >= 2 ** 31) return false;
    const [key0, key1] = keyOf(plan, column);
    library.functions["hashed"]!(8 * offset, from / 4, (to - from) / HASHED_ROWS, key0, key1);
    return true;
  };
  const fill = (column: number, from: number, to: number, offset: number): boolean => {
    if (plan.design === "random") return hashed(column, from, to, offset);
    if (plan.design === "lhs") {
      if (size % POINT_ROWS !== 0 || size >= 2 ** 32 || !hashed(column, from, to, offset)) return false;
      strata().fill(column, from, to, offset);
      return true;
    }
    if (plan.design !== "sobol") return false;
    return plan.dimensions[column] === 0
      ? hashed(column, from, to, offset)
      : canTabulate(size, from, to) && nets().fill(column, from, to, offset);
  };
  return (column, from, to, offset) => {
    if (!fill(column, from, to, offset)) fillColumn(plan, column, from, to, library.memory(), offset);
  };
}

/** Cuts rows where a replicate of `size` rows ends. */
function eachReplicate(
  size: number,
  from: number,
  to: number,
  fill: (replicate: number, first: number, count: number, done: number) => void,
): void {
  for (let row = from; row < to; ) {
    const replicate = Math.floor(row / size);
    const count = Math.min(to, (replicate + 1) * size) - row;
    fill(replicate, row - replicate * size, count, row - from);
    row += count;
  }
}

/** Puts hashed numbers into the strata of Latin hypercubes (src/design/latin-hypercube.ts). */
class StrataFiller {
  readonly #plan: Plan;
  readonly #library: Library;
  readonly #keys: number;

  constructor(plan: Plan, library: Library) {
    this.#plan = plan;
    this.#library = library;
    this.#keys = library.allocate(8 * PERMUTATION_ROUNDS);
  }

  fill(column: number, from: number, to: number, offset: number): void {
    const { functions, memory } = this.#library;
    const size = this.#plan.draws / this.#plan.replicates;
    const key = keyOf(this.#plan, column);
    eachReplicate(size, from, to, (replicate, first, count, done) => {
      new Int32Array(memory().buffer, this.#keys, 2 * PERMUTATION_ROUNDS).set(
        permutationKeys(key, replicate),
      );
      functions["strata"]!(8 * (offset + done), count, first, size, halfBits(size), this.#keys);
    });
  }
}

const WORD = 4;
const KEYS = 16;

/** Whether rows of nets of `size` points are worth tables of all their scrambled prefixes. */
function canTabulate(size: number, from: number, to: number): boolean {
  const whole = from % POINT_ROWS === 0 && to % POINT_ROWS === 0 && size % POINT_ROWS === 0;
  return whole && size <= 2 ** MOST_LEVELS && size <= TABLE_FACTOR * (to - from);
}

/** Scrambled nets from tables: direction numbers, keys, two tables of prefixes, flips of a group, scaled cells. */
class NetFiller {
  readonly #plan: Plan;
  readonly #library: Library;
  readonly #levels: number;
  readonly #directions: number;
  readonly #keys: number;
  readonly #prefixes: readonly [number, number];
  readonly #flips: number;
  readonly #cells: number;

  constructor(plan: Plan, library: Library) {
    const size = plan.draws / plan.replicates;
    this.#plan = plan;
    this.#library = library;
    this.#levels = floorLog2(size);
    this.#directions = library.allocate(WORD * DIRECTION_BITS);
    this.#keys = library.allocate(8 * KEYS);
    // The functions work on four nodes at once.
    const room = Math.max(size, 2 * POINT_ROWS);
    this.#prefixes = [library.allocate(WORD * room), library.allocate(WORD * room)];
    this.#flips = library.allocate(WORD * room);
    this.#cells = library.allocate(8 * room);
  }

  fill(column: number, from: number, to: number, offset: number): true {
    this.#writeDirections(column);
    eachReplicate(this.#plan.draws / this.#plan.replicates, from, to, (replicate, first, count, done) => {
      this.#fillNet(column, replicate, first, count, offset + done);
    });
    return true;
  }

  #writeDirections(column: number): void {
    const { directions, dimensions } = this.#plan;
    const start = (dimensions[column]! - 1) * DIRECTION_BITS;
    const words = new Uint32Array(this.#library.memory().buffer, this.#directions, DIRECTION_BITS);
    words.set(directions.subarray(start, start + DIRECTION_BITS));
  }

  #fillNet(column: number, replicate: number, first: number, count: number, offset: number): void {
    const { functions } = this.#library;
    const levels = this.#levels;
    const keys = deriveGroupKeys(keyOf(this.#plan, column), replicate, levels);
    new Int32Array(this.#library.memory().buffer, this.#keys, keys.length).set(keys);
    const bits = lowBits(levels);
    functions["scale"]!(this.#tabulate(), this.#cells, 2 ** levels, 2 ** bits);
    functions["sobol"]!(
      8 * offset,
      count,
      first,
      this.#directions,
      this.#cells,
      levels,
      this.#keys + WORD * (keys.length - 2),
      32 - bits,
      2 ** -(levels + bits),
    );
  }

  /** Makes the scrambled prefixes of all levels; where they stand. */
  #tabulate(): number {
    const { functions, memory } = this.#library;
    let [from, to] = this.#prefixes;
    new Uint32Array(memory().buffer, from, 1)[0] = 0;
    for (let level = 0; level < this.#levels; level++) {
      const j = level % GROUP;
      if (j === 0) {
        const keys = this.#keys + (8 * level) / GROUP;
        functions["flips"]!(this.#flips, 2 ** level, keys);
      }
      functions[`split${j}`]!(from, to, this.#flips, 2 ** level);
      [from, to] = [to, from];
    }
    return from;
  }
}
