import type { Estimate } from "../analyze/estimate.ts";
import { formatNumber, orderOf } from "./format-number.ts";

const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  0: "⁰",
  1: "¹",
  2: "²",
  3: "³",
  4: "⁴",
  5: "⁵",
  6: "⁶",
  7: "⁷",
  8: "⁸",
  9: "⁹",
};

export function superscript(value: number): string {
  return [...`${value}`].map((digit) => superscripts[digit]).join("");
}

/** `-1.52e8` as it stands in print: `−1.52 × 10⁸`. */
export function printed(text: string): string {
  return text
    .replace(/^-/, "−")
    .replace(/e(-?\d+)/g, (_, power: string) => ` × 10${superscript(Number(power))}`);
}

/**
 * Decimals that an interval of this half width supports: down to its first digit, or its second where the first is
 * a 1, so that rounding adds at most a quarter of the half width. Negative: tens, hundreds …
 */
export function supportedDecimals(half: number): number {
  const [digits, order] = half.toExponential(9).split("e");
  return (digits!.startsWith("1") ? 1 : 0) - Number(order);
}

/** A number to so many decimals (negative: tens, hundreds …): with an exponent from 10 million
 * on, and below 0.001 where that says more. */
export function formatDecimals(value: number, decimals: number): string {
  const size = Math.abs(value);
  const digits = (size === 0 ? 0 : orderOf(size)) + decimals;
  if (size >= 1e7 || (size > 0 && size < 1e-3 && decimals > 4)) {
    return value.toExponential(Math.min(Math.max(digits, 0), 15)).replace("e+", "e");
  }
  const rounded = decimals < 0 ? Number(value.toPrecision(Math.max(1, digits + 1))) : value;
  const [whole, fraction] = rounded.toFixed(Math.min(Math.max(decimals, 0), 20)).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** The value to the digits that its interval supports; four digits without one, a dash where there is no value. */
export function supportedText(estimate: Estimate): string {
  if (estimate.value === null) return "–";
  const half = estimate.low === null ? 0 : (estimate.high - estimate.low) / 2;
  if (half <= 0) return printed(formatNumber(estimate.value));
  return printed(formatDecimals(estimate.value, estimateDecimals(estimate.value, half)));
}

/** Decimals of a value whose interval has this half width: what it supports, and at most six digits in all. */
export function estimateDecimals(value: number, half: number): number {
  return Math.min(supportedDecimals(half), 5 - orderOf(Math.max(Math.abs(value), half)));
}
