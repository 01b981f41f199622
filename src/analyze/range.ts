/** What a first look at a column tells. */
export interface Range {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Power of two by which the values may be multiplied so that fourth powers neither overflow nor vanish. */
  readonly scale: number;
}

const STEP = 2 ** 332;
const WIDE = 2 ** 166;

function findScale(largest: number): number {
  let scale = 1;
  while (largest * scale > WIDE) scale /= STEP;
  while (largest > 0 && largest * scale < 1 / WIDE) scale *= STEP;
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
  return { count, low, high, scale: findScale(Math.max(Math.abs(low), Math.abs(high))) };
}
