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
