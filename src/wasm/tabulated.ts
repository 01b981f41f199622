import { CELL_SHIFT, COEFFICIENTS, FIRST_CELL } from "../math/quantile-cells.ts";
import { type Code, F64, f64, f64x2, I32, I64, i32, i64, V128, v128 } from "./code.ts";
import { FunctionBuilder, type Local } from "./function.ts";

/** Bytes of the polynomial of a cell. */
const CELL_BYTES = 8 * COEFFICIENTS;
const MANTISSA = 0xfffffffffffffn;
const ONE = 0x3ff0000000000000n;

/**
 * tabulated(address, end, lower, upper) replaces points by quantiles from two tables of polynomials, and returns the
 * first address whose cell is not made, or holds no polynomial; `end` where all is done.
 */
export function tabulatedFunction(): FunctionBuilder {
  const f = new FunctionBuilder("tabulated", [I32, I32, I32, I32], [I32]);
  const [start, end, lower, upper] = [0, 1, 2, 3].map((index) => f.param(index)) as Local[];
  // Bits of the mantissa that name a cell, and the one in the middle of it.
  const cellMask = MANTISSA & ~((1n << BigInt(32 + CELL_SHIFT)) - 1n);
  const middleBit = 1n << BigInt(31 + CELL_SHIFT);
  f.forAddresses(start!, end!, 8, (at) => {
    const u = f.local(F64, f64.load(0, at));
    const isLow = f.local(I32, f64.lt(u, f64.const(0.5)));
    const bits = f.local(I64, i64.reinterpret(f64.select(u, f64.sub(f64.const(1), u), isLow)));
    const word = i32.wrap(i64.shrU(bits, i64.const(32 + CELL_SHIFT)));
    const cell = f.local(I32, i32.sub(word, i32.const(FIRST_CELL)));
    f.when(i32.ltS(cell, i32.const(0)), () => f.return(at));
    const place = i32.add(i32.select(lower!, upper!, isLow), i32.mul(cell, i32.const(CELL_BYTES)));
    const table = f.local(I32, place);
    const constant = f.local(F64, f64.load(0, table));
    f.when(f64.ne(f64.sub(constant, constant), f64.const(0)), () => f.return(at));
    const mantissa = i64.or(i64.and(bits, i64.const(MANTISSA)), i64.const(ONE));
    const middle = i64.or(i64.and(bits, i64.const(cellMask)), i64.const(ONE | middleBit));
    const s = f.local(F64, f64.sub(f64.reinterpret(mantissa), f64.reinterpret(middle)));
    const value = f.local(F64, polynomial(f, table, s));
    f.add(f64.store(0, at, f64.select(value, f64.neg(value), isLow)));
  });
  f.add(end!);
  return f;
}

/** Even powers in the first lane, odd ones in the second. */
function polynomial(f: FunctionBuilder, table: Local, s: Local): Code {
  const square = f.local(V128, f64x2.splat(f64.mul(s, s)));
  const pairs = [48, 32, 16, 0].map((offset) => v128.load(offset, table));
  const [highest, ...others] = pairs;
  const both = f.local(
    V128,
    others.reduce<Code>((value, pair) => f64x2.add(f64x2.mul(value, square), pair), highest!),
  );
  return f64.add(f64x2.extract(both, 0), f64.mul(s, f64x2.extract(both, 1)));
}
