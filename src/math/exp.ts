import { scale } from "./bits.ts";
import { EXP_TABLE } from "./exp-table.ts";

/** Above it exp overflows, below the other it is less than half the least double. */
const OVERFLOW = 709.7827128933841;
const UNDERFLOW = -745.1332191019412;

const STEPS_PER_UNIT = 46.16624130844683; // 32 / ln 2
/** ln 2 / 32 as a multiple of 2^-42, so that n times it is exact, and the rest. */
const STEP = 0.021660849392446835;
const STEP_REST = 5.145609244655338e-14;
/** Adding and taking away 1.5 2^52 rounds to an integer. */
const ROUNDER = 6755399441055744;

/** exp(r) - 1 by its Taylor series; |r| <= ln 2 / 64 leaves a relative error below 2^-50 of r, 2^-58 of exp. */
function expm1Near0(r: number): number {
  const rr = r * r;
  return r + rr * (0.5 + r * (1 / 6) + rr * (1 / 24 + r * (1 / 120) + rr * (1 / 720)));
}

/**
 * 2^shift exp(x + tail) for UNDERFLOW <= x <= 711, |tail| < 2^-43, shift 0 or -1.
 *
 * x = (32 m + j) ln 2 / 32 + r, exp(x) = 2^m 2^(j/32) exp(r), with 2^(j/32) from a table (Tang 1989).
 */
export function expScaled(x: number, tail: number, shift: number): number {
  const n = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const r = x - n * STEP - (n * STEP_REST - tail);
  const step = n | 0;
  const j = (step & 31) << 1;
  const lead = EXP_TABLE[j];
  return scale(lead + (EXP_TABLE[j + 1] + lead * expm1Near0(r)), (step >> 5) + shift);
}

/** e^x; relative error below 0.52 2^-52, the result rounded once more where it is subnormal (Tang 1989). */
export function exp(x: number): number {
  if (x <= OVERFLOW && x >= UNDERFLOW) return expScaled(x, 0, 0);
  if (x > OVERFLOW) return Infinity;
  return x < UNDERFLOW ? 0 : x;
}

/** Coefficients 1/3! to 1/14! of the Taylor series of exp. */
const EXPM1_SERIES = makeExpm1Series();

function makeExpm1Series(): Float64Array {
  const series = new Float64Array(12);
  let factorial = 2;
  for (let i = 0; i < 12; i++) {
    factorial *= i + 3;
    series[i] = 1 / factorial;
  }
  return series;
}

/** exp(x) - 1 for 1/4 < |x|, where the subtraction of 1 from the table's part is exact or harmless (Tang 1992). */
function expm1Far(x: number): number {
  const n = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const r = x - n * STEP - n * STEP_REST;
  const step = n | 0;
  const j = (step & 31) << 1;
  const lead = scale(EXP_TABLE[j], step >> 5);
  return lead - 1 + (scale(EXP_TABLE[j + 1], step >> 5) + lead * expm1Near0(r));
}

/** e^x - 1 without the cancellation near 0; relative error below 2^-52 (Tang 1992). */
export function expm1(x: number): number {
  if (x > OVERFLOW) return Infinity;
  if (x < -40) return -1;
  if (!(x > -0.25 && x < 0.25)) return x > 709 ? exp(x) : expm1Far(x);
  if (x > -1e-17 && x < 1e-17) return x;
  let sum = 0;
  for (let i = EXPM1_SERIES.length - 1; i >= 0; i--) sum = sum * x + EXPM1_SERIES[i];
  return x + x * x * (0.5 + x * sum);
}
