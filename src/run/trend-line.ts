import { parseExpression } from "../expression/parse.ts";
import type { PreparedTrend } from "./prepare-trend.ts";
import type { QuantityJob } from "./reductions.ts";

/** Points that draw the line of a trend; its band is a curve, since the slope is not known. */
export const linePoints = 7;

/** Dates from the first to the last, evenly spaced. */
export function lineDates(dates: Float64Array): readonly number[] {
  const first = dates.reduce((a, b) => Math.min(a, b));
  const last = dates.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: linePoints }, (_, i) => first + ((last - first) * i) / (linePoints - 1));
}

/** The line of a trend, which is number `index` among those computed, at each of its dates. */
export function lineQuantities({ job }: PreparedTrend, index: number): readonly QuantityJob[] {
  return lineDates(job.dates).map((date) => ({
    expr: parseExpression(`10^(intercept + slope*${date})`),
    reads: {
      intercept: { kind: "trend", index, measure: "intercept" },
      slope: { kind: "trend", index, measure: "slope" },
    },
  }));
}
