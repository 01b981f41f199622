import { exp } from "../math/elementary.ts";
import { type Estimate, intervalEstimate, pointEstimate } from "./estimate.ts";
import { computeMoments, type Moments, standardDeviation } from "./moments.ts";
import { drawsForRanks, orderRanks } from "./order-ranks.ts";
import { quantileOfSorted } from "./quantile.ts";
import type { Range } from "./range.ts";
import { criticalNormal, criticalT } from "./student-t.ts";
import type { ColumnEstimates, SummaryContext } from "./summarize.ts";

/** Mean of `sorted[from..to-1]` less `origin`: on a large offset it has more digits than the mean itself. */
function meanAbove(origin: number, sorted: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += sorted[i] - origin;
  return sum / (to - from);
}

/** Sum of the fourth powers of the deviations from `origin + centre`. */
function sumFourthPowers(sorted: Float64Array, count: number, origin: number, centre: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const deviation = sorted[i] - origin - centre;
    const square = deviation * deviation;
    sum += square * square;
  }
  return sum;
}

/**
 * Half-width, on the scale of ln(variance), and the small-sample factor c of Bonett (2006, Computational Statistics
 * & Data Analysis 50:775): kurtosis about a mean trimmed by 1/(2 sqrt(n - 4)) at each end.
 */
function bonett(sorted: Float64Array, moments: Moments, z: number): { c: number; half: number } {
  const n = moments.count;
  const trim = Math.floor(n / (2 * Math.sqrt(n - 4)));
  const origin = sorted[trim];
  const centre = meanAbove(origin, sorted, trim, n - trim);
  const fourth = sumFourthPowers(sorted, n, origin, centre);
  const kurtosis = n * (fourth / moments.squares / moments.squares);
  const c = n / (n - z);
  return { c, half: z * c * Math.sqrt((kurtosis - (n - 3) / n) / (n - 1)) };
}

/** Standard deviation of sorted values (multiplied by `scale`) with Bonett's interval. */
export function estimateSd(
  sorted: Float64Array,
  moments: Moments,
  scale: number,
  level: number,
  suffix: string,
): Estimate {
  const sd = standardDeviation(moments);
  if (moments.count < 10) {
    return pointEstimate(sd / scale, `an interval takes 10 finite draws, got ${moments.count}`);
  }
  const { c, half } = bonett(sorted, moments, criticalNormal(level));
  const centre = sd * Math.sqrt(c);
  const low = (centre * exp(-half / 2)) / scale;
  return intervalEstimate(sd / scale, low, (centre * exp(half / 2)) / scale, level, `Bonett 2006${suffix}`);
}

function estimateMean(moments: Moments, scale: number, level: number, suffix: string): Estimate {
  const { count, mean } = moments;
  const half = (criticalT(level, count - 1) * standardDeviation(moments)) / Math.sqrt(count);
  return intervalEstimate(
    mean / scale,
    (mean - half) / scale,
    (mean + half) / scale,
    level,
    `Student t over draws${suffix}`,
  );
}

function estimateQuantile(
  sorted: Float64Array,
  count: number,
  p: number,
  scale: number,
  level: number,
  suffix: string,
): Estimate {
  const value = quantileOfSorted(sorted, 0, count, p) / scale;
  const ranks = orderRanks(count, p, level);
  if (ranks === null) {
    const least = drawsForRanks(p, level);
    return pointEstimate(value, `an interval takes ${least} finite draws at p = ${p}, got ${count}`);
  }
  const method = `order statistics ${ranks.low} and ${ranks.high}${suffix}`;
  return intervalEstimate(
    value,
    sorted[ranks.low - 1] / scale,
    sorted[ranks.high - 1] / scale,
    level,
    method,
  );
}

/** Estimates from two or more independent draws, sorted and multiplied by the scale. */
export function estimateFromDraws(
  draws: number,
  range: Range,
  context: SummaryContext,
  sorted: Float64Array,
): ColumnEstimates {
  const { level, probabilities } = context;
  const { count, scale } = range;
  const suffix = count < draws ? ", finite draws only" : "";
  const moments = computeMoments(sorted, 0, count);
  return {
    mean: estimateMean(moments, scale, level, suffix),
    sd: estimateSd(sorted, moments, scale, level, suffix),
    quantiles: probabilities.map((p) => estimateQuantile(sorted, count, p, scale, level, suffix)),
  };
}
