import { PERMUTATION_ROUNDS } from "../math/permutation-rounds.ts";
import { floorLog2 } from "./log2.ts";
import { mixWord } from "./mix.ts";

/** Least width: on fewer bits a network reaches too few permutations. */
const LEAST_HALF_BITS = 2;

/** Bits of each half of the network's words. */
export function halfBits(size: number): number {
  return Math.max(LEAST_HALF_BITS, Math.ceil((floorLog2(Math.max(1, size - 1)) + 1) / 2));
}

/**
 * A permutation of 0 … size − 1 (size up to 2^32) that any element of can be asked for alone: a Feistel network on the
 * next power of four, repeated until it falls inside (cycle walking, Black & Rogaway 2002). `keys`: a pair of words
 * for each round.
 */
export function permute(index: number, size: number, keys: Int32Array): number {
  const half = halfBits(size);
  const mask = 2 ** half - 1;
  let value = index;
  do {
    let left = Math.floor(value / 2 ** half);
    let right = value % 2 ** half;
    for (let round = 0; round < PERMUTATION_ROUNDS; round++) {
      const next = left ^ (mixWord(right, keys[2 * round], keys[2 * round + 1]) & mask);
      left = right;
      right = next;
    }
    value = left * 2 ** half + right;
  } while (value >= size);
  return value;
}
