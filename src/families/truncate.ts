import type { Distribution } from "./family.ts";
import { integrateMean, integrateVariance } from "./moments.ts";

/** Ends of a truncation, either of which may be missing. */
export interface Truncation {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/**
 * A continuous X given low <= X <= high. Probabilities are counted from the side on which the interval has the
 * smaller tail, so that an interval far out in a tail (a normal above 8) keeps its digits on both of its ends.
 */
export function truncate(of: Distribution, { low = -Infinity, high = Infinity }: Truncation): Distribution {
  const support = [Math.max(low, of.support[0]), Math.min(high, of.support[1])] as const;
  const sides = of.survival(low) < of.cdf(high) ? fromAbove(of, low, high) : fromBelow(of, low, high);
  const clamp = (x: number): number => Math.min(Math.max(x, support[0]), support[1]);
  return {
    quantile: (u) => clamp(sides.quantile(u)),
    upperQuantile: (q) => clamp(sides.upperQuantile(q)),
    cdf: (x) => (x <= low ? 0 : x >= high ? 1 : sides.cdf(x)),
    survival: (x) => (x <= low ? 1 : x >= high ? 0 : sides.survival(x)),
    get mean() {
      return integrateMean(this);
    },
    get variance() {
      return integrateVariance(this);
    },
    support,
    discrete: false,
    tabulated: true,
    nominal: clamp(sides.quantile(0.5)),
  };
}

/** Probability of the interval, for `check`: 0 where nothing can be drawn from it. */
export function probabilityWithin(
  of: Distribution,
  { low = -Infinity, high = Infinity }: Truncation,
): number {
  const [below, above] = [of.cdf(high) - of.cdf(low), of.survival(low) - of.survival(high)];
  return of.survival(low) < of.cdf(high) ? above : below;
}

type Sides = Pick<Distribution, "quantile" | "upperQuantile" | "cdf" | "survival">;

/** In terms of P(X > x): a = P(X > low) is small, b = P(X > high) smaller still. */
function fromAbove(of: Distribution, low: number, high: number): Sides {
  const [a, b] = [of.survival(low), of.survival(high)];
  const mass = a - b;
  return {
    quantile: (u) => of.upperQuantile(a - u * mass),
    upperQuantile: (q) => of.upperQuantile(b + q * mass),
    cdf: (x) => (a - of.survival(x)) / mass,
    survival: (x) => (of.survival(x) - b) / mass,
  };
}

/** In terms of P(X <= x). */
function fromBelow(of: Distribution, low: number, high: number): Sides {
  const [a, b] = [of.cdf(low), of.cdf(high)];
  const mass = b - a;
  return {
    quantile: (u) => of.quantile(a + u * mass),
    upperQuantile: (q) => of.quantile(b - q * mass),
    cdf: (x) => (of.cdf(x) - a) / mass,
    survival: (x) => (b - of.cdf(x)) / mass,
  };
}
