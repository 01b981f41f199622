/** What a first look at a column tells. */
export interface Range {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Power of two by which the values may be multiplied so that fourth powers neither overflow nor vanish. */
  readonly scale: number;
}

const LARGE = 2 ** 240;
const SMALL = 2 ** -160;

/**
 * Brings the largest magnitude between 2^-160 and 2^240: a fourth power then is below 2^964, and that of a last
 * place of the largest above 2^-852. Only what is 270 orders of magnitude below the largest underflows.
 */
function findScale(largest: number): number {
  let scale = 1;
  while (largest * scale > LARGE) scale *= 2 ** -400;
  while (largest > 0 && largest * scale < SMALL) scale *= 2 ** 200;
  return scale;
}

/** Number, range and working scale of the finite values. */
export function findRange(values: Float64Array): Range {
  let count = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0) continue;
    count++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return rangeOf(count, low, high);
}

/** The range of so many finite values between these. */
export function rangeOf(count: number, low: number, high: number): Range {
  return { count, low, high, scale: findScale(Math.max(Math.abs(low), Math.abs(high))) };
}
