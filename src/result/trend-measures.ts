import type { OutputResult, TrendMeasures, TrendResult } from "./result.ts";

/** Growth, doubling time, slope and r² of a trend, each under every uncertainty that it was drawn with. */
export function measuresOfTrend(
  trend: TrendResult,
): readonly { readonly uncertainty: string; readonly measure: OutputResult }[] {
  const { inputs, composition } = trend;
  const list = (uncertainty: string, of: TrendMeasures | undefined) =>
    of === undefined
      ? []
      : [of.growthPerYear, of.doublingMonths, of.slope, of.r2Draws].map((measure) => ({
          uncertainty,
          measure,
        }));
  return [
    // Without a choice of systems the inputs are all that there is.
    ...list(composition === undefined ? "inputs" : "both", trend),
    ...list("inputs", inputs),
    ...list("composition", composition),
  ];
}
