import { productError } from "./bits.ts";
import { expScaled } from "./exp.ts";
import { logLead, logTail } from "./log.ts";

/** x^y for positive finite x and 0 < |y| < Infinity, as exp(y log(x)) with y log(x) in two parts (Tang 1990). */
function powOfPositive(x: number, y: number): number {
  const lead = logLead(x);
  const product = y * lead;
  if (product > 709.79) return Infinity;
  if (product < -745.14) return 0;
  // Beyond this test |y| < 2^64, and nothing in the parts of the product over- or underflows.
  if (product > -1e-17 && product < 1e-17) return 1;
  const rest = productError(y, lead, product) + y * logTail();
  const sum = product + rest;
  return expScaled(sum, product - sum + rest, 0);
}

function isOddInteger(y: number): boolean {
  return Math.floor(y) === y && Math.floor(y / 2) !== y / 2;
}

/** |x|^y where |x| is 0 or Infinity, or y infinite, and neither is NaN. */
function powAtTheEnds(size: number, y: number): number {
  if (size === 1) return NaN;
  return size > 1 === y > 0 ? Infinity : 0;
}

function powOfNegative(x: number, y: number): number {
  if (Math.floor(y) !== y) return x > -Infinity ? NaN : powAtTheEnds(Infinity, y);
  const power = x > -Infinity ? powOfPositive(-x, y) : powAtTheEnds(Infinity, y);
  return isOddInteger(y) ? -power : power;
}

/**
 * x^y with the special cases of ECMAScript's Math.pow, that is those of IEEE 754 but for pow(1, NaN) and
 * pow(1 or -1, ±Infinity), which are NaN; NaN for x < 0 unless y is an integer.
 * Relative error below 0.53 2^-52, the result rounded once more where it is subnormal (Tang 1990).
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  // A square is one product, rounded once.
  if (y === 2) return x * x;
  if (x > 0 && x < Infinity && y > -Infinity && y < Infinity) return powOfPositive(x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (Math.abs(y) === Infinity) return powAtTheEnds(Math.abs(x), y);
  if (x < 0) return powOfNegative(x, y);
  const power = powAtTheEnds(x, y);
  return 1 / x === -Infinity && isOddInteger(y) ? -power : power;
}
