import atan2OfPositive from "@stdlib/math/base/special/atan2";

/** Angle of the point (x, y). Computed for |y|: the library loses the sign of a y so small that y / x is 0. */
export function atan2(y: number, x: number): number {
  const angle = atan2OfPositive(Math.abs(y), x);
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}
