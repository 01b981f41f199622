import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "../result/result.ts";
import { formatNumber } from "./format-number.ts";
import { estimateDecimals, formatDecimals, supportedDecimals } from "./supported-digits.ts";

/** What stands where there is no value; the result file has the reason. */
const absent = "–";

export function quantileOf(output: OutputResult, p: number): number | null {
  return output.quantiles.find((quantile) => quantile.p === p)?.value ?? null;
}

export function numberCell(value: number | null): string {
  return value === null ? absent : formatNumber(value);
}

/**
 * The value to the digits that its interval supports, with half the width of the interval in the same power of ten:
 * `12.3 ±0.4`, `8.85e8 ±0.05e8`.
 */
export function estimateCell(estimate: Estimate): string {
  if (estimate.value === null) return absent;
  if (estimate.low === null) return formatNumber(estimate.value);
  const half = (estimate.high - estimate.low) / 2;
  if (half === 0) return `${formatNumber(estimate.value)} ±0`;
  const text = formatDecimals(estimate.value, estimateDecimals(estimate.value, half));
  const [, power] = text.split("e");
  return `${text} ±${power === undefined ? roundHalf(half) : `${roundHalf(half / 10 ** Number(power))}e${power}`}`;
}

/** The band that holds 95 % of the draws: `low … high`. */
export function bandCell(output: OutputResult): string {
  const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
  return low === null || high === null ? absent : `${formatNumber(low)} … ${formatNumber(high)}`;
}

/** To one significant digit, or two from 1 to 1.9. */
function roundHalf(half: number): string {
  return formatDecimals(half, supportedDecimals(half));
}
