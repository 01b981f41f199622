import { type Code, F64, f64x2, I32, i32, i32x4, i64x2, V128, v128 } from "./code.ts";
import { k } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";

/*
 * Points of designs, four rows at once: the generator and the scrambling of src/design with the same words, hence the
 * same bits.
 */

const splat = (value: number): Code => i32x4.splat(i32.const(value));

const ROUNDS = 10;
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/** Low and high words of the 64-bit products of four words with a constant. */
function multiply(f: FunctionBuilder, words: Local, by: number): readonly [low: Code, high: Code] {
  const first = f.local(V128, i64x2.extmulLowU(words, splat(by)));
  const second = f.local(V128, i64x2.extmulHighU(words, splat(by)));
  return [v128.shuffleWords(first, second, 0, 2, 4, 6), v128.shuffleWords(first, second, 1, 3, 5, 7)];
}

/**
 * hashed(address, block, groups, key0, key1): Philox4x32-10 (src/design/philox.ts) of the counters `block` on, below
 * 2^32; sixteen rows, four blocks, to a group.
 */
export function hashedFunction(): FunctionBuilder {
  const f = new FunctionBuilder("hashed", [I32, I32, I32, I32, I32]);
  const [start, block, groups, key0, key1] = [0, 1, 2, 3, 4].map((index) => f.param(index)) as Local[];
  const keys = Array.from({ length: ROUNDS }, (_, round) =>
    [key0!, key1!].map((key, i) =>
      f.local(V128, i32x4.splat(i32.add(key, i32.const(Math.imul(round, WEYL[i]!))))),
    ),
  );
  const counters = f.local(V128, i32x4.add(i32x4.splat(block!), v128.words(0, 1, 2, 3)));
  const end = f.local(I32, i32.add(start!, i32.shl(groups!, i32.const(7))));
  f.forAddresses(start!, end, 128, (at) => {
    const words = philox(f, counters, keys);
    f.set(counters, i32x4.add(counters, splat(4)));
    storeRows(f, at, words);
  });
  return f;
}

function philox(f: FunctionBuilder, counters: Local, keys: readonly (readonly Local[])[]): readonly Local[] {
  let [c0, c1, c2, c3] = [counters, ...[0, 0, 0].map(() => f.local(V128, splat(0)))] as Local[];
  for (const [key0, key1] of keys) {
    const [low0, high0] = multiply(f, c0!, MULTIPLIERS[0]);
    const [low1, high1] = multiply(f, c2!, MULTIPLIERS[1]);
    const next0 = f.local(V128, v128.xor(v128.xor(high1, c1!), key0!));
    const next2 = f.local(V128, v128.xor(v128.xor(high0, c3!), key1!));
    [c1, c3] = [f.local(V128, low1), f.local(V128, low0)];
    [c0, c2] = [next0, next2];
  }
  return [c0!, c1!, c2!, c3!];
}

/** (word + 1/2) / 2^32 of the four words of four blocks, block by block. */
function storeRows(f: FunctionBuilder, at: Local, [w0, w1, w2, w3]: readonly Local[]): void {
  const unit = (words: Code): Code => f64x2.mul(f64x2.add(f64x2.convertLowU(words), k(0.5)), k(2 ** -32));
  for (const [half, [first, second]] of [
    [0, [w0!, w1!]],
    [1, [w2!, w3!]],
  ] as const) {
    for (let block = 0; block < 4; block++) {
      const pair = v128.shuffleWords(first, second, block, 4 + block, block, 4 + block);
      f.add(v128.store(32 * block + 16 * half, at, unit(pair)));
    }
  }
}

function mixBits(f: FunctionBuilder, x: Code): Local {
  const first = f.local(V128, x);
  const second = f.local(
    V128,
    i32x4.mul(v128.xor(first, i32x4.shrU(first, i32.const(16))), splat(0x21f0aaad)),
  );
  const third = f.local(
    V128,
    i32x4.mul(v128.xor(second, i32x4.shrU(second, i32.const(15))), splat(0xd35a2d97)),
  );
  return f.local(V128, v128.xor(third, i32x4.shrU(third, i32.const(15))));
}

/** Words hashed under a pair of words, given in all lanes (src/design/mix.ts). */
export function mixWords(f: FunctionBuilder, words: Code, key0: Code, key1: Code): Local {
  return mixBits(f, i32x4.add(mixBits(f, v128.xor(words, key0)), key1));
}

const GROUP = 5;

/**
 * flips(to, count, keys): the flips below each prefix 0 … count − 1 of a group of levels whose pair of words stands
 * at `keys` (src/design/owen.ts); rounded up to a multiple of four.
 */
export function flipsFunction(): FunctionBuilder {
  const f = new FunctionBuilder("flips", [I32, I32, I32]);
  const [to, count, keys] = [f.param(0), f.param(1), f.param(2)];
  const key0 = f.local(V128, i32x4.splat(i32.load(0, keys)));
  const key1 = f.local(V128, i32x4.splat(i32.load(4, keys)));
  const prefixes = f.local(V128, v128.words(0, 1, 2, 3));
  const end = f.local(I32, i32.add(to, i32.shl(count, i32.const(2))));
  f.forAddresses(to, end, 16, (at) => {
    f.add(v128.store(0, at, mixWords(f, prefixes, key0, key1)));
    f.set(prefixes, i32x4.add(prefixes, splat(4)));
  });
  return f;
}

/**
 * split0 … split4(from, to, flips, count): the scrambled prefixes of one more bit, from those of the j-th level of a
 * group; four nodes at once, rounded up.
 */
export function splitFunctions(): readonly FunctionBuilder[] {
  return Array.from({ length: GROUP }, (_, j) => {
    const f = new FunctionBuilder(`split${j}`, [I32, I32, I32, I32]);
    const [from, to, flips, count] = [f.param(0), f.param(1), f.param(2), f.param(3)];
    const end = f.local(I32, i32.add(from, i32.shl(count, i32.const(2))));
    const target = f.local(I32, to);
    const node = f.local(I32, i32.const(0));
    f.forAddresses(from, end, 16, (at) => {
      const masked = f.local(V128, v128.and(flipWords(f, j, flips, node), splitMask(j)));
      // Lanes of ones where the bit is not set: 2 t + 1 + (−1) where it is not.
      const clear = i32x4.eq(masked, splat(0));
      const first = f.local(
        V128,
        i32x4.add(i32x4.add(i32x4.shl(v128.load(0, at), i32.const(1)), splat(1)), clear),
      );
      const second = f.local(V128, v128.xor(first, splat(1)));
      f.add(v128.store(0, target, v128.shuffleWords(first, second, 0, 4, 1, 5)));
      f.add(v128.store(16, target, v128.shuffleWords(first, second, 2, 6, 3, 7)));
      f.set(target, i32.add(target, i32.const(32)));
      f.set(node, i32.add(node, i32.const(4)));
    });
    return f;
  });
}

/** The word with the flip of each of the nodes `node` … `node` + 3 of level j, shifted so that the mask below fits. */
function flipWords(f: FunctionBuilder, j: number, flips: Local, node: Local): Code {
  const word = (index: Code): Code => i32.add(flips, i32.shl(index, i32.const(2)));
  if (j === 0) return v128.load(0, word(node));
  if (j === 1) {
    const two = f.local(V128, v128.load64Zero(0, word(i32.shrU(node, i32.const(1)))));
    return v128.shuffleWords(two, two, 0, 0, 1, 1);
  }
  const bits = i32.load(0, word(i32.shrU(node, i32.const(j))));
  const shift = i32.add(i32.const(1 << j), i32.and(node, i32.const((1 << j) - 1)));
  return i32x4.splat(i32.shrU(bits, shift));
}

function splitMask(j: number): Code {
  if (j === 0) return splat(2);
  return j === 1 ? v128.words(4, 8, 4, 8) : v128.words(1, 2, 4, 8);
}

/** scale(from, to, count, by): whole numbers of 32 bits times a power of two as doubles; two at once. */
export function scaleFunction(): FunctionBuilder {
  const f = new FunctionBuilder("scale", [I32, I32, I32, F64]);
  const [from, to, count, by] = [f.param(0), f.param(1), f.param(2), f.param(3)];
  const factor = f.local(V128, f64x2.splat(by));
  const target = f.local(I32, to);
  const end = f.local(I32, i32.add(from, i32.shl(count, i32.const(2))));
  f.forAddresses(from, end, 8, (at) => {
    f.add(v128.store(0, target, f64x2.mul(f64x2.convertLowU(v128.load64Zero(0, at)), factor)));
    f.set(target, i32.add(target, i32.const(16)));
  });
  return f;
}

/**
 * sobol(address, count, first, directions, cells, levels, keys, restShift, unit): points `first` on of one
 * dimension, scrambled (src/design/sobol.ts, owen.ts); both counts are multiples of four. `cells` holds the scaled
 * scrambled prefix of each prefix of `levels` bits, `keys` the pair of words of the digits below.
 */
export function sobolFunction(): FunctionBuilder {
  const f = new FunctionBuilder("sobol", [I32, I32, I32, I32, I32, I32, I32, I32, F64]);
  const [start, count, first, directions, cells, levels, keys, restShift, unit] = Array.from(
    { length: 9 },
    (_, index) => f.param(index),
  ) as Local[];
  const key0 = f.local(V128, i32x4.splat(i32.load(0, keys!)));
  const key1 = f.local(V128, i32x4.splat(i32.load(4, keys!)));
  const scale = f.local(V128, f64x2.splat(unit!));
  const prefixShift = f.local(I32, i32.sub(i32.const(32), levels!));
  const [d0, d1] = [f.local(I32, i32.load(0, directions!)), f.local(I32, i32.load(4, directions!))];
  const steps = f.local(V128, grayOfFour(d0, d1));
  const index = f.local(I32, first!);
  const point = f.local(I32, pointAt(f, index, directions!));
  const end = f.local(I32, i32.add(start!, i32.shl(count!, i32.const(3))));
  f.forAddresses(start!, end, 32, (at) => {
    const prefix = f.local(V128, i32x4.shrU(v128.xor(i32x4.splat(point), steps), prefixShift));
    const rest = f.local(V128, i32x4.shrU(mixWords(f, prefix, key0, key1), restShift!));
    const cell = (lane: number): Code => i32.add(cells!, i32.shl(i32x4.extract(prefix, lane), i32.const(3)));
    for (const half of [0, 1]) {
      const pair = v128.load64Lane(0, 1, cell(2 * half + 1), v128.load64Zero(0, cell(2 * half)));
      const low = half === 0 ? rest : v128.shuffleWords(rest, rest, 2, 3, 2, 3);
      const value = f64x2.add(f64x2.add(pair, f64x2.convertLowU(low)), k(0.5));
      f.add(v128.store(16 * half, at, f64x2.mul(value, scale)));
    }
    f.set(index, i32.add(index, i32.const(4)));
    const change = i32.load(0, i32.add(directions!, i32.shl(i32.ctz(index), i32.const(2))));
    f.set(point, i32.xor(point, i32.xor(d1, change)));
  });
  return f;
}

/** What points 4 i + 1, 2, 3 differ by from point 4 i in Gray-code order. */
function grayOfFour(d0: Local, d1: Local): Code {
  const both = i32.xor(d0, d1);
  const set = (lane: number, value: Code, into: Code): Code => i32x4.replace(into, lane, value);
  return set(3, d1, set(2, both, set(1, d0, splat(0))));
}

function pointAt(f: FunctionBuilder, index: Local, directions: Local): Code {
  const gray = f.local(I32, i32.xor(index, i32.shrU(index, i32.const(1))));
  const point = f.local(I32, i32.const(0));
  f.when(gray, () => {
    f.repeatWhile(() => {
      const bit = i32.shl(i32.ctz(gray), i32.const(2));
      f.set(point, i32.xor(point, i32.load(0, i32.add(directions, bit))));
      f.set(gray, i32.and(gray, i32.sub(gray, i32.const(1))));
      return gray;
    });
  });
  return point;
}
