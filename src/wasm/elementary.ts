import { type Code, f64x2, i32, i32x4, i64x2, V128, v128 } from "./code.ts";
import type { FunctionBuilder, Local } from "./function.ts";
import { EXP_AT, LOG_AT } from "./tables.ts";

/*
 * The elementary functions of src/math on two doubles at once: the same operations in the same order, hence the same
 * bits. What JavaScript decides by branches is computed for both lanes and selected.
 */

const { add, sub, mul, div, lt, gt, eq } = f64x2;

/** A constant in both lanes. */
export const k = (value: number): Code => v128.doubles(value);
/** `condition ? a : b` by lane. */
export const choose = (condition: Code, a: Code, b: Code): Code => v128.bitselect(a, b, condition);

const OVERFLOW = 709.7827128933841;
const UNDERFLOW = -745.1332191019412;
const STEPS_PER_UNIT = 46.16624130844683;
const STEP = 0.021660849392446835;
const STEP_REST = 5.145609244655338e-14;
const ROUNDER = 6755399441055744;

/** exp(r) − 1 near 0, in the order of src/math/exp.ts. */
function expm1Near0(f: FunctionBuilder, r: Local): Code {
  const rr = f.local(V128, mul(r, r));
  const middle = add(add(k(1 / 24), mul(r, k(1 / 120))), mul(rr, k(1 / 720)));
  return add(r, mul(rr, add(add(k(0.5), mul(r, k(1 / 6))), mul(rr, middle))));
}

/** 2^n for whole n from −1022 to 1023 in words 0 and 1. */
function powersOfTwo(n: Code): Code {
  return i64x2.shl(i64x2.extendLowS(i32x4.add(n, i32x4.splat(i32.const(1023)))), i32.const(52));
}

/** 2^shift exp(x + tail) where |x| < 800; any bits elsewhere. */
export function expScaled(f: FunctionBuilder, x: Local, tail?: Local): Code {
  const n = f.local(V128, sub(add(mul(x, k(STEPS_PER_UNIT)), k(ROUNDER)), k(ROUNDER)));
  const rest = mul(n, k(STEP_REST));
  const r = f.local(V128, sub(sub(x, mul(n, k(STEP))), tail === undefined ? rest : sub(rest, tail)));
  const { lead, low, half, rest: power } = powerOfStep(f, n);
  return mul(mul(add(lead, add(low, mul(lead, expm1Near0(f, r)))), half), power);
}

/**
 * 2^(n/32) as (lead + low) half rest, from the table of exp. Multiplying by one power of two after the other rounds
 * once only: the first product is exact.
 */
function powerOfStep(f: FunctionBuilder, n: Local) {
  const step = f.local(V128, i32x4.truncSatF64(n));
  const at = (lane: number): Code => i32.shl(i32.and(i32x4.extract(step, lane), i32.const(31)), i32.const(4));
  const first = f.local(V128, v128.load(EXP_AT, at(0)));
  const second = f.local(V128, v128.load(EXP_AT, at(1)));
  const m = f.local(V128, i32x4.shrS(step, i32.const(5)));
  const half = f.local(V128, i32x4.shrS(m, i32.const(1)));
  return {
    lead: f.local(V128, v128.shuffleWords(first, second, 0, 1, 4, 5)),
    low: f.local(V128, v128.shuffleWords(first, second, 2, 3, 6, 7)),
    half: f.local(V128, powersOfTwo(half)),
    rest: f.local(V128, powersOfTwo(i32x4.sub(m, half))),
  };
}

/** e^x. */
export function exp(f: FunctionBuilder, x: Local): Code {
  const inside = expScaled(f, x);
  return choose(gt(x, k(OVERFLOW)), k(Infinity), choose(lt(x, k(UNDERFLOW)), k(0), inside));
}

const LN2 = 0.6931471805598903;
const LN2_REST = 5.497923018708371e-14;
const LEAST_NORMAL = 2.2250738585072014e-308;
const FIRST_INTERVAL = 0x3fe6a000;

/** x rounded to 26 bits. */
export function leadingHalf(f: FunctionBuilder, x: Code): Local {
  const t = f.local(V128, mul(k(134217729), x));
  return f.local(V128, sub(t, sub(t, x)));
}

function cubicPart(f: FunctionBuilder, r: Local): Code {
  const rr = f.local(V128, mul(r, r));
  const high = add(sub(k(1 / 7), mul(r, k(1 / 8))), mul(rr, k(1 / 9)));
  const middle = add(sub(k(1 / 5), mul(r, k(1 / 6))), mul(rr, high));
  return mul(mul(r, rr), add(sub(k(1 / 3), mul(r, k(1 / 4))), mul(rr, middle)));
}

/** High and low part of log(x) for 0 < x < Infinity; any bits elsewhere. */
export function logParts(f: FunctionBuilder, x: Local): { readonly lead: Local; readonly tail: Local } {
  const small = f.local(V128, lt(x, k(LEAST_NORMAL)));
  const normal = f.local(V128, choose(small, mul(x, k(18014398509481984)), x));
  const word = i32x4.sub(i64x2.shrU(normal, i32.const(32)), v128.words(FIRST_INTERVAL, 0, FIRST_INTERVAL, 0));
  const high = f.local(V128, word);
  const exponent = f.local(V128, i32x4.shrS(high, i32.const(20)));
  const z = f.local(V128, i64x2.sub(normal, i64x2.shl(exponent, i32.const(52))));
  const at = (lane: number): Code =>
    i32.shl(i32.and(i32.shrS(i32x4.extract(high, 2 * lane), i32.const(13)), i32.const(127)), i32.const(5));
  const [at0, at1] = [f.local(0x7f, at(0)), f.local(0x7f, at(1))];
  const [first0, second0] = [f.local(V128, v128.load(LOG_AT, at0)), f.local(V128, v128.load(LOG_AT, at1))];
  const inverse = f.local(V128, v128.shuffleWords(first0, second0, 0, 1, 4, 5));
  const logC = v128.shuffleWords(first0, second0, 2, 3, 6, 7);
  const logRest = f.local(V128, v128.load64Lane(LOG_AT + 16, 1, at1, v128.load64Zero(LOG_AT + 16, at0)));
  const zLead = leadingHalf(f, z);
  const r = f.local(V128, add(sub(mul(zLead, inverse), k(1)), mul(sub(z, zLead), inverse)));
  const words = v128.shuffleWords(exponent, exponent, 0, 2, 0, 2);
  const power = f.local(V128, add(f64x2.convertLowS(words), v128.and(small, k(-54))));
  const base = f.local(V128, add(mul(power, k(LN2)), logC));
  const sum = f.local(V128, add(base, r));
  const rLead = leadingHalf(f, r);
  const square = f.local(V128, mul(mul(k(-0.5), rLead), rLead));
  const upper = f.local(V128, add(sum, square));
  const lost = add(add(sub(base, sum), r), add(sub(sum, upper), square));
  const halves = mul(mul(k(0.5), sub(r, rLead)), add(r, rLead));
  const lower = add(sub(add(add(mul(power, k(LN2_REST)), logRest), lost), halves), cubicPart(f, r));
  const low = f.local(V128, lower);
  const lead = f.local(V128, add(upper, low));
  return { lead, tail: f.local(V128, add(sub(upper, lead), low)) };
}

/** What any logarithm is where x is no positive finite number. */
export function atTheEnds(x: Code, inside: Code): Code {
  const valid = v128.and(gt(x, k(0)), lt(x, k(Infinity)));
  const ends = choose(eq(x, k(0)), k(-Infinity), choose(gt(x, k(0)), x, k(Number.NaN)));
  return choose(valid, inside, ends);
}

/** Natural logarithm. */
export function log(f: FunctionBuilder, x: Local): Code {
  return atTheEnds(x, logParts(f, x).lead);
}

/** What the rounding of `product` = a b lost; see src/math/bits.ts. */
function productError(f: FunctionBuilder, a: Code, b: Code, product: Local): Code {
  const [aValue, bValue] = [f.local(V128, a), f.local(V128, b)];
  const [aHigh, bHigh] = [leadingHalf(f, aValue), leadingHalf(f, bValue)];
  const aLow = f.local(V128, sub(aValue, aHigh));
  const bLow = f.local(V128, sub(bValue, bHigh));
  const most = sub(sub(product, mul(aHigh, bHigh)), mul(aLow, bHigh));
  return sub(mul(aLow, bLow), sub(most, mul(aHigh, bLow)));
}

function logToBase(f: FunctionBuilder, x: Local, inverse: number, inverseRest: number): Code {
  const { lead, tail } = logParts(f, x);
  const product = f.local(V128, mul(lead, k(inverse)));
  const rest = add(mul(lead, k(inverseRest)), mul(tail, k(inverse)));
  return atTheEnds(x, add(product, add(productError(f, lead, k(inverse), product), rest)));
}

export function log2(f: FunctionBuilder, x: Local): Code {
  return logToBase(f, x, Math.LOG2E, 2.0355273740931033e-17);
}

export function log10(f: FunctionBuilder, x: Local): Code {
  return logToBase(f, x, Math.LOG10E, 1.098319650216765e-17);
}

function isTiny(x: Code): Code {
  return lt(f64x2.abs(x), k(1e-17));
}

/** log(1 + x). */
export function log1p(f: FunctionBuilder, x: Local): Code {
  const u = f.local(V128, add(k(1), x));
  const lost = choose(lt(x, k(1)), sub(x, sub(u, k(1))), sub(k(1), sub(u, x)));
  const { lead, tail } = logParts(f, u);
  return choose(isTiny(x), x, atTheEnds(u, add(lead, add(tail, div(lost, u)))));
}

/** e^x − 1. */
export function expm1(f: FunctionBuilder, x: Local): Code {
  const [far, near] = [f.local(V128, expm1Far(f, x)), f.local(V128, expm1Series(x))];
  const isNear = v128.and(gt(x, k(-0.25)), lt(x, k(0.25)));
  const inside = choose(isTiny(x), x, choose(isNear, near, far));
  const large = f.local(V128, exp(f, x));
  return choose(gt(x, k(709)), large, choose(lt(x, k(-40)), k(-1), inside));
}

function expm1Far(f: FunctionBuilder, x: Local): Code {
  const n = f.local(V128, sub(add(mul(x, k(STEPS_PER_UNIT)), k(ROUNDER)), k(ROUNDER)));
  const r = f.local(V128, sub(sub(x, mul(n, k(STEP))), mul(n, k(STEP_REST))));
  const { lead, low, half, rest } = powerOfStep(f, n);
  const scaled = f.local(V128, mul(mul(lead, half), rest));
  return add(sub(scaled, k(1)), add(mul(mul(low, half), rest), mul(scaled, expm1Near0(f, r))));
}

/** x + x²/2 + … + x^14/14! in the order of src/math/exp.ts. */
function expm1Series(x: Local): Code {
  let factorial = 2;
  const series = Array.from({ length: 12 }, (_, i) => {
    factorial *= i + 3;
    return 1 / factorial;
  });
  const sum = series.reduceRight<Code>((value, coefficient) => add(mul(value, x), k(coefficient)), k(0));
  return add(x, mul(mul(x, x), add(k(0.5), mul(x, sum))));
}

/** x^y for positive finite x and finite y ≠ 0; any bits elsewhere. */
export function powOfPositive(f: FunctionBuilder, x: Local, y: Local): Code {
  const { lead, tail } = logParts(f, x);
  const product = f.local(V128, mul(y, lead));
  const rest = f.local(V128, add(productError(f, y, lead, product), mul(y, tail)));
  const sum = f.local(V128, add(product, rest));
  const inside = expScaled(f, sum, f.local(V128, add(sub(product, sum), rest)));
  const small = choose(isTiny(product), k(1), inside);
  return choose(gt(product, k(709.79)), k(Infinity), choose(lt(product, k(-745.14)), k(0), small));
}

/** Lanes in which `powOfPositive` is what pow gives. */
export function isOrdinaryPower(x: Local, y: Local): Code {
  const base = v128.and(gt(x, k(0)), lt(x, k(Infinity)));
  const special = v128.or(eq(y, k(0)), eq(y, k(2)));
  const exponent = v128.and(lt(f64x2.abs(y), k(Infinity)), v128.not(special));
  return v128.and(base, exponent);
}
