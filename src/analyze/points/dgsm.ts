import { computeMoments } from "../moments.ts";

/** Derivative-based measures of one factor. */
export interface Derivatives {
  /** ν = E[(∂y/∂x)²], in squared units of y per unit of x. */
  readonly nu: number;
  /** E[(∂y/∂z)²]/V, z the normal score of x: an upper bound of ST. */
  readonly scoreBound: number;
  /** C·ν/V with the Poincaré constant C of the factor's own family: an upper bound of ST; NaN without a constant. */
  readonly familyBound: number;
}

/** Mean squares of slopes over rows from..to−1. */
export function meanSquaredSlope(
  base: Float64Array,
  moved: Float64Array,
  steps: Float64Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let row = from; row < to; row++) {
    const slope = (moved[row] - base[row]) / steps[row];
    sum += slope * slope;
  }
  return sum / (to - from);
}

/**
 * Derivative-based global sensitivity measures (Sobol' & Kucherenko 2009) of rows from..to−1. Bounds of the total
 * index: ST ≤ C·ν/V with the Poincaré constant C of the factor's distribution, π⁻²(high − low)² for a uniform one and
 * the variance for a normal one (Lamboni et al. 2013); and, for any continuous family, the constant 1 of the standard
 * normal distribution on the scale of normal scores.
 */
export function derivativeMeasures(
  base: Float64Array,
  moved: Float64Array,
  steps: { readonly x: Float64Array; readonly z: Float64Array },
  constant: number,
  from: number,
  to: number,
): Derivatives {
  const variance = computeMoments(base, from, to).squares / (to - from);
  const nu = meanSquaredSlope(base, moved, steps.x, from, to);
  return {
    nu,
    scoreBound: meanSquaredSlope(base, moved, steps.z, from, to) / variance,
    familyBound: (constant * nu) / variance,
  };
}
