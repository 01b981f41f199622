import { log10 } from "../math/elementary.ts";
import { wantsLog } from "./charts/axes.ts";

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;
const heights = "▁▂▃▄▅▆▇█";

/** Width of the bars of a table, in characters. */
const barWidth = 12;

/** A bar from the left, `most` being as long as all: block characters, filled up with spaces to one width. */
export function bar(value: number | null, most: number): string {
  const share = value === null || !(most > 0) ? 0 : Math.min(1, Math.max(0, value / most));
  const parts = Math.round(share * barWidth * 8);
  const full = "█".repeat(Math.floor(parts / 8));
  return `${full}${eighths[parts % 8]}`.padEnd(barWidth);
}

/** Bars of a column of values, the largest of them as long as all. */
export function bars(values: readonly (number | null)[]): readonly string[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return values.map((value) => bar(value, most));
}

/**
 * Values one after the other as heights of blocks, from the least to the greatest of them; by their logarithms where
 * all are above 0 and the greatest is more than 30 times the least. A gap where there is none.
 */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const logarithmic = known.length > 0 && wantsLog(known);
  const scaled = (value: number): number => (logarithmic ? log10(value) : value);
  const low = scaled(Math.min(...known));
  const high = scaled(Math.max(...known));
  return values
    .map((value) => {
      if (value === null) return " ";
      const share = high > low ? (scaled(value) - low) / (high - low) : 0.5;
      return heights[Math.min(heights.length - 1, Math.floor(share * heights.length))]!;
    })
    .join("");
}
