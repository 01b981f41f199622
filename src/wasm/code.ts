/** Bytes of instructions, nested as they are put together; a value is the code that leaves it on the stack. */
export type Code = readonly (number | Code)[];

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type Type = typeof I32 | typeof I64 | typeof F64 | typeof V128;

/** An unsigned integer in groups of seven bits (LEB128). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest >= 128;
    bytes.push((rest % 128) | (more ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** A signed integer of 32 bits or of 64 in groups of seven bits (LEB128). */
export function signed(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const byte = Number(rest & 127n);
    rest >>= 7n;
    if ((rest === 0n && (byte & 64) === 0) || (rest === -1n && (byte & 64) !== 0)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

function doubleBytes(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => view.getUint8(i));
}

/** Calls the function of this index in its module. */
export const call = (index: number, ...operands: Code[]): Code => [...operands, 0x10, ...unsigned(index)];

const op =
  (...bytes: number[]) =>
  (...operands: Code[]): Code => [...operands, ...bytes];
/** An instruction of the vector set, whose numbers start after the prefix 0xfd. */
const vector =
  (number: number) =>
  (...operands: Code[]): Code => [...operands, 0xfd, ...unsigned(number)];
const vectorLane =
  (number: number) =>
  (operand: Code, lane: number, ...rest: Code[]): Code => [operand, ...rest, 0xfd, ...unsigned(number), lane];
const memory =
  (align: number, ...bytes: number[]) =>
  (offset: number, ...operands: Code[]): Code => [...operands, ...bytes, align, ...unsigned(offset)];
const vectorMemory = (number: number, align: number) => memory(align, 0xfd, ...unsigned(number));

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value | 0)],
  load: memory(2, 0x28),
  store: memory(2, 0x36),
  eqz: op(0x45),
  eq: op(0x46),
  ne: op(0x47),
  ltS: op(0x48),
  ltU: op(0x49),
  gtS: op(0x4a),
  gtU: op(0x4b),
  geS: op(0x4e),
  ctz: op(0x68),
  add: op(0x6a),
  sub: op(0x6b),
  mul: op(0x6c),
  and: op(0x71),
  or: op(0x72),
  xor: op(0x73),
  shl: op(0x74),
  shrS: op(0x75),
  shrU: op(0x76),
  wrap: op(0xa7),
  /** The first operand where the third is not 0, else the second. */
  select: op(0x1b),
};

export const i64 = {
  reinterpret: op(0xbd),
  and: op(0x83),
  or: op(0x84),
  shrU: op(0x88),
  const: (value: number | bigint): Code => [0x42, ...signed(value)],
};

export const f64 = {
  const: (value: number): Code => [0x44, ...doubleBytes(value)],
  load: memory(3, 0x2b),
  store: memory(3, 0x39),
  ne: op(0x62),
  lt: op(0x63),
  gt: op(0x64),
  add: op(0xa0),
  sub: op(0xa1),
  mul: op(0xa2),
  div: op(0xa3),
  neg: op(0x9a),
  reinterpret: op(0xbf),
  select: op(0x1b),
};

export const v128 = {
  load: vectorMemory(0, 3),
  load64Zero: vectorMemory(0x5d, 3),
  store: vectorMemory(0x0b, 3),
  load64Lane: (offset: number, lane: number, address: Code, value: Code): Code => [
    ...vectorMemory(0x57, 3)(offset, address, value),
    lane,
  ],
  store64Lane: (offset: number, lane: number, address: Code, value: Code): Code => [
    ...vectorMemory(0x5b, 3)(offset, address, value),
    lane,
  ],
  not: vector(0x4d),
  and: vector(0x4e),
  andnot: vector(0x4f),
  or: vector(0x50),
  xor: vector(0x51),
  /** Bits of the first operand where the third has ones, else of the second. */
  bitselect: vector(0x52),
  anyTrue: vector(0x53),
  /** Two doubles, or one in both lanes. */
  doubles: (low: number, high = low): Code => [0xfd, 0x0c, ...doubleBytes(low), ...doubleBytes(high)],
  words: (...words: readonly [number, number, number, number]): Code => [
    0xfd,
    0x0c,
    ...words.flatMap((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]),
  ],
  /** Words of two vectors, by their numbers 0-3 and 4-7. */
  shuffleWords: (a: Code, b: Code, ...lanes: readonly [number, number, number, number]): Code => [
    a,
    b,
    0xfd,
    0x0d,
    ...lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
};

export const i32x4 = {
  splat: vector(0x11),
  extract: vectorLane(0x1b),
  replace: vectorLane(0x1c),
  eq: vector(0x37),
  geU: vector(0x40),
  shl: vector(0xab),
  shrS: vector(0xac),
  shrU: vector(0xad),
  add: vector(0xae),
  sub: vector(0xb1),
  mul: vector(0xb5),
  truncSatF64: vector(0xfc),
};

export const i64x2 = {
  splat: vector(0x12),
  extract: vectorLane(0x1d),
  shl: vector(0xcb),
  shrU: vector(0xcd),
  add: vector(0xce),
  sub: vector(0xd1),
  bitmask: vector(0xc4),
  extendLowS: vector(0xc7),
  extmulLowU: vector(0xde),
  extmulHighU: vector(0xdf),
};

export const f64x2 = {
  splat: vector(0x14),
  extract: vectorLane(0x21),
  replace: vectorLane(0x22),
  eq: vector(0x47),
  ne: vector(0x48),
  lt: vector(0x49),
  gt: vector(0x4a),
  le: vector(0x4b),
  ge: vector(0x4c),
  ceil: vector(0x74),
  floor: vector(0x75),
  abs: vector(0xec),
  neg: vector(0xed),
  sqrt: vector(0xef),
  add: vector(0xf0),
  sub: vector(0xf1),
  mul: vector(0xf2),
  div: vector(0xf3),
  min: vector(0xf4),
  max: vector(0xf5),
  pmin: vector(0xf6),
  pmax: vector(0xf7),
  convertLowS: vector(0xfe),
  convertLowU: vector(0xff),
};
