import type { Key } from "./key.ts";
import { philox4x32 } from "./philox.ts";

/** Last word of the counter: what the numbers are for, so that no two uses of a key meet. */
export const STREAM = { rows: 0, permutation: 1, scramble: 2 } as const;

const TWO_32 = 2 ** 32;
const words = new Uint32Array(4);

/** 52 bits of two words as the midpoint of one of 2^52 cells: never 0 or 1, and exact. */
function toUnit(high: number, low: number): number {
  return (high * 2 ** 20 + (low >>> 12) + 0.5) * 2 ** -52;
}

/** Independent uniform numbers of the rows `from` to `to` - 1 under a column's key: two rows to a Philox block. */
export function fillHashed(key: Key, from: number, to: number, out: Float64Array, offset: number): void {
  let at = offset;
  for (let row = from; row < to; ) {
    const block = Math.floor(row / 2);
    philox4x32(block | 0, Math.floor(block / TWO_32), 0, STREAM.rows, key[0], key[1], words);
    if (row === 2 * block) {
      out[at++] = toUnit(words[0], words[1]);
      row++;
    }
    if (row < to) {
      out[at++] = toUnit(words[2], words[3]);
      row++;
    }
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
