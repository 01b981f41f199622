import {
  acos,
  asin,
  atan,
  atan2,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from "../math/elementary.ts";
import type { BuiltInName, FunctionName } from "./expr.ts";
import { ownNamed } from "./own-functions.ts";

/** A test of one or two numbers as 1 or 0; an undefined operand makes the result undefined, so that a failed draw stays failed. */
const truth =
  (test: (a: number, b: number) => boolean) =>
  (a: number, b = 0): number =>
    Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(test(a, b));

/** Halves away from zero, as mathjs and Excel do (Math.round sends −0.5 to −0). */
function round(x: number): number {
  const floor = Math.floor(Math.abs(x));
  return Math.sign(x) * (Math.abs(x) - floor >= 0.5 ? floor + 1 : floor);
}

function logarithm(x: number, base?: number): number {
  if (base === undefined) return log(x);
  if (base === 2) return log2(x);
  return base === 10 ? log10(x) : log(x) / log(base);
}

type ScalarFunction = (...args: number[]) => number;

/**
 * What each function of the language computes, on real numbers: outside its domain the value is NaN.
 * The elementary functions are the same bits on any engine (math/elementary.ts).
 */
export const scalarFunctions: Readonly<Record<BuiltInName, ScalarFunction>> = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  // IEEE 754 has NaN^0 = 1 and 1^NaN = 1: an undefined operand would vanish.
  pow: (a: number, b: number) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : pow(a, b)),
  negate: (a: number) => -a,
  less: truth((a, b) => a < b),
  lessEqual: truth((a, b) => a <= b),
  greater: truth((a, b) => a > b),
  greaterEqual: truth((a, b) => a >= b),
  equal: truth((a, b) => a === b),
  notEqual: truth((a, b) => a !== b),
  and: truth((a, b) => a !== 0 && b !== 0),
  or: truth((a, b) => a !== 0 || b !== 0),
  not: truth((a) => a === 0),
  abs: Math.abs,
  sqrt: Math.sqrt,
  cbrt: (x: number) => cbrt(x),
  exp: (x: number) => exp(x),
  log: logarithm,
  log10: (x: number) => log10(x),
  log2: (x: number) => log2(x),
  log1p: (x: number) => log1p(x),
  expm1: (x: number) => expm1(x),
  sin: (x: number) => sin(x),
  cos: (x: number) => cos(x),
  tan: (x: number) => tan(x),
  asin: (x: number) => asin(x),
  acos: (x: number) => acos(x),
  atan: (x: number) => atan(x),
  atan2: (y: number, x: number) => atan2(y, x),
  sinh: (x: number) => sinh(x),
  cosh: (x: number) => cosh(x),
  tanh: (x: number) => tanh(x),
  floor: Math.floor,
  ceil: Math.ceil,
  round,
  sign: Math.sign,
  min: Math.min,
  max: Math.max,
};

/** What a function computes, of the language or from outside. */
export function scalarFunction(name: FunctionName): ScalarFunction {
  return name in scalarFunctions ? scalarFunctions[name as BuiltInName] : ownNamed(name).compute;
}
