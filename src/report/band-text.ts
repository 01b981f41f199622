import type { OutputResult } from "../result/result.ts";
import { orderOf } from "./format-number.ts";
import { formatDecimals, printed, supportedDecimals } from "./supported-digits.ts";

export interface BandTexts {
  readonly median: string;
  /** The ends of the 95 % band; absent where there is none, e.g. a single draw. */
  readonly band?: { readonly low: string; readonly high: string };
}

/**
 * Median and 95 % band of an output for a sentence, rounded alike: to two digits of half the band's width, or of
 * the number itself where it is smaller, and never beyond what the estimate's own interval supports.
 */
export function bandTexts(output: OutputResult): BandTexts {
  const [low, middle, high] = [0.025, 0.5, 0.975].map((p) => output.quantiles.find((q) => q.p === p));
  if (middle === undefined || middle.value === null) return { median: "–" };
  const ends = [low, high].map((end) => end?.value ?? null);
  const width = ends[0] === null || ends[1] === null ? 0 : (ends[1]! - ends[0]!) / 2;
  const text = (estimate: NonNullable<typeof low>): string => {
    const value = estimate.value ?? 0;
    const size = Math.abs(value);
    const wanted =
      width > 0 ? Math.max(1 - orderOf(width), size === 0 ? 0 : 1 - orderOf(size)) : 3 - orderOf(size || 1);
    const half = "low" in estimate && estimate.low !== null ? (estimate.high - estimate.low) / 2 : 0;
    return printed(formatDecimals(value, half > 0 ? Math.min(wanted, supportedDecimals(half)) : wanted));
  };
  const median = text(middle);
  return width > 0 && low !== undefined && high !== undefined
    ? { median, band: { low: text(low), high: text(high) } }
    : { median };
}
