import { exp, pow, tanh } from "../../math/elementary.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import type { GivenMethod } from "./method.ts";
import { gatherRows, orderOf } from "./ranks.ts";

const GRID = 100;
const MOST_CLASSES = 48;
/** What a kernel adds below this is lost in the sum. */
const LEAST = 1e-18;

/** Number of classes of x by Plischke, Borgonovo & Smith (2013): about n^(2/7). */
function classCount(n: number): number {
  const exponent = 2 / (7 + tanh((1500 - n) / 500));
  return Math.min(Math.ceil(pow(n, exponent)), MOST_CLASSES);
}

/**
 * Adds a normal kernel to a grid whose points are `step` bandwidths apart, `z` bandwidths from the point `nearest` on:
 * outwards from there by the recurrence of exp(−(z + k·step)²/2), three exponentials for all points.
 */
function addKernel(density: Float64Array, nearest: number, z: number, step: number, shrink: number): void {
  const peak = exp(-0.5 * z * z);
  const first = exp(-0.5 * step * step);
  const tilt = exp(-step * z);
  density[nearest] += peak;
  for (
    let k = nearest + 1, value = peak, ratio = first * tilt;
    k < GRID && value > LEAST;
    k++, ratio *= shrink
  ) {
    value *= ratio;
    density[k] += value;
  }
  for (
    let k = nearest - 1, value = peak, ratio = first / tilt;
    k >= 0 && value > LEAST;
    k--, ratio *= shrink
  ) {
    value *= ratio;
    density[k] += value;
  }
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
  const steps = step / bandwidth;
  const shrink = exp(-steps * steps);
  for (const value of y) {
    const nearest = Math.min(GRID - 1, Math.max(0, Math.round((value - low) / step)));
    addKernel(density, nearest, (low + nearest * step - value) / bandwidth, steps, shrink);
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

/** The grid of densities, and the density of all y on it. */
interface Whole {
  readonly low: number;
  readonly step: number;
  readonly density: Float64Array;
}

function describeWhole(y: Float64Array): Whole {
  const low = y.reduce((least, value) => Math.min(least, value));
  const high = y.reduce((most, value) => Math.max(most, value));
  const step = (high - low) / (GRID - 1);
  return { low, step, density: estimateDensity(y, low, step) };
}

function plugIn(x: Float64Array, y: Float64Array, { low, step, density }: Whole): number {
  const n = y.length;
  const order = orderOf(x);
  const classes = classCount(n);
  let delta = 0;
  for (let c = 0; c < classes; c++) {
    const rows = order.subarray(Math.floor((c * n) / classes), Math.floor(((c + 1) * n) / classes));
    const within = estimateDensity(gatherRows(y, rows), low, step);
    delta += (rows.length / (2 * n)) * areaBetween(density, within, step);
  }
  return delta;
}

/**
 * Borgonovo's (2007) delta by equation 26 of Plischke, Borgonovo & Smith (2013), without their reduction of bias:
 * half the mean area between the density of y and that within each class of x. Classes of equal frequency by row
 * rank (equal values in row order); densities by normal kernels on 100 points from the least to the largest y.
 */
export const delta: GivenMethod = {
  name: "delta",
  title: "Borgonovo's delta",
  measures: ["delta"],
  resampling: "bootstrap",
  dummy: true,
  biasReduced: true,
  compute(x, y) {
    const whole = describeWhole(y);
    return Float64Array.from(x, (column) => plugIn(column, y, whole));
  },
};
