import { exp, log } from "../math/elementary.ts";
import type { ColumnQuantile, Distribution } from "./family.ts";
import { integrateMean, integrateVariance } from "./moments.ts";

/** The distribution of `unit`·e^Y for Y on a bounded support; moments by quadrature, when asked for. */
export function onLogScale(
  y: Distribution,
  unit: number,
  support: readonly [low: number, high: number],
  column: ColumnQuantile,
): Distribution {
  const [low, high] = support;
  // The clamp takes back what rounding of exp and log adds at the ends.
  const back = (value: number): number => Math.min(Math.max(unit * exp(value), low), high);
  return {
    quantile: (u) => back(y.quantile(u)),
    upperQuantile: (q) => back(y.upperQuantile(q)),
    column,
    cdf: (x) => (x <= low ? 0 : x >= high ? 1 : y.cdf(log(x / unit))),
    survival: (x) => (x <= low ? 1 : x >= high ? 0 : y.survival(log(x / unit))),
    get mean() {
      return integrateMean(this);
    },
    get variance() {
      return integrateVariance(this);
    },
    support,
    discrete: false,
    nominal: back(y.quantile(0.5)),
  };
}
