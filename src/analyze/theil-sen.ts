import type { Fit, FitBlock } from "./fit.ts";
import { weightedMedian } from "./weighted-median.ts";

/**
 * The median of the slopes between all pairs of systems with different dates (Theil 1950; Sen 1968), each weighted
 * by the product of its systems' weights. There are thousands of pairs in every draw: 256 draws unless more are asked
 * for.
 */
export const theilSen: Fit = {
  name: "theil-sen",
  draws: 256,
  prepare(dates) {
    const median = medianSlope(dates);
    const [logs, weights] = [new Float64Array(dates.length), new Float64Array(dates.length)];
    return {
      slope(block, out) {
        for (let row = 0; row < block.rows; row++) {
          takeRow(block.logs, block, row, logs);
          takeRow(block.weights, block, row, weights);
          out[row] = logs.every(Number.isFinite) ? median(logs, weights) : Number.NaN;
        }
      },
    };
  },
};

function takeRow(values: Float64Array, { stride }: FitBlock, row: number, out: Float64Array): void {
  for (let j = 0; j < out.length; j++) out[j] = values[j * stride + row]!;
}

/** Slopes with their weights, one after another. */
interface Slopes {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  count: number;
}

/** Pairs of which a first look is taken, or fewer. */
const sampled = 1024;
/** Share of the sample's weight on either side of its median between whose bounds the median of all should be. */
const margin = 0.12;

/**
 * The weighted median of the slopes between systems at these dates. A sample of the pairs says between which bounds it
 * should be; the slopes beyond need not be kept then, only their weight. Where it is not there, all are kept.
 */
function medianSlope(dates: Float64Array): (logs: Float64Array, weights: Float64Array) => number {
  const inverse = inverseDistances(dates);
  const kept: Slopes = {
    values: new Float64Array(inverse.length),
    weights: new Float64Array(inverse.length),
    count: 0,
  };
  return (logs, weights) => {
    const [low, high] = likelyBounds(inverse, logs, weights, kept);
    const { total, below, between } = keepBetween(inverse, logs, weights, low, high, kept);
    const half = total / 2;
    if (below < half && below + between > half)
      return weightedMedian(kept.values, kept.weights, kept.count, { before: below, half });
    keepBetween(inverse, logs, weights, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, kept);
    return weightedMedian(kept.values, kept.weights, kept.count);
  };
}

/** One over the distance of the dates of each pair, those of one first system together; 0 for equal dates. */
function inverseDistances(dates: Float64Array): Float64Array {
  const inverse = new Float64Array((dates.length * (dates.length - 1)) / 2);
  let pair = 0;
  for (let i = 0; i < dates.length; i++) {
    for (let j = i + 1; j < dates.length; j++)
      inverse[pair++] = dates[i] === dates[j] ? 0 : 1 / (dates[j]! - dates[i]!);
  }
  return inverse;
}

/** Keeps every slope from `low` to `high`; the weight of all, of those below, and of those kept. */
function keepBetween(
  inverse: Float64Array,
  logs: Float64Array,
  weights: Float64Array,
  low: number,
  high: number,
  kept: Slopes,
): { readonly total: number; readonly below: number; readonly between: number } {
  let [total, below, between, count, pair] = [0, 0, 0, 0, 0];
  const [slopes, products] = [kept.values, kept.weights];
  for (let i = 0; i < logs.length; i++) {
    const [log, weight] = [logs[i]!, weights[i]!];
    for (let j = i + 1; j < logs.length; j++) {
      const distance = inverse[pair++]!;
      if (distance === 0) continue;
      const slope = (logs[j]! - log) * distance;
      const product = weight * weights[j]!;
      total += product;
      if (slope < low) below += product;
      else if (slope <= high) {
        slopes[count] = slope;
        products[count++] = product;
        between += product;
      }
    }
  }
  kept.count = count;
  return { total, below, between };
}

/** Between which slopes the median should be, by pairs that are spread evenly over all. */
function likelyBounds(
  inverse: Float64Array,
  logs: Float64Array,
  weights: Float64Array,
  kept: Slopes,
): readonly [low: number, high: number] {
  const step = Math.floor(inverse.length / sampled);
  if (step < 2) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [slopes, products] = [kept.values, kept.weights];
  let [count, total, first] = [0, 0, 0];
  for (let i = 0, next = 0; i < logs.length; i++) {
    const pairs = logs.length - 1 - i;
    for (; next < first + pairs; next += step) {
      const j = i + 1 + next - first;
      if (inverse[next] === 0) continue;
      slopes[count] = (logs[j]! - logs[i]!) * inverse[next]!;
      products[count] = weights[i]! * weights[j]!;
      total += products[count++]!;
    }
    first += pairs;
  }
  const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => slopes[a]! - slopes[b]!);
  const at = (share: number): number => {
    let [place, sum] = [0, 0];
    while (place < count - 1) {
      sum += products[order[place]!]!;
      if (sum >= share * total) break;
      place++;
    }
    return slopes[order[place]!]!;
  };
  return [at(0.5 - margin), at(0.5 + margin)];
}
