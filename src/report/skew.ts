import type { OutputResult } from "../result/result.ts";
import { quantileOf } from "./cells.ts";

/** Differences below this part of the median are not worth a sentence. */
const noticeable = 0.02;

/**
 * One sentence on how the mean and the deterministic value of an output stand to its median, and why; nothing where
 * there are no draws or no median to compare with.
 */
export function describeSkew(output: OutputResult): string | undefined {
  const median = quantileOf(output, 0.5);
  const mean = output.mean.value;
  if (output.draws <= 1 || median === null || mean === null || median === 0) return undefined;
  const skew = (mean - median) / Math.abs(median);
  const nominal =
    output.deterministic === null ? undefined : (output.deterministic - median) / Math.abs(median);
  const { id } = output;
  if (Math.abs(skew) < noticeable && Math.abs(nominal ?? 0) < noticeable) {
    return `Of ${id}, mean, median and deterministic value agree within ${noticeable * 100} %: its distribution is nearly symmetric.`;
  }
  const meanText = `The mean of ${id} ${placeOf(skew)} its median`;
  const nominalText = nominal === undefined ? "" : ` and the deterministic value ${placeOf(nominal)} it`;
  return `${meanText}${nominalText}: ${reasonOf(skew)}; a model evaluated at the nominal value of every factor gives neither the mean nor the median of its results.`;
}

function placeOf(difference: number): string {
  if (Math.abs(difference) < 0.005) return "is within 0.5 % of";
  const size = Math.abs(difference) * 100;
  return `lies ${size >= 10 ? size.toFixed(0) : Number(size.toPrecision(1))} % ${difference > 0 ? "above" : "below"}`;
}

function reasonOf(skew: number): string {
  if (Math.abs(skew) < noticeable)
    return "the distribution is nearly symmetric, but not centred on the nominal values";
  return skew > 0
    ? "the distribution is skewed to the right, as products of uncertain factors are"
    : "the distribution is skewed to the left";
}

/** The output whose mean is farthest from its median, relative to it. */
export function mostSkewed(outputs: readonly OutputResult[]): OutputResult | undefined {
  const skewOf = (output: OutputResult): number => {
    const median = quantileOf(output, 0.5);
    return median === null || median === 0 || output.mean.value === null
      ? -1
      : Math.abs(output.mean.value / median - 1);
  };
  return [...outputs].sort((a, b) => skewOf(b) - skewOf(a))[0];
}
