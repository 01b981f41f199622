import { computeMoments } from "../moments.ts";
import type { Centring } from "./sums.ts";

/** What a first look at a few values of a target tells; of a plan and a seed always the same. */
export interface Pilot extends Centring {
  /** Whether all values are positive and their skewness is above `SKEWED`: then ln Y has indices of its own. */
  readonly skewed: boolean;
}

/** A lognormal of gsd 1.36 is as skewed. */
const SKEWED = 1;

/** The largest power of two not above 1/size. */
function scaleFor(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  let scale = 1;
  while (scale * size > 1) scale /= 2;
  while (scale * size <= 0.5) scale *= 2;
  return scale;
}

/**
 * Centre and scale for sums: the mean of some values, and about one over their standard deviation. They need not be
 * exact, only near, and fixed before anything is estimated.
 */
export function makeCentring(values: Float64Array): Centring {
  const finite = values.filter(Number.isFinite);
  const { count, mean, squares } = computeMoments(finite, 0, finite.length);
  return {
    centre: Number.isFinite(mean) ? mean : 0,
    scale: count === 0 ? 1 : scaleFor(Math.sqrt(squares / count)),
  };
}

/** The centring, and whether the values look skewed. */
export function lookAt(values: Float64Array): Pilot {
  const centring = makeCentring(values);
  const finite = values.filter(Number.isFinite);
  let [second, third] = [0, 0];
  for (const value of finite) {
    const deviation = (value - centring.centre) * centring.scale;
    second += deviation * deviation;
    third += deviation * deviation * deviation;
  }
  const [variance, cube] = [second / finite.length, third / finite.length];
  const skewness = cube / (variance * Math.sqrt(variance));
  return { ...centring, skewed: finite.every((value) => value > 0) && skewness > SKEWED };
}
