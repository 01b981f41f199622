import { cos, sin } from "../../math/elementary.ts";
import { computeMoments } from "../moments.ts";
import { factorByFactor } from "./method.ts";
import { orderOf } from "./ranks.ts";

/** Rows 0, 2, 4 … of the order upwards, then the odd ones downwards: x runs up and down once. */
function thereAndBack(order: Uint32Array): Uint32Array {
  const n = order.length;
  const even = Math.ceil(n / 2);
  const highestOdd = n % 2 === 0 ? n - 1 : n - 2;
  return order.map((_, k) => (k < even ? order[2 * k] : order[highestOdd - 2 * (k - even)]));
}

/** Σ over the first harmonics of 2|F|², F the discrete Fourier transform of y less its mean in this order. */
function harmonicPower(y: Float64Array, order: Uint32Array, mean: number, harmonics: number): number {
  const n = order.length;
  const cosines = Float64Array.from({ length: n }, (_, k) => cos((2 * Math.PI * k) / n));
  const sines = Float64Array.from({ length: n }, (_, k) => sin((2 * Math.PI * k) / n));
  let power = 0;
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    let real = 0;
    let imaginary = 0;
    for (let k = 0, angle = 0; k < n; k++, angle = (angle + harmonic) % n) {
      const deviation = y[order[k]] - mean;
      real += deviation * cosines[angle];
      imaginary += deviation * sines[angle];
    }
    power += 2 * (real * real + imaginary * imaginary);
  }
  return power;
}

/**
 * First-order index by random balance designs on given data (Tarantola, Gatelli & Mara 2006; Plischke 2010): the
 * share of the first `harmonics` in the spectrum of y along x, corrected for bias with λ = 2·harmonics/n
 * (Tissot & Prieur 2012). NaN where harmonics are not below n/2.
 */
export function rbdFastIndex(x: Float64Array, y: Float64Array, harmonics: number): number {
  const n = y.length;
  if (2 * harmonics >= n) return Number.NaN;
  const { mean, squares } = computeMoments(y, 0, n);
  const share = harmonicPower(y, thereAndBack(orderOf(x)), mean, harmonics) / (n * squares);
  const lambda = (2 * harmonics) / n;
  return share - (lambda / (1 - lambda)) * (1 - share);
}

export const rbdFast = factorByFactor(
  {
    name: "rbdFast",
    title: "first-order index by RBD-FAST",
    measures: ["s1"],
    resampling: "halves",
  },
  (x, y, { harmonics }) => [rbdFastIndex(x, y, harmonics)],
);
