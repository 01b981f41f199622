import erfc from "@stdlib/math/base/special/erfc";
import { log } from "../elementary.ts";
import { centralRatio, farRatio, nearRatio, type Ratio } from "./normal-ratios.ts";

/** P(Z <= z) of the standard normal distribution; relatively accurate down to the smallest double. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** z with P(Z <= z) = u for u in (0, 1), relative error about 1e-16 (Wichura 1988, algorithm AS 241, PPND16). */
export function normalQuantile(u: number): number {
  const centred = u - 0.5;
  if (centred >= -0.425 && centred <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(centralRatio.above, r)) / polynomial(centralRatio.below, r);
  }
  const root = Math.sqrt(-log(centred < 0 ? u : 1 - u));
  const size = root <= 5 ? ratio(nearRatio, root - 1.6) : ratio(farRatio, root - 5);
  return centred < 0 ? -size : size;
}

function ratio({ above, below }: Ratio, r: number): number {
  return polynomial(above, r) / polynomial(below, r);
}

function polynomial(c: Float64Array, r: number): number {
  return ((((((c[0] * r + c[1]) * r + c[2]) * r + c[3]) * r + c[4]) * r + c[5]) * r + c[6]) * r + c[7];
}
