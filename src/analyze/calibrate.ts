import type { Key } from "../design/key.ts";
import { exp, log } from "../math/elementary.ts";
import { type Estimate, intervalEstimate, pointEstimate } from "./estimate.ts";
import { bootstrapRows } from "./given/resample.ts";
import { computeMoments, standardDeviation } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";

/** One quantity known in two ways, up to a ratio: computed = ratio × observed. */
export interface Calibration {
  readonly systems: number;
  /** Least squares through the origin of the observed on the computed values: 1 over its slope. */
  readonly linear: {
    readonly ratio: Estimate;
    readonly r2: number;
    /** The system with the largest share of Σ computed², which is its leverage, and the ratio without it. */
    readonly leverage: { readonly system: string; readonly share: number; readonly without: number };
  };
  /** In logarithms: geometric mean of computed over observed, and the spread between systems. */
  readonly logarithmic: {
    readonly ratio: Estimate;
    readonly gsd: Estimate;
    readonly leverage: { readonly system: string; readonly without: number };
  };
}

const bootstraps = 1000;
const level = 0.95;
/** Fewest systems of which a bootstrap says anything. */
const fewest = 5;

/** Fits the ratio in both ways, with a bootstrap of systems (Efron 1979). Values are above 0. */
export function calibrate(
  names: readonly string[],
  observed: Float64Array,
  computed: Float64Array,
  key: Key,
): Calibration {
  const all = Uint32Array.from(names.keys());
  const linear = (rows: Uint32Array) => linearRatio(observed, computed, rows);
  const mean = (rows: Uint32Array) => exp(logMoments(observed, computed, rows).mean);
  const spread = (rows: Uint32Array) => exp(standardDeviation(logMoments(observed, computed, rows)));
  const without = (left: number): Uint32Array => all.filter((row) => row !== left);
  const squares = computed.map((value) => value * value);
  const heaviest = indexOfMost(squares);
  const farthest = indexOfMost(
    all.length < 2 ? squares : Float64Array.from(all, (row) => Math.abs(log(mean(without(row)) / mean(all)))),
  );
  const estimate = (measure: (rows: Uint32Array) => number) => bootstrapped(measure, all, key);
  return {
    systems: names.length,
    linear: {
      ratio: estimate(linear),
      r2: r2Of(observed, computed, 1 / linear(all)),
      leverage: {
        system: names[heaviest]!,
        share: squares[heaviest]! / squares.reduce((sum, value) => sum + value, 0),
        without: linear(without(heaviest)),
      },
    },
    logarithmic: {
      ratio: estimate(mean),
      gsd: estimate(spread),
      leverage: { system: names[farthest]!, without: mean(without(farthest)) },
    },
  };
}

function linearRatio(observed: Float64Array, computed: Float64Array, rows: Uint32Array): number {
  let [squares, products] = [0, 0];
  for (const row of rows) {
    squares += computed[row]! * computed[row]!;
    products += computed[row]! * observed[row]!;
  }
  return squares / products;
}

function logMoments(observed: Float64Array, computed: Float64Array, rows: Uint32Array) {
  const logs = Float64Array.from(rows, (row) => log(computed[row]! / observed[row]!));
  return computeMoments(logs, 0, logs.length);
}

/** Share of Σ (observed − mean)² that the line through the origin explains. */
function r2Of(observed: Float64Array, computed: Float64Array, slope: number): number {
  const { squares } = computeMoments(observed, 0, observed.length);
  const rest = observed.reduce((sum, value, row) => sum + (value - slope * computed[row]!) ** 2, 0);
  return 1 - rest / squares;
}

function indexOfMost(values: Float64Array): number {
  return values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);
}

function bootstrapped(measure: (rows: Uint32Array) => number, all: Uint32Array, key: Key): Estimate {
  const value = measure(all);
  if (all.length < fewest)
    return pointEstimate(value, `a bootstrap takes ${fewest} systems, got ${all.length}`);
  const values = Float64Array.from({ length: bootstraps }, (_, index) =>
    measure(bootstrapRows(key, index, all.length)),
  ).sort();
  const [low, high] = [0.025, 0.975].map((p) => quantileOfSorted(values, 0, bootstraps, p));
  return intervalEstimate(value, low!, high!, level, `percentiles of ${bootstraps} bootstraps of systems`);
}
