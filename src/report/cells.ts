import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "../result/result.ts";
import { formatNumber } from "./format-number.ts";

/** What stands where there is no value; the result file has the reason. */
const absent = "–";

export function quantileOf(output: OutputResult, p: number): number | null {
  return output.quantiles.find((quantile) => quantile.p === p)?.value ?? null;
}

export function numberCell(value: number | null): string {
  return value === null ? absent : formatNumber(value);
}

/** The value with half the width of its interval: `12.3 ±0.4`. */
export function estimateCell(estimate: Estimate): string {
  if (estimate.value === null) return absent;
  if (estimate.low === null) return formatNumber(estimate.value);
  const half = (estimate.high - estimate.low) / 2;
  return `${formatNumber(estimate.value)} ±${formatRounded(half)}`;
}

/** The band that holds 95 % of the draws: `low … high`. */
export function bandCell(output: OutputResult): string {
  const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
  return low === null || high === null ? absent : `${formatNumber(low)} … ${formatNumber(high)}`;
}

/** One significant digit, with the spaces of formatNumber. */
function formatRounded(half: number): string {
  return formatNumber(Number(half.toPrecision(1)))
    .replace(/(\.\d*?)0+(e|$)/, "$1$2")
    .replace(/\.(e|$)/, "$1");
}
