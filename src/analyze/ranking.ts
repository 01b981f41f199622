import type { Estimate } from "./estimate.ts";
import { quantileOfSorted } from "./quantile.ts";

function ends(estimate: Estimate): readonly [low: number, high: number] {
  if (estimate.value === null) return [Number.NaN, Number.NaN];
  return estimate.low === null ? [estimate.value, estimate.value] : [estimate.low, estimate.high];
}

/**
 * Ranks from 1 for the largest; those whose intervals overlap, directly or over others, share one, and the next is
 * counted on (1, 1, 3). Null where an estimate is absent.
 */
export function rankEstimates(estimates: readonly Estimate[]): readonly number[] | null {
  if (estimates.some(({ value }) => value === null)) return null;
  const order = [...estimates.keys()].sort((a, b) => ends(estimates[b])[1] - ends(estimates[a])[1] || a - b);
  const ranks = new Array<number>(estimates.length).fill(0);
  let [rank, lowest] = [1, Number.POSITIVE_INFINITY];
  for (const [place, index] of order.entries()) {
    const [low, high] = ends(estimates[index]);
    if (place > 0 && high < lowest) rank = place + 1;
    lowest = rank === place + 1 ? low : Math.min(lowest, low);
    ranks[index] = rank;
  }
  return ranks;
}

/** The 95 % band of some draws, failed ones left out; null with fewer than two. */
export function bandOf(values: Float64Array): { readonly low: number; readonly high: number } | null {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length < 2) return null;
  return {
    low: quantileOfSorted(sorted, 0, sorted.length, 0.025),
    high: quantileOfSorted(sorted, 0, sorted.length, 0.975),
  };
}
