import { type Code, f64x2, I32, i32, V128, v128 } from "./code.ts";
import { choose, exp, expm1, k, log, log1p, log2, log10, notBoth, pow } from "./elementary.ts";
import { FunctionBuilder, type Local } from "./function.ts";

const { add, sub, mul, div, eq, lt, le, gt, ge, min, max, abs, neg, sqrt, floor, ceil } = f64x2;

export type Compute = (f: FunctionBuilder, operands: readonly Local[]) => Code;

const unary =
  (compute: (x: Local) => Code): Compute =>
  (_, [x]) =>
    compute(x!);
const binary =
  (compute: (x: Local, y: Local) => Code): Compute =>
  (_, [x, y]) =>
    compute(x!, y!);
const elementary =
  (compute: (f: FunctionBuilder, x: Local) => Code): Compute =>
  (f, [x]) =>
    compute(f, x!);

/** Lanes in which x is a number. */
const isNumber = (x: Local): Code => eq(x, x);
const isNotZero = (x: Local): Code => v128.and(isNumber(x), v128.not(eq(x, k(0))));

/** 1 or 0 by a test, NaN where an operand is. */
function truth(x: Local, y: Local, test: Code): Code {
  const defined = v128.and(isNumber(x), isNumber(y));
  return choose(defined, v128.and(test, k(1)), k(Number.NaN));
}

function sign(x: Local): Code {
  return choose(gt(x, k(0)), k(1), choose(lt(x, k(0)), k(-1), x));
}

/** Halves away from zero, as src/expression/scalar.ts. */
function round(f: FunctionBuilder, x: Local): Code {
  const size = f.local(V128, abs(x));
  const below = f.local(V128, floor(size));
  const up = v128.and(ge(sub(size, below), k(0.5)), k(1));
  return mul(sign(x), add(below, up));
}

/** Functions of the language by name and number of operands: src/expression/scalar.ts on two rows at once. */
const kernels: Readonly<Record<string, readonly [operands: number, compute: Compute]>> = {
  add: [2, binary(add)],
  subtract: [2, binary(sub)],
  multiply: [2, binary(mul)],
  divide: [2, binary(div)],
  min: [2, binary(min)],
  max: [2, binary(max)],
  negate: [1, unary(neg)],
  abs: [1, unary(abs)],
  sqrt: [1, unary(sqrt)],
  floor: [1, unary(floor)],
  ceil: [1, unary(ceil)],
  sign: [1, unary(sign)],
  round: [1, elementary(round)],
  exp: [1, elementary(exp)],
  expm1: [1, elementary(expm1)],
  log: [1, elementary(log)],
  log1p: [1, elementary(log1p)],
  log2: [1, elementary(log2)],
  log10: [1, elementary(log10)],
  less: [2, binary((x, y) => truth(x, y, lt(x, y)))],
  lessEqual: [2, binary((x, y) => truth(x, y, le(x, y)))],
  greater: [2, binary((x, y) => truth(x, y, gt(x, y)))],
  greaterEqual: [2, binary((x, y) => truth(x, y, ge(x, y)))],
  equal: [2, binary((x, y) => truth(x, y, eq(x, y)))],
  notEqual: [2, binary((x, y) => truth(x, y, v128.not(eq(x, y))))],
  and: [2, binary((x, y) => truth(x, y, v128.and(isNotZero(x), isNotZero(y))))],
  or: [2, binary((x, y) => truth(x, y, v128.or(isNotZero(x), isNotZero(y))))],
  not: [1, unary((x) => truth(x, x, eq(x, k(0))))],
  select: [
    3,
    (_, [condition, x, y]) =>
      choose(isNumber(condition!), choose(eq(condition!, k(0)), y!, x!), k(Number.NaN)),
  ],
};

/** The kernel of a function of the language with this many operands, on pairs of values; undefined where there is none. */
export function pairKernel(name: string, operands: number): Compute | undefined {
  const [count, compute] = kernels[name] ?? [];
  return count === operands ? compute : undefined;
}

/** The number of operands with which the library has a function of the language; undefined where it has not. */
export function kernelOperands(name: string): number | undefined {
  return kernels[name]?.[0];
}

/**
 * Functions (count, out, operand, step, …): every value of a column from one or more others. Addresses are of pairs of
 * doubles; a step is 16, or 0 for an operand whose pair serves all rows. An odd count is rounded up.
 */
export function kernelFunctions(): readonly FunctionBuilder[] {
  return Object.entries(kernels).map(([name, [operands, compute]]) => {
    const f = new FunctionBuilder(name, Array<typeof I32>(2 + 2 * operands).fill(I32));
    const start = f.param(1);
    const end = f.local(I32, i32.add(start, i32.shl(f.param(0), i32.const(3))));
    const pointers = Array.from({ length: operands }, (_, i) => f.param(2 + 2 * i));
    f.forAddresses(start, end, 16, (at) => {
      const values = pointers.map((pointer) => f.local(V128, v128.load(0, pointer)));
      f.add(v128.store(0, at, compute(f, values)));
      pointers.forEach((pointer, i) => {
        f.set(pointer, i32.add(pointer, f.param(3 + 2 * i)));
      });
    });
    return f;
  });
}

/**
 * pow(count, out, x, step, y, step): as the others, but returns the first address of `out` where a pair has a power
 * that is not ordinary (elementary.ts); the end of `out` where none has.
 */
export function powFunction(): FunctionBuilder {
  const f = new FunctionBuilder("pow", Array<typeof I32>(6).fill(I32), [I32]);
  const start = f.param(1);
  const end = f.local(I32, i32.add(start, i32.shl(f.param(0), i32.const(3))));
  const pointers = [f.param(2), f.param(4)];
  f.forAddresses(start, end, 16, (at) => {
    const [x, y] = pointers.map((pointer) => f.local(V128, v128.load(0, pointer)));
    const { power, isOrdinary } = pow(f, x!, y!);
    const value = f.local(V128, power);
    f.when(notBoth(isOrdinary), () => f.return(at));
    f.add(v128.store(0, at, value));
    pointers.forEach((pointer, i) => {
      f.set(pointer, i32.add(pointer, f.param(3 + 2 * i)));
    });
  });
  f.add(end);
  return f;
}
