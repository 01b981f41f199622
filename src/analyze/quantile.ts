/**
 * Quantile `p` of the increasing `sorted[from..to-1]` by definition 7 of Hyndman & Fan (1996), which is numpy's and
 * R's default: linear between the order statistics around (n - 1)p.
 */
export function quantileOfSorted(sorted: Float64Array, from: number, to: number, p: number): number {
  const position = (to - from - 1) * p;
  const below = Math.floor(position);
  const low = sorted[from + below];
  const high = sorted[Math.min(from + below + 1, to - 1)];
  return low + (position - below) * (high - low);
}
