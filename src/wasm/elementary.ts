import { type Code, f64x2, i32, i32x4, i64x2, V128, v128 } from "./code.ts";
import { FunctionBuilder, type Local } from "./function.ts";
import { EXP_AT, LOG_AT } from "./tables.ts";

/*
 * The elementary functions of src/math on two doubles at once: the same operations in the same order, hence the same
 * bits. What JavaScript decides by branches is computed for both lanes and selected.
 */

const { add, sub, mul, div, lt, le, gt, ge, eq } = f64x2;

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

/** x STEPS_PER_UNIT rounded to whole steps, in the low words of `bits` and as numbers. */
function stepsOf(f: FunctionBuilder, x: Local): { readonly bits: Local; readonly n: Local } {
  const bits = f.local(V128, add(mul(x, k(STEPS_PER_UNIT)), k(ROUNDER)));
  return { bits, n: f.local(V128, sub(bits, k(ROUNDER))) };
}

/** 2^n for whole n from −1022 to 1023 in words 0 and 2. */
function powersOfTwo(n: Code): Code {
  return i64x2.shl(i32x4.add(n, i32x4.splat(i32.const(1023))), i32.const(52));
}

/** 2^(j/32) for the steps j beyond whole powers of two, as lead + low, from the table of exp. */
function fractionOfSteps(f: FunctionBuilder, bits: Local): { readonly lead: Local; readonly low: Local } {
  const at = (lane: number): Code => i32.shl(i32.and(i32x4.extract(bits, lane), i32.const(31)), i32.const(4));
  const first = f.local(V128, v128.load(EXP_AT, at(0)));
  const second = f.local(V128, v128.load(EXP_AT, at(2)));
  return {
    lead: f.local(V128, v128.shuffleWords(first, second, 0, 1, 4, 5)),
    low: f.local(V128, v128.shuffleWords(first, second, 2, 3, 6, 7)),
  };
}

/** The whole powers of two of these steps, in words 0 and 2. */
function wholeSteps(bits: Local): Code {
  return i32x4.shrS(bits, i32.const(5));
}

/**
 * The power of two of these steps as a product. Multiplying by one factor after the other rounds once only: the first
 * product is exact.
 */
function halvesOfPower(f: FunctionBuilder, bits: Local): { readonly half: Local; readonly rest: Local } {
  const whole = f.local(V128, wholeSteps(bits));
  const half = f.local(V128, i32x4.shrS(whole, i32.const(1)));
  return {
    half: f.local(V128, powersOfTwo(half)),
    rest: f.local(V128, powersOfTwo(i32x4.sub(whole, half))),
  };
}

/** exp(x + tail) over the power of two of its steps, and these, where |x| < 800; any bits elsewhere. */
function expMantissa(
  f: FunctionBuilder,
  x: Local,
  tail?: Local,
): { readonly mantissa: Local; readonly bits: Local } {
  const { bits, n } = stepsOf(f, x);
  const rest = mul(n, k(STEP_REST));
  const r = f.local(V128, sub(sub(x, mul(n, k(STEP))), tail === undefined ? rest : sub(rest, tail)));
  const { lead, low } = fractionOfSteps(f, bits);
  return { mantissa: f.local(V128, add(lead, add(low, mul(lead, expm1Near0(f, r))))), bits };
}

/** Where exp and its power of two are normal numbers. */
const EXP_NORMAL = 708;

/** exp(x + tail) where |x| <= EXP_NORMAL; any bits elsewhere. */
function expOfNormal(f: FunctionBuilder, x: Local, tail?: Local): Code {
  const { mantissa, bits } = expMantissa(f, x, tail);
  return mul(mantissa, powersOfTwo(wholeSteps(bits)));
}

/** e^x at any x. */
const anyExp = once(() => {
  const f = new FunctionBuilder("anyExp", [V128], [V128]);
  const x = f.param(0);
  const { mantissa, bits } = expMantissa(f, x);
  const { half, rest } = halvesOfPower(f, bits);
  const inside = mul(mul(mantissa, half), rest);
  f.add(choose(gt(x, k(OVERFLOW)), k(Infinity), choose(lt(x, k(UNDERFLOW)), k(0), inside)));
  return f;
});

/** Whether a lane is not set. */
export function notBoth(lanes: Code): Code {
  return i32.ne(i64x2.bitmask(lanes), i32.const(3));
}

/** The value of `ordinary`, or what `any` gives where a lane of `isOrdinary` is not set: seldom. */
export function unless(f: FunctionBuilder, isOrdinary: Code, ordinary: Code, any: () => Code): Local {
  const value = f.local(V128, ordinary);
  f.when(notBoth(isOrdinary), () => f.set(value, any()));
  return value;
}

/** e^x. */
export function exp(f: FunctionBuilder, x: Local): Code {
  return unless(f, le(f64x2.abs(x), k(EXP_NORMAL)), expOfNormal(f, x), () => f.call(anyExp(), x));
}

const LN2 = 0.6931471805598903;
const LN2_REST = 5.497923018708371e-14;
const LEAST_NORMAL = 2.2250738585072014e-308;
const FIRST_INTERVAL = 0x3fe6a000;
const EXPONENT = 0xfff00000;

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

/** A number in two parts. */
interface Parts {
  readonly lead: Local;
  readonly tail: Local;
}

/** Lanes with a normal positive number. */
function isNormal(x: Local): Code {
  return v128.and(ge(x, k(LEAST_NORMAL)), lt(x, k(Infinity)));
}

/** High and low part of log(x) for 0 < x < Infinity; any bits elsewhere. */
function logParts(f: FunctionBuilder, x: Local): Parts {
  const small = f.local(V128, lt(x, k(LEAST_NORMAL)));
  const normal = f.local(V128, choose(small, mul(x, k(18014398509481984)), x));
  return logPartsOfNormal(f, normal, v128.and(small, k(-54)));
}

/** High and low part of log(2^shift x) for normal positive x; any bits elsewhere. */
export function logPartsOfNormal(f: FunctionBuilder, x: Local, shift?: Code): Parts {
  const high = f.local(V128, i32x4.sub(x, v128.words(0, FIRST_INTERVAL, 0, FIRST_INTERVAL)));
  const z = f.local(V128, i32x4.sub(x, v128.and(high, v128.words(0, EXPONENT, 0, EXPONENT))));
  // Bits 13 to 19 of the high word name the interval, 32 bytes each.
  const at = (lane: number): Code =>
    i32.and(i32.shrU(i32x4.extract(high, lane), i32.const(8)), i32.const(127 * 32));
  const [at0, at1] = [f.local(0x7f, at(1)), f.local(0x7f, at(3))];
  const [first0, second0] = [f.local(V128, v128.load(LOG_AT, at0)), f.local(V128, v128.load(LOG_AT, at1))];
  const inverse = f.local(V128, v128.shuffleWords(first0, second0, 0, 1, 4, 5));
  const logC = v128.shuffleWords(first0, second0, 2, 3, 6, 7);
  const logRest = f.local(V128, v128.load64Lane(LOG_AT + 16, 1, at1, v128.load64Zero(LOG_AT + 16, at0)));
  const zLead = leadingHalf(f, z);
  const r = f.local(V128, add(sub(mul(zLead, inverse), k(1)), mul(sub(z, zLead), inverse)));
  const exponent = f.local(V128, i32x4.shrS(high, i32.const(20)));
  const whole = f64x2.convertLowS(v128.shuffleWords(exponent, exponent, 1, 3, 1, 3));
  const power = f.local(V128, shift === undefined ? whole : add(whole, shift));
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
function atTheEnds(x: Code, inside: Code): Code {
  const valid = v128.and(gt(x, k(0)), lt(x, k(Infinity)));
  const ends = choose(eq(x, k(0)), k(-Infinity), choose(gt(x, k(0)), x, k(Number.NaN)));
  return choose(valid, inside, ends);
}

/** log(x) at any x. */
const anyLog = once(() => {
  const f = new FunctionBuilder("anyLog", [V128], [V128]);
  const x = f.param(0);
  f.add(atTheEnds(x, logParts(f, x).lead));
  return f;
});

/** Natural logarithm. */
export function log(f: FunctionBuilder, x: Local): Code {
  return unless(f, isNormal(x), logPartsOfNormal(f, x).lead, () => f.call(anyLog(), x));
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

/** log(1 + x) from the parts of the logarithm of u = 1 + x rounded. */
function log1pOfParts(x: Local, u: Local, { lead, tail }: Parts): Code {
  const lost = choose(lt(x, k(1)), sub(x, sub(u, k(1))), sub(k(1), sub(u, x)));
  return add(lead, add(tail, div(lost, u)));
}

/** log(1 + x) at any x. */
const anyLog1p = once(() => {
  const f = new FunctionBuilder("anyLog1p", [V128], [V128]);
  const x = f.param(0);
  const u = f.local(V128, add(k(1), x));
  f.add(choose(isTiny(x), x, atTheEnds(u, log1pOfParts(x, u, logParts(f, u)))));
  return f;
});

/** log(1 + x). */
export function log1p(f: FunctionBuilder, x: Local): Code {
  const u = f.local(V128, add(k(1), x));
  const isOrdinary = v128.andnot(isNormal(u), isTiny(x));
  const ordinary = log1pOfParts(x, u, logPartsOfNormal(f, u));
  return unless(f, isOrdinary, ordinary, () => f.call(anyLog1p(), x));
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
  const { bits, n } = stepsOf(f, x);
  const r = f.local(V128, sub(sub(x, mul(n, k(STEP))), mul(n, k(STEP_REST))));
  const { lead, low } = fractionOfSteps(f, bits);
  const { half, rest } = halvesOfPower(f, bits);
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

/** Where exp of a product is a normal number whatever its tail. */
const POW_NORMAL = 700;

/** x^y, and the lanes in which it is: of normal positive bases, finite exponents other than 2 and normal powers. */
export function pow(
  f: FunctionBuilder,
  x: Local,
  y: Local,
): { readonly power: Code; readonly isOrdinary: Code } {
  const { lead, tail } = logPartsOfNormal(f, x);
  const product = f.local(V128, mul(y, lead));
  const rest = f.local(V128, add(productError(f, y, lead, product), mul(y, tail)));
  const sum = f.local(V128, add(product, rest));
  const inside = expOfNormal(f, sum, f.local(V128, add(sub(product, sum), rest)));
  const inRange = v128.and(isNormal(x), lt(f64x2.abs(product), k(POW_NORMAL)));
  return {
    power: choose(isTiny(product), k(1), inside),
    isOrdinary: v128.andnot(inRange, eq(y, k(2))),
  };
}

/** A value made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
