import type { Key } from "../design/key.ts";
import { exp, log } from "../math/elementary.ts";
import { fitLinear, predictionErrors, predictLinear } from "../math/linear-fit.ts";
import {
  type AbsentEstimate,
  absentEstimate,
  type Estimate,
  intervalEstimate,
  pointEstimate,
} from "./estimate.ts";
import { bootstrapRows } from "./given/resample.ts";
import { computeMoments, standardDeviation } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";
import { criticalT } from "./student-t.ts";

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
  /** Each system: its ratio, and its share of Σ computed². */
  readonly rows: readonly CalibrationRow[];
  /** The ratio as a distribution; a reason where there is none, such as a ratio above 1. */
  readonly fitted: FittedRatio | AbsentEstimate;
}

export interface CalibrationRow {
  readonly system: string;
  readonly observed: number;
  readonly computed: number;
  readonly ratio: number;
  readonly leverage: number;
}

/**
 * A share between 0 and 1 on the logit scale, a line in the size of the system (0 to 1) or, without sizes, a level: its
 * values at sizes 0 and 1 with their joint error, and the spread between systems with its own.
 */
export interface FittedRatio {
  readonly systems: number;
  /** Logits at size 0 and 1; standard deviations with the variance of Student's t; Pearson's correlation. */
  readonly small: { readonly logit: number; readonly sd: number; readonly ratio: Estimate };
  readonly large: { readonly logit: number; readonly sd: number; readonly ratio: Estimate };
  readonly correlation: number;
  /** Standard deviation between systems of the logit, and the standard deviation of its logarithm. */
  readonly spread: number;
  readonly spreadError: number;
  readonly degreesOfFreedom: number;
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
  sizes?: Float64Array,
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
  const ratios = computed.map((value, row) => value / observed[row]!);
  const total = squares.reduce((sum, value) => sum + value, 0);
  return {
    systems: names.length,
    linear: {
      ratio: estimate(linear),
      r2: r2Of(observed, computed, 1 / linear(all)),
      leverage: {
        system: names[heaviest]!,
        share: squares[heaviest]! / total,
        without: linear(without(heaviest)),
      },
    },
    logarithmic: {
      ratio: estimate(mean),
      gsd: estimate(spread),
      leverage: { system: names[farthest]!, without: mean(without(farthest)) },
    },
    rows: names.map((system, row) => ({
      system,
      observed: observed[row]!,
      computed: computed[row]!,
      ratio: ratios[row]!,
      leverage: squares[row]! / total,
    })),
    fitted: fitRatio(ratios, sizes),
  };
}

/** Fewest degrees of freedom of a fitted distribution. */
const fewestDegrees = 5;

/** The distribution of ratios; `sizes` from 0 to 1. */
function fitRatio(ratios: Float64Array, sizes: Float64Array | undefined): FittedRatio | AbsentEstimate {
  if (ratios.some((ratio) => ratio >= 1)) return absentEstimate("a ratio of 1 or more has no logit");
  const logits = ratios.map((ratio) => log(ratio / (1 - ratio)));
  const fit = fitLinear(sizes === undefined ? [] : [sizes], logits);
  if (fit === undefined || fit.degreesOfFreedom < fewestDegrees)
    return absentEstimate(
      `a distribution takes ${fewestDegrees} degrees of freedom${sizes && ", and systems of several sizes"}`,
    );
  const df = fit.degreesOfFreedom;
  const points = [0, 1].map((size) => (sizes === undefined ? [] : [size]));
  const [small, large] = points.map((point) => predictionErrors(fit, point));
  const at = (point: readonly number[]) => {
    const logit = predictLinear(fit, point);
    const error = Math.sqrt(product(predictionErrors(fit, point), predictionErrors(fit, point)));
    const half = criticalT(level, df) * error;
    const ratio = intervalEstimate(
      expit(logit),
      expit(logit - half),
      expit(logit + half),
      level,
      "Student t of the regression of logits",
    );
    return { logit, sd: error * Math.sqrt(df / (df - 2)), ratio };
  };
  const norm = Math.sqrt(product(small!, small!) * product(large!, large!));
  return {
    systems: ratios.length,
    small: at(points[0]!),
    large: at(points[1]!),
    correlation: Math.min(1, product(small!, large!) / norm),
    spread: fit.residualSd,
    // ln of sqrt(χ²/df) has about this standard deviation
    spreadError: Math.sqrt(1 / (2 * df)),
    degreesOfFreedom: df,
  };
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}

function expit(logit: number): number {
  return 1 / (1 + exp(-logit));
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
