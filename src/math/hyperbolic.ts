import { exp, expm1 } from "./exp.ts";

/** Above this e^x overflows, while e^x / 2 does not yet. */
const nearOverflow = 709;

/** Hyperbolic sine: (e^x − e^−x) / 2, through expm1 so that small x keep their digits. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  const t = expm1(size);
  const positive =
    size > nearOverflow ? halfExp(size) : 0.5 * (size < 1 ? 2 * t - (t * t) / (t + 1) : t + t / (t + 1));
  // −0 stays −0; 0 · 0.5 above would not.
  return x === 0 ? x : x < 0 ? -positive : positive;
}

/** Hyperbolic cosine: (e^x + e^−x) / 2. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (size > nearOverflow) return halfExp(size);
  const e = exp(size);
  return 0.5 * e + 0.5 / e;
}

/** e^x / 2 by way of the square of e^(x/2), which does not overflow before the result does. */
function halfExp(x: number): number {
  const root = exp(x / 2);
  return 0.5 * root * root;
}
