import { log } from "../math/elementary.ts";

/** Ranks, counted from 1, of the order statistics that enclose a quantile. */
export interface RankPair {
  readonly low: number;
  readonly high: number;
}

const known = new Map<string, RankPair | null>();

/** Probabilities of a binomial count around its mode, cut where they fall below 1e-20 of the mode's. */
function binomialAroundMode(n: number, p: number): { first: number; weights: number[]; total: number } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const above: number[] = [];
  for (let k = mode, w = 1; k < n && w > 1e-20; k++) {
    w *= ((n - k) / (k + 1)) * odds;
    above.push(w);
  }
  const below: number[] = [];
  for (let k = mode, w = 1; k > 0 && w > 1e-20; k--) {
    w *= k / (n - k + 1) / odds;
    below.push(w);
  }
  const weights = [...below.reverse(), 1, ...above];
  return { first: mode - below.length, weights, total: weights.reduce((sum, w) => sum + w, 0) };
}

function findRanks(n: number, p: number, level: number): RankPair | null {
  const { first, weights, total } = binomialAroundMode(n, p);
  const tail = ((1 - level) / 2) * total;
  let low = first;
  for (let sum = weights[0]; sum <= tail; sum += weights[low - first]) low++;
  let high = first + weights.length;
  for (let sum = weights[high - 1 - first]; sum <= tail; sum += weights[high - 1 - first]) high--;
  return low >= 1 && high <= n ? { low, high } : null;
}

/**
 * The narrowest equal-tailed pair of order statistics of `n` independent draws that encloses quantile `p` with
 * probability >= `level` whatever the distribution (Conover 1999, section 3.2; exact binomial tails). Null where
 * n is too small for one: see `drawsForRanks`.
 */
export function orderRanks(n: number, p: number, level: number): RankPair | null {
  const key = `${n}/${p}/${level}`;
  let pair = known.get(key);
  if (pair === undefined) {
    pair = findRanks(n, p, level);
    known.set(key, pair);
  }
  return pair;
}

/** The least number of draws for which `orderRanks` has an answer. */
export function drawsForRanks(p: number, level: number): number {
  return Math.ceil(log((1 - level) / 2) / log(Math.max(p, 1 - p)));
}
