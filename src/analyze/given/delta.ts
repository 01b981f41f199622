import { exp, pow, tanh } from "../../math/elementary.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { factorByFactor } from "./method.ts";
import { gatherRows, orderOf } from "./ranks.ts";

const GRID = 100;
const MOST_CLASSES = 48;
/** Bandwidths beyond which a normal kernel is below 1e-17 of its peak. */
const REACH = 9;

/** Number of classes of x by Plischke, Borgonovo & Smith (2013): about n^(2/7). */
function classCount(n: number): number {
  const exponent = 2 / (7 + tanh((1500 - n) / 500));
  return Math.min(Math.ceil(pow(n, exponent)), MOST_CLASSES);
}

/**
 * Density on the grid `low + k·step` by normal kernels with Silverman's bandwidth, sd·(3n/4)^(−1/5); 0 where all
 * values are equal.
 */
function estimateDensity(y: Float64Array, low: number, step: number): Float64Array {
  const n = y.length;
  const density = new Float64Array(GRID);
  const bandwidth = standardDeviation(computeMoments(y, 0, n)) * pow(0.75 * n, -0.2);
  if (!(bandwidth > 0)) return density;
  const reach = (REACH * bandwidth) / step;
  for (const value of y) {
    const centre = (value - low) / step;
    const last = Math.min(GRID - 1, Math.floor(centre + reach));
    for (let k = Math.max(0, Math.ceil(centre - reach)); k <= last; k++) {
      const z = (low + k * step - value) / bandwidth;
      density[k] += exp(-0.5 * z * z);
    }
  }
  const scale = 1 / (n * bandwidth * Math.sqrt(2 * Math.PI));
  return density.map((sum) => sum * scale);
}

/** Area between two densities by the trapezoidal rule. */
function areaBetween(a: Float64Array, b: Float64Array, step: number): number {
  let area = 0;
  for (let k = 0; k < GRID; k++) {
    const height = Math.abs(a[k] - b[k]);
    area += k === 0 || k === GRID - 1 ? height / 2 : height;
  }
  return area * step;
}

/**
 * Borgonovo's (2007) delta by equation 26 of Plischke, Borgonovo & Smith (2013), without their reduction of bias:
 * half the mean area between the density of y and that within each class of x. Classes of equal frequency by row
 * rank (equal values in row order); densities by normal kernels on 100 points from the least to the largest y.
 */
export function plugInDelta(x: Float64Array, y: Float64Array): number {
  const n = y.length;
  const order = orderOf(x);
  const low = y.reduce((least, value) => Math.min(least, value));
  const high = y.reduce((most, value) => Math.max(most, value));
  const step = (high - low) / (GRID - 1);
  const whole = estimateDensity(y, low, step);
  const classes = classCount(n);
  let delta = 0;
  for (let c = 0; c < classes; c++) {
    const rows = order.subarray(Math.floor((c * n) / classes), Math.floor(((c + 1) * n) / classes));
    const within = estimateDensity(gatherRows(y, rows), low, step);
    delta += (rows.length / (2 * n)) * areaBetween(whole, within, step);
  }
  return delta;
}

export const delta = factorByFactor(
  {
    name: "delta",
    title: "Borgonovo's delta",
    measures: ["delta"],
    resampling: "bootstrap",
    dummy: true,
    biasReduced: true,
  },
  (x, y) => [plugInDelta(x, y)],
);
