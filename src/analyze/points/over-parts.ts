import { type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { criticalT } from "../student-t.ts";

const LEVEL = 0.95;

/** The value over everything, with Student's t over estimates from independent parts; `what` names the parts. */
export function estimateOverParts(value: number, parts: readonly number[], what: string): Estimate {
  const count = parts.length;
  if (count < 2) return pointEstimate(value, `one of ${what}: an interval takes two or more`);
  if (parts.every((part) => part === parts[0]))
    return pointEstimate(value, `all ${count} ${what} give the same value`);
  const error = standardDeviation(computeMoments(Float64Array.from(parts), 0, count)) / Math.sqrt(count);
  const half = criticalT(LEVEL, count - 1) * error;
  return intervalEstimate(value, value - half, value + half, LEVEL, `Student t over ${count} ${what}`);
}
