import normalQuantile from "@stdlib/stats/base/dists/normal/quantile";
import studentQuantile from "@stdlib/stats/base/dists/t/quantile";

const known = new Map<string, number>();

/**
 * The critical value t with P(|T| <= t) = `level` for Student's t with `df` > 0 degrees of freedom (real numbers
 * allowed). Remembered, since thousands of outputs share one (level, df) and an evaluation takes 0.1 ms.
 */
export function criticalT(level: number, df: number): number {
  const key = `${level}/${df}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = studentQuantile((1 + level) / 2, df);
  known.set(key, value);
  return value;
}

/** The critical value z with P(|Z| <= z) = `level` for the standard normal distribution. */
export function criticalNormal(level: number): number {
  return normalQuantile((1 + level) / 2, 0, 1);
}
