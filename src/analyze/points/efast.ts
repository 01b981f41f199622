import { cos, sin } from "../../math/elementary.ts";
import { computeMoments } from "../moments.ts";

/** First-order and total index from one curve. */
export interface FastIndices {
  readonly s1: number;
  readonly st: number;
}

/** The frequency of the factor under study: the highest whose harmonics stay below half the points. */
export function highestFrequency(points: number, harmonics: number): number {
  return Math.floor((points - 1) / (2 * harmonics));
}

/**
 * Frequencies of the other factors: spread evenly over 1 … ω/(2·harmonics), again from 1 where there are more factors
 * than frequencies.
 */
export function otherFrequencies(count: number, points: number, harmonics: number): readonly number[] {
  const most = Math.floor(highestFrequency(points, harmonics) / (2 * harmonics));
  return Array.from({ length: count }, (_, i) =>
    most >= count && count > 1 ? Math.floor(1 + (i * (most - 1)) / (count - 1)) : (i % most) + 1,
  );
}

/** Place in (0, 1) at step k of n of a curve of this frequency and phase (in turns): a triangle wave of the step. */
export function placeOnCurve(k: number, n: number, frequency: number, phase: number): number {
  const turns = ((frequency * k) % n) / n + phase;
  const t = turns - Math.floor(turns);
  const u = t < 0.25 ? 0.5 + 2 * t : t < 0.75 ? 1.5 - 2 * t : 2 * t - 1.5;
  return Math.min(1 - 2 ** -40, Math.max(2 ** -40, u));
}

/** |F|²/n² of y less its mean at a frequency. */
function power(y: Float64Array, mean: number, cosines: Float64Array, sines: Float64Array, frequency: number) {
  const n = y.length;
  let real = 0;
  let imaginary = 0;
  for (let k = 0, angle = 0; k < n; k++, angle = (angle + frequency) % n) {
    real += (y[k] - mean) * cosines[angle];
    imaginary += (y[k] - mean) * sines[angle];
  }
  return (real * real + imaginary * imaginary) / (n * n);
}

/**
 * Indices by the extended Fourier amplitude sensitivity test (Saltelli, Tarantola & Chan 1999) from y along one
 * curve: S1 is the share of the variance at the first `harmonics` of the factor's frequency ω, ST what is not below
 * ω/2. NaN where y is constant. An odd number of points.
 */
export function fastIndices(y: Float64Array, harmonics: number): FastIndices {
  const n = y.length;
  const { mean, squares } = computeMoments(y, 0, n);
  const variance = squares / n;
  const frequency = highestFrequency(n, harmonics);
  const cosines = Float64Array.from({ length: n }, (_, k) => cos((2 * Math.PI * k) / n));
  const sines = Float64Array.from({ length: n }, (_, k) => sin((2 * Math.PI * k) / n));
  const at = (multiple: number) => 2 * power(y, mean, cosines, sines, multiple);
  let own = 0;
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) own += at(harmonic * frequency);
  let others = 0;
  for (let k = 1; k <= Math.floor(frequency / 2); k++) others += at(k);
  return { s1: own / variance, st: 1 - others / variance };
}
