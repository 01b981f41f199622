import { DIRECTION_BITS } from "../design/directions.ts";
import { fillColumn, type Plan } from "../design/index.ts";
import { floorLog2 } from "../design/log2.ts";
import { deriveGroupKeys, GROUP, lowBits, TABLE_FACTOR } from "../design/owen.ts";
import { keyOf } from "../design/plan.ts";
import type { Library } from "../wasm/library.ts";

/** Rows of a hashed column that the library makes at a time, and of a Sobol' point. */
const HASHED_ROWS = 16;
const POINT_ROWS = 4;
/** Largest net, in bits, whose scrambling is tabulated: its tables take 256 KB. */
const MOST_LEVELS = 14;

/** Writes the points of one column of a plan for rows from..to−1 into a library's memory, as `fillColumn` would. */
export type FillPoints = (column: number, from: number, to: number, offset: number) => void;

/**
 * Points of a plan by the functions of a library. What these do not cover (other designs, ranges that are no whole
 * number of their steps) is filled by `fillColumn`.
 */
export function vectorPoints(plan: Plan, library: Library): FillPoints {
  const hashes = plan.design === "random" || plan.design === "sobol";
  const sobol = new NetFiller(plan, library);
  return (column, from, to, offset) => {
    if (plan.dimensions[column] !== 0 && sobol.fill(column, from, to, offset)) return;
    const whole = from % HASHED_ROWS === 0 && to % HASHED_ROWS === 0 && to / 4 < 2 ** 31;
    if (hashes && plan.dimensions[column] === 0 && whole) {
      const [key0, key1] = keyOf(plan, column);
      library.functions["hashed"]!(8 * offset, from / 4, (to - from) / HASHED_ROWS, key0, key1);
    } else fillColumn(plan, column, from, to, library.memory(), offset);
  };
}

const WORD = 4;
const KEYS = 16;
/** Direction numbers and keys, two tables of scrambled prefixes, the flips of a group, and the scaled cells. */
const layout = (() => {
  const directions = 0;
  const keys = directions + WORD * DIRECTION_BITS;
  const first = keys + 8 * KEYS;
  const second = first + WORD * 2 ** MOST_LEVELS;
  const flips = second + WORD * 2 ** MOST_LEVELS;
  const cells = flips + WORD * 2 ** MOST_LEVELS;
  return { directions, keys, first, second, flips, cells, end: cells + 8 * 2 ** MOST_LEVELS };
})();

class NetFiller {
  readonly #plan: Plan;
  readonly #library: Library;
  readonly #address: number;
  readonly #size: number;
  readonly #levels: number;

  constructor(plan: Plan, library: Library) {
    this.#plan = plan;
    this.#library = library;
    this.#address = library.allocate(layout.end);
    this.#size = plan.draws / plan.replicates;
    this.#levels = floorLog2(this.#size);
  }

  /** Whether it could. */
  fill(column: number, from: number, to: number, offset: number): boolean {
    const whole = from % POINT_ROWS === 0 && to % POINT_ROWS === 0 && this.#size % POINT_ROWS === 0;
    if (!whole || this.#levels > MOST_LEVELS || this.#size > TABLE_FACTOR * (to - from)) return false;
    this.#writeDirections(column);
    for (let row = from; row < to; ) {
      const replicate = Math.floor(row / this.#size);
      const count = Math.min(to, (replicate + 1) * this.#size) - row;
      this.#fillNet(column, replicate, row - replicate * this.#size, count, offset + row - from);
      row += count;
    }
    return true;
  }

  #writeDirections(column: number): void {
    const { directions, dimensions } = this.#plan;
    const start = (dimensions[column]! - 1) * DIRECTION_BITS;
    const words = new Uint32Array(this.#library.memory().buffer, this.#address, DIRECTION_BITS);
    words.set(directions.subarray(start, start + DIRECTION_BITS));
  }

  #fillNet(column: number, replicate: number, first: number, count: number, offset: number): void {
    const { functions } = this.#library;
    const [address, levels] = [this.#address, this.#levels];
    const keys = deriveGroupKeys(keyOf(this.#plan, column), replicate, levels);
    new Int32Array(this.#library.memory().buffer, address + layout.keys, keys.length).set(keys);
    const bits = lowBits(levels);
    functions["scale"]!(this.#tabulate(), address + layout.cells, 2 ** levels, 2 ** bits);
    functions["sobol"]!(
      8 * offset,
      count,
      first,
      address + layout.directions,
      address + layout.cells,
      levels,
      address + layout.keys + WORD * (keys.length - 2),
      32 - bits,
      2 ** -(levels + bits),
    );
  }

  /** Makes the scrambled prefixes of all levels; where they stand. */
  #tabulate(): number {
    const { functions, memory } = this.#library;
    const [address, levels] = [this.#address, this.#levels];
    let [from, to] = [address + layout.first, address + layout.second];
    new Uint32Array(memory().buffer, from, 1)[0] = 0;
    for (let level = 0; level < levels; level++) {
      const j = level % GROUP;
      if (j === 0) {
        const keys = address + layout.keys + (8 * level) / GROUP;
        functions["flips"]!(address + layout.flips, 2 ** level, keys);
      }
      functions[`split${j}`]!(from, to, address + layout.flips, 2 ** level);
      [from, to] = [to, from];
    }
    return from;
  }
}
