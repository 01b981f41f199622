import { blockRows, type Fit, type FitBlock } from "./fit.ts";
import { weightedMedian } from "./weighted-median.ts";

/** Pairs of systems with different dates, and one over the difference. */
interface Pairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly inverse: Float64Array;
}

/**
 * The median of the slopes between all pairs of systems with different dates (Theil 1950; Sen 1968), each weighted
 * by the product of its systems' weights. With thousands of pairs in every draw it is slow: 256 draws unless more are
 * asked for.
 */
export const theilSen: Fit = {
  name: "theil-sen",
  draws: 256,
  prepare(dates) {
    const pairs = pairsOf(dates);
    const slopes = new Float64Array(pairs.first.length);
    const weights = new Float64Array(pairs.first.length);
    return {
      slope(block, out) {
        for (let row = 0; row < block.rows; row++) {
          fillSlopes(pairs, block, row, slopes, weights);
          out[row] = hasAllValues(block, row, dates.length)
            ? weightedMedian(slopes, weights, slopes.length)
            : Number.NaN;
        }
      },
    };
  },
};

function pairsOf(dates: Float64Array): Pairs {
  const first: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < dates.length; i++) {
    for (let j = i + 1; j < dates.length; j++) {
      if (dates[i] === dates[j]) continue;
      first.push(i);
      second.push(j);
    }
  }
  const inverse = Float64Array.from(first, (i, pair) => 1 / (dates[second[pair]] - dates[i]));
  return { first: Int32Array.from(first), second: Int32Array.from(second), inverse };
}

function fillSlopes(
  { first, second, inverse }: Pairs,
  { logs, weights }: FitBlock,
  row: number,
  slopes: Float64Array,
  products: Float64Array,
): void {
  for (let pair = 0; pair < inverse.length; pair++) {
    const [i, j] = [first[pair] * blockRows + row, second[pair] * blockRows + row];
    slopes[pair] = (logs[j] - logs[i]) * inverse[pair];
    products[pair] = weights[i] * weights[j];
  }
}

function hasAllValues({ logs }: FitBlock, row: number, systems: number): boolean {
  for (let j = 0; j < systems; j++) if (!Number.isFinite(logs[j * blockRows + row])) return false;
  return true;
}
