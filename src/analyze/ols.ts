import { log10, pow } from "../math/elementary.ts";
import {
  type AbsentEstimate,
  absentEstimate,
  type Estimate,
  intervalEstimate,
  pointEstimate,
} from "./estimate.ts";
import { criticalT } from "./student-t.ts";
import { MONTHS_PER_DOUBLING, refuseTrend, trendWeights } from "./trend.ts";

const LEVEL = 0.95;
const METHOD = "Student t of the regression";

/** A log-linear fit to one set of values; slope and standardError in log10 per year. */
export interface OlsFit {
  readonly slope: number;
  /** Fitted log10(y) at year 0. */
  readonly intercept: number;
  /** Null where y is constant. */
  readonly r2: number | null;
  /** Standard error of the slope. */
  readonly standardError: number;
  readonly systems: number;
  readonly growthPerYear: Estimate;
  readonly doublingMonths: Estimate;
}

function refuseValues(y: Float64Array): string | undefined {
  const bad = y.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (bad === -1) return undefined;
  return `a trend takes values above 0 of every system, got ${y[bad]} for number ${bad + 1}`;
}

function square(value: number): number {
  return value * value;
}

/** Doubling time from a slope and its interval; where the slope may be 0 the time has no upper bound. */
function estimateDoubling(slope: number, low: number, high: number): Estimate {
  if (!(slope > 0)) return absentEstimate("no growth, so no doubling");
  const value = MONTHS_PER_DOUBLING / slope;
  if (low <= 0) return pointEstimate(value, "no growth is within the interval: no upper bound");
  return intervalEstimate(value, MONTHS_PER_DOUBLING / high, MONTHS_PER_DOUBLING / low, LEVEL, METHOD);
}

/**
 * Ordinary least squares of log10(y) on dates `x` (years), with the 95 % interval of the slope by Student's t with
 * n - 2 degrees of freedom carried over to the growth factor per year and the doubling time in months. The interval
 * is that of the scatter of the systems about the line; it knows nothing of the uncertainty of each y. A reason
 * instead where `refuseTrend` has one or a y is not positive and finite.
 */
export function fitOlsDeterministic(x: Float64Array, y: Float64Array): OlsFit | AbsentEstimate {
  const refusal = refuseTrend(x) ?? refuseValues(y);
  if (refusal !== undefined) return absentEstimate(refusal);
  const { slope: weights, meanX, sxx } = trendWeights(x);
  const systems = x.length;
  const logs = y.map((value) => log10(value));
  const meanLog = logs[0] + logs.reduce((sum, value) => sum + (value - logs[0]), 0) / systems;
  const slope = logs.reduce((sum, value, j) => sum + weights[j] * (value - meanLog), 0);
  const syy = logs.reduce((sum, value) => sum + square(value - meanLog), 0);
  const rss = logs.reduce((sum, value, j) => sum + square(value - meanLog - slope * (x[j] - meanX)), 0);
  const standardError = Math.sqrt(rss / (systems - 2) / sxx);
  const half = criticalT(LEVEL, systems - 2) * standardError;
  const [low, high] = [slope - half, slope + half];
  return {
    slope,
    intercept: meanLog - slope * meanX,
    r2: syy === 0 ? null : 1 - rss / syy,
    standardError,
    systems,
    growthPerYear: intervalEstimate(pow(10, slope), pow(10, low), pow(10, high), LEVEL, METHOD),
    doublingMonths: estimateDoubling(slope, low, high),
  };
}
