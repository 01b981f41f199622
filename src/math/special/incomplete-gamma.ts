import gammainc from "@stdlib/math/base/special/gammainc";
import gammaincinv from "@stdlib/math/base/special/gammaincinv";
import { exp, log, log1p } from "../elementary.ts";
import { normalQuantile } from "./normal.ts";

/** From this shape on the library's asymptotic branch is off by up to 0.5 % in the tails. */
const large = 20;
const mostTerms = 100_000;
const mostSteps = 30;

/** P(X <= x), or P(X > x) with `upper`, of a gamma variable of this shape and scale 1. */
export function gammaProbability(x: number, shape: number, upper: boolean): number {
  if (x <= 0) return upper ? 1 : 0;
  if (x === Infinity) return upper ? 0 : 1;
  if (shape < large) return gammainc(x, shape, true, upper);
  const rising = x < shape + 1;
  const found = density(x, shape) * (rising ? sumSeries(x, shape) : evaluateFraction(x, shape));
  return rising === upper ? 1 - found : found;
}

/** x with gammaProbability(x) = p, by Halley's method on the logarithm of p for large shapes. */
export function gammaPoint(p: number, shape: number, upper: boolean): number {
  if (shape < large) return gammaincinv(p, shape, upper);
  const sign = upper ? -1 : 1;
  const z = sign * normalQuantile(p);
  // Wilson & Hilferty 1931.
  const root = Math.max(1e-3, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)));
  let x = shape * root * root * root;
  for (let step = 0; step < mostSteps; step++) {
    const probability = gammaProbability(x, shape, upper);
    const slope = (sign * density(x, shape) * shape) / x / probability;
    const error = log(probability / p);
    const curvature = (shape - 1) / x - 1 - slope;
    const change = error / slope / (1 - Math.max(-0.5, Math.min(0.5, (error * curvature) / slope / 2)));
    x = Math.max(x - change, x / 2);
    if (Math.abs(change) <= 2 ** -50 * x) break;
  }
  return x;
}

/** x^a e^−x / Γ(a + 1), by Stirling's series for Γ (Abramowitz & Stegun 6.1.41), whose error is below 1e-17 from 20 on. */
function density(x: number, a: number): number {
  const d = (x - a) / a;
  const i = 1 / (a * a);
  const stirling = (1 / 12 - i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i / 1188)))) / a;
  return exp(a * (log1p(d) - d) - stirling) / Math.sqrt(2 * Math.PI * a);
}

/** Σ xⁿ / ((a + 1) … (a + n)). */
function sumSeries(x: number, a: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; n < mostTerms && term > sum * 2 ** -54; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** a · Γ(a, x) / (x^a e^−x) by Legendre's continued fraction (modified Lentz). */
function evaluateFraction(x: number, a: number): number {
  let b = x + 1 - a;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  for (let n = 1; n < mostTerms; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 2 ** -52) break;
  }
  return a * h;
}
