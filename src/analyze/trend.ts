import { pow } from "../math/elementary.ts";

/** Twelve months times log10(2): divided by a slope of log10 per year it is a doubling time in months. */
export const MONTHS_PER_DOUBLING = 12 * 0.3010299956639812;

/** Least squares on a fixed x: slope = sum of slope[j]·(y[j] - mean y). */
export interface TrendWeights {
  readonly slope: Float64Array;
  readonly meanX: number;
  /** Sum of squared deviations of x. */
  readonly sxx: number;
}

/**
 * Growth factor per year, doubling time in months, coefficient of determination, slope in log10 per year, and log10 of
 * the line at date 0, far outside the data, from which any other point of the line follows.
 */
export const trendMeasures = ["growthPerYear", "doublingMonths", "r2", "slope", "intercept"] as const;
export type TrendMeasure = (typeof trendMeasures)[number];

/** The measures of a trend in each draw. */
export type TrendColumns = { readonly [measure in TrendMeasure]: Float64Array };

/** Why no trend can be fitted over these dates (years), or undefined where one can. */
export function refuseTrend(x: Float64Array): string | undefined {
  if (x.length < 3) return `a trend takes at least 3 systems, got ${x.length}`;
  if (!x.every(Number.isFinite)) return "a trend takes a finite date of every system";
  if (x.every((date) => date === x[0])) return `a trend takes different dates, all ${x.length} are ${x[0]}`;
  return undefined;
}

/** Weights of the slope by ordinary least squares on dates `x` (years). Throws RangeError where `refuseTrend` does. */
export function trendWeights(x: Float64Array): TrendWeights {
  const refusal = refuseTrend(x);
  if (refusal !== undefined) throw new RangeError(`${refusal}. Ask refuseTrend first.`);
  const first = x[0];
  const meanX = first + x.reduce((sum, date) => sum + (date - first), 0) / x.length;
  const sxx = x.reduce((sum, date) => sum + (date - meanX) * (date - meanX), 0);
  return { slope: x.map((date) => (date - meanX) / sxx), meanX, sxx };
}

const BLOCK = 128;

/** Room for the sums of one block of rows. */
interface Block {
  readonly mean: Float64Array;
  readonly slope: Float64Array;
  readonly syy: Float64Array;
}

/** Means of the logarithms, taken from the first system's so that equal values leave a slope of exactly 0. */
function takeMeans(logs: readonly Float64Array[], start: number, rows: number, { mean }: Block): void {
  const [first] = logs;
  mean.fill(0);
  for (const column of logs) {
    for (let i = 0; i < rows; i++) mean[i] += column[start + i] - first[start + i];
  }
  for (let i = 0; i < rows; i++) mean[i] = first[start + i] + mean[i] / logs.length;
}

/** Adds up slope and syy of each row of the block; a zero, negative or non-finite y leaves NaN in both. */
function accumulateTrend(
  weights: Float64Array,
  logs: readonly Float64Array[],
  start: number,
  rows: number,
  { mean, slope, syy }: Block,
): void {
  slope.fill(0);
  syy.fill(0);
  for (let j = 0; j < weights.length; j++) {
    const [weight, column] = [weights[j], logs[j]];
    for (let i = 0; i < rows; i++) {
      const deviation = column[start + i] - mean[i];
      slope[i] += weight * deviation;
      syy[i] += deviation * deviation;
    }
  }
}

/**
 * Fits log10(y) = a + b·x by ordinary least squares in each draw from..to-1, with `logs[j]` the log10 of the
 * draws of the system at date `x[j]` (years), and writes slope = b, growthPerYear = 10^b, doublingMonths =
 * 12·log10(2)/b, where b > 0, r2, and intercept = a. What isn't defined is NaN, a failed draw: all where a y is not positive and finite, the doubling time
 * where nothing grows, r2 where y is constant. Throws RangeError where `refuseTrend` gives a reason.
 */
export function fitTrend(
  x: Float64Array,
  logs: readonly Float64Array[],
  from: number,
  to: number,
  out: TrendColumns,
): void {
  const { slope: weights, meanX, sxx } = trendWeights(x);
  const block: Block = {
    mean: new Float64Array(BLOCK),
    slope: new Float64Array(BLOCK),
    syy: new Float64Array(BLOCK),
  };
  for (let start = from; start < to; start += BLOCK) {
    const rows = Math.min(BLOCK, to - start);
    takeMeans(logs, start, rows, block);
    accumulateTrend(weights, logs, start, rows, block);
    for (let i = 0; i < rows; i++) {
      const slope = block.slope[i];
      out.slope[start + i] = slope;
      out.intercept[start + i] = block.mean[i] - slope * meanX;
      out.growthPerYear[start + i] = pow(10, slope);
      out.doublingMonths[start + i] = slope > 0 ? MONTHS_PER_DOUBLING / slope : Number.NaN;
      out.r2[start + i] = Math.min(1, (slope * slope * sxx) / block.syy[i]);
    }
  }
}
