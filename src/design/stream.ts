import type { Key } from "./key.ts";
import { philox4x32 } from "./philox.ts";

/** Last word of the counter: what the numbers are for, so that no two uses of a key meet. */
export const STREAM = { rows: 0, permutation: 1, scramble: 2, bootstrap: 3, trajectory: 4 } as const;

const TWO_32 = 2 ** 32;
const CELL = 2 ** -32;
const words = new Uint32Array(4);

/**
 * Independent uniform numbers of the rows `from` to `to` - 1 under a column's key: four rows to a Philox block.
 * Each is the midpoint of one of 2^32 cells, hence never 0 or 1.
 */
export function fillHashed(key: Key, from: number, to: number, out: Float64Array, offset: number): void {
  let at = offset;
  for (let row = from; row < to; ) {
    const block = Math.floor(row / 4);
    philox4x32(block | 0, Math.floor(block / TWO_32), 0, STREAM.rows, key[0], key[1], words);
    const start = row - 4 * block;
    const end = Math.min(4, start + to - row);
    for (let word = start; word < end; word++) out[at++] = (words[word] + 0.5) * CELL;
    row += end - start;
  }
}

/** Pairs of words that key one replicate of a column: pair `i` is the first half of block `i`. */
export function deriveKeys(key: Key, stream: number, replicate: number, count: number): Int32Array {
  const pairs = new Int32Array(2 * count);
  for (let i = 0; i < count; i++) {
    philox4x32(replicate | 0, Math.floor(replicate / TWO_32), i, stream, key[0], key[1], words);
    pairs[2 * i] = words[0];
    pairs[2 * i + 1] = words[1];
  }
  return pairs;
}
