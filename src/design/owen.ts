import type { Key } from "./key.ts";
import { floorLog2 } from "./log2.ts";
import { mixWord } from "./mix.ts";
import { deriveKeys, STREAM } from "./stream.ts";

/** Levels of the tree whose flips come from one hashed word: 1 + 2 + 4 + 8 + 16 = 31 bits. */
export const GROUP = 5;
/** A table of all prefixes is worth its making up to this many times the points asked for. */
export const TABLE_FACTOR = 4;
const LOW_BITS = 32;
const UNIT_BITS = 52;

/** Pairs of words: for each group of levels, and last for the digits below the net's own. */
export function deriveGroupKeys(key: Key, replicate: number, levels: number): Int32Array {
  return deriveKeys(key, STREAM.scramble, replicate, Math.ceil(levels / GROUP) + 1);
}

/** The 31 flips below the `level`-bit prefix; that of the node j levels further, at q, is bit 2^j + q. */
function hashFlips(prefix: number, level: number, keys: Int32Array): number {
  const group = (2 * level) / GROUP;
  return mixWord(prefix, keys[group], keys[group + 1]);
}

/** First `count` bits of a 32-bit point. */
function leading(point: number, count: number): number {
  return count === 0 ? 0 : point >>> (32 - count);
}

/** Scrambled prefixes of `depth` bits, by doubling: each node's two children are exchanged or not. */
function tabulatePrefixes(depth: number, keys: Int32Array): Uint32Array {
  const table = new Uint32Array(2 ** depth);
  for (let level = 0; level < depth; level += GROUP) {
    const flips = new Int32Array(2 ** level);
    for (let p = 0; p < flips.length; p++) flips[p] = hashFlips(p, level, keys);
    for (let j = 0; j < Math.min(GROUP, depth - level); j++) splitNodes(table, flips, level + j, j);
  }
  return table;
}

function splitNodes(table: Uint32Array, flips: Int32Array, level: number, j: number): void {
  const node = 1 << j;
  for (let p = 2 ** level - 1; p >= 0; p--) {
    const first = 2 * table[p] + ((flips[p >>> j] >>> (node | (p & (node - 1)))) & 1);
    table[2 * p + 1] = first ^ 1;
    table[2 * p] = first;
  }
}

/** The scrambled prefix of `depth` bits continued to `levels` bits by walking down the tree. */
function walkDown(scrambled: number, point: number, depth: number, levels: number, keys: Int32Array): number {
  for (let level = depth; level < levels; level += GROUP) {
    const flips = hashFlips(leading(point, level), level, keys);
    const count = Math.min(GROUP, levels - level);
    const digits = leading(point, level + count) & ((1 << count) - 1);
    for (let j = 0; j < count; j++) {
      const q = digits >>> (count - j);
      scrambled = (scrambled << 1) | (((digits >>> (count - 1 - j)) & 1) ^ ((flips >>> ((1 << j) | q)) & 1));
    }
  }
  return scrambled >>> 0;
}

/** How many digits below those of the net are drawn: 52 bits are a double's, with room for the middle of a cell. */
export function lowBits(levels: number): number {
  return Math.min(LOW_BITS, UNIT_BITS - levels);
}

/** How many bits to tabulate for `points` points: all, or as many whole groups as they pay for. */
function chooseDepth(levels: number, points: number): number {
  if (2 ** levels <= TABLE_FACTOR * points) return levels;
  return GROUP * Math.floor(floorLog2(points) / GROUP);
}

/**
 * Nested uniform scrambling (Owen 1995) of the points of one dimension of a net of 2^levels points, in which no
 * two points share their first `levels` bits. Those bits follow a tree of independent flips, each a hash of the
 * bits before it; the bits below are, for points alone in their cell, independent of all others: a hash of the
 * cell. Overwrites the 32-bit integers in `out` from `offset` on by numbers in (0, 1).
 */
export function scramblePoints(
  key: Key,
  replicate: number,
  levels: number,
  out: Float64Array,
  offset: number,
  count: number,
): void {
  const keys = deriveGroupKeys(key, replicate, levels);
  const depth = chooseDepth(levels, count);
  const table = tabulatePrefixes(depth, keys);
  const low = keys.length - 2;
  const bits = lowBits(levels);
  const [scale, unit] = [2 ** bits, 2 ** -(levels + bits)];
  for (let i = offset; i < offset + count; i++) {
    const point = out[i] >>> 0;
    const top = table[leading(point, depth)];
    const cell = depth === levels ? top : walkDown(top, point, depth, levels, keys);
    const rest = mixWord(leading(point, levels), keys[low], keys[low + 1]) >>> (LOW_BITS - bits);
    out[i] = (cell * scale + rest + 0.5) * unit;
  }
}
