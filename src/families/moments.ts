import { exp } from "../math/elementary.ts";
import { integrate } from "../math/special/integrate.ts";
import type { Distribution } from "./family.ts";

type Quantiles = Pick<Distribution, "quantile" | "upperQuantile" | "nominal">;

/** s = -ln(probability), from the median out to the smallest normal double. */
const breaks = [Math.LN2, 1.5, 3, 6, 12, 24, 48, 96, 192, 384, 708];

/**
 * The mean and the variance of a distribution whose moments exist, as integrals of its quantile function over both
 * halves of the unit interval, in s = -ln(tail probability) so that tails are resolved. Moments are taken about
 * the median: no cancellation for a narrow distribution far from 0.
 */
export function integrateMean(of: Quantiles): number {
  return of.nominal + centralMoment(of, (d) => d);
}

/** See `integrateMean`. */
export function integrateVariance(of: Quantiles): number {
  const shift = centralMoment(of, (d) => d);
  return centralMoment(of, (d) => d * d) - shift * shift;
}

function centralMoment(of: Quantiles, power: (d: number) => number): number {
  const half = (at: (p: number) => number): number =>
    integrate((s) => {
      const p = exp(-s);
      return power(at(p) - of.nominal) * p;
    }, breaks);
  return half((p) => of.quantile(p)) + half((p) => of.upperQuantile(p));
}
