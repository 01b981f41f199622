import { highWord, leadingHalf, powerOfTwo, productError } from "./bits.ts";
import { LOG_TABLE } from "./log-table.ts";

/** ln 2 as a multiple of 2^-42, so that k times it is exact, and the rest. */
const LN2 = 0.6931471805598903;
const LN2_REST = 5.497923018708371e-14;

const LEAST_NORMAL = 2.2250738585072014e-308;

/** High word of the double at which the first interval of LOG_TABLE starts, about 0.707. */
const FIRST_INTERVAL = 0x3fe6a000;

const tail = new Float64Array(1);

/** The low part of the logarithm that `logLead` returned last. */
export function logTail(): number {
  return tail[0];
}

/** log(1 + r) - r + r^2/2 by its Taylor series up to r^9; |r| < 2^-7 leaves less than 2^-66 of r. */
function cubicPart(r: number): number {
  const rr = r * r;
  const high = 1 / 7 - r * (1 / 8) + rr * (1 / 9);
  return r * rr * (1 / 3 - r * (1 / 4) + rr * (1 / 5 - r * (1 / 6) + rr * high));
}

/** `logLead` of x 2^shift for normal x. */
function logLeadOfNormal(x: number, shift: number): number {
  const word = highWord(x) - FIRST_INTERVAL;
  const exponent = word >> 20;
  const z = x * powerOfTwo(-exponent);
  const i = ((word >> 13) & 127) * 3;
  const inverse = LOG_TABLE[i];
  // The two halves of z times 1/c are exact, and so is their sum less 1.
  const zLead = leadingHalf(z);
  const r = zLead * inverse - 1 + (z - zLead) * inverse;
  const k = exponent + shift;
  const base = k * LN2 + LOG_TABLE[i + 1];
  const sum = base + r;
  const rLead = leadingHalf(r);
  const square = -0.5 * rLead * rLead;
  const high = sum + square;
  const lost = base - sum + r + (sum - high + square);
  const low = k * LN2_REST + LOG_TABLE[i + 2] + lost - 0.5 * (r - rLead) * (r + rLead) + cubicPart(r);
  const lead = high + low;
  tail[0] = high - lead + low;
  return lead;
}

/**
 * High part of log(x) for 0 < x < Infinity; with `logTail()` the relative error is below 2^-64.
 *
 * x = 2^k z with z in [0.707, 1.414), log(x) = k ln 2 + log(c) + log(1 + r), r = z/c - 1, with 1/c and log(c)
 * from a table (Tang 1990). 1/c has so few bits that r is exact, and it is 1 on both sides of 1, so nothing
 * cancels there.
 */
export function logLead(x: number): number {
  return x < LEAST_NORMAL ? logLeadOfNormal(x * 18014398509481984, -54) : logLeadOfNormal(x, 0);
}

/** What any logarithm is where x is not a positive finite number. */
function logAtTheEnds(x: number): number {
  if (x === 0) return -Infinity;
  return x > 0 ? x : NaN;
}

/** Natural logarithm; NaN below 0, -Infinity at 0; relative error below 0.51 2^-52 (Tang 1990). */
export function log(x: number): number {
  return x > 0 && x < Infinity ? logLead(x) : logAtTheEnds(x);
}

/** log(1 + x) without the cancellation near 0; relative error below 0.51 2^-52 (Tang 1990). */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) return logAtTheEnds(1 + x);
  if (x > -1e-17 && x < 1e-17) return x;
  const u = 1 + x;
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  const lead = logLead(u);
  return lead + (logTail() + lost / u);
}

/** log(x) / log(base), the reciprocal of log(base) given in two parts. */
function logToBase(x: number, inverse: number, inverseRest: number): number {
  const lead = logLead(x);
  const product = lead * inverse;
  return product + (productError(lead, inverse, product) + (lead * inverseRest + logTail() * inverse));
}

/** Logarithm to base 2, exact for powers of 2; otherwise as `log` (Tang 1990). */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return logAtTheEnds(x);
  return logToBase(x, Math.LOG2E, 2.0355273740931033e-17);
}

/** Logarithm to base 10, exact for powers of 10; otherwise as `log` (Tang 1990). */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return logAtTheEnds(x);
  return logToBase(x, Math.LOG10E, 1.098319650216765e-17);
}
