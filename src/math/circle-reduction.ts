import { highWord, powerOfTwo, productError } from "./bits.ts";
import { TWO_OVER_PI } from "./circle-table.ts";

/** pi/2 in three parts; n times each of the first two, of 33 bits or less, is exact for |n| < 2^20. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

const HALF_PI = 1.5707963267948966;
const HALF_PI_REST = 6.123233995736766e-17;
/** Adding and taking away 1.5 2^52 rounds to an integer. */
const ROUNDER = 6755399441055744;

const DIGIT = 16777216; // 2^24
const COLUMNS = 8;

const rest = new Float64Array(1);
const digits = new Float64Array(4);
const columns = new Float64Array(COLUMNS);

/** The angle that the last `reduceAngle` left, as x = n pi/2 + angle, |angle| <= pi/4 or hardly more. */
export interface Reduction {
  /** n modulo 4. */
  quadrant: number;
  angle: number;
  /** What rounding `angle` lost. */
  rest: number;
}

const reduction: Reduction = { quadrant: 0, angle: 0, rest: 0 };
