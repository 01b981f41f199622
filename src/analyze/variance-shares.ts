import { absentEstimate, type Estimate, intervalEstimate, pointEstimate } from "./estimate.ts";
import { computeMoments, standardDeviation } from "./moments.ts";
import { criticalT } from "./student-t.ts";

/** Shares of the variance of one value that two groups of factors have; they add up to 1. */
export interface VarianceShares {
  /** Of the variance with the one group drawn alone. */
  readonly first: Estimate;
  readonly second: Estimate;
  /** What is left: the two together. Below 0 where they offset each other. */
  readonly together: Estimate;
}

const level = 0.95;

/**
 * Shares of Var(both) that Var(first alone), Var(second alone) and their difference to it make, from the draws of
 * each; row r belongs to replicate floor(r / (draws / replicates)). Intervals by Student's t over the replicates'
 * shares, around those of all draws. Draws in which one of the three has no value are left out.
 */
export function estimateShares(
  both: Float64Array,
  first: Float64Array,
  second: Float64Array,
  replicates: number,
): VarianceShares {
  const columns = [both, first, second];
  const shares = (from: number, to: number): readonly number[] => {
    const rows = Array.from({ length: to - from }, (_, i) => from + i).filter((row) =>
      columns.every((column) => Number.isFinite(column[row])),
    );
    const [whole, a, b] = columns.map((column) => {
      const values = Float64Array.from(rows, (row) => column[row]);
      return computeMoments(values, 0, values.length).squares;
    });
    return [a / whole, b / whole, 1 - a / whole - b / whole];
  };
  const size = both.length / replicates;
  const all = shares(0, both.length);
  const parts = Array.from({ length: replicates }, (_, r) => shares(r * size, (r + 1) * size));
  const [one, two, rest] = all.map((value, i) =>
    estimateShare(
      value,
      parts.map((part) => part[i]),
    ),
  );
  return { first: one, second: two, together: rest };
}

function estimateShare(value: number, parts: readonly number[]): Estimate {
  if (!Number.isFinite(value))
    return absentEstimate("the value does not vary, so its variance has no shares");
  if (parts.length < 2) return pointEstimate(value, "one replicate: an interval takes two or more");
  if (!parts.every(Number.isFinite)) return pointEstimate(value, "a replicate without variance");
  const values = Float64Array.from(parts);
  const error = standardDeviation(computeMoments(values, 0, values.length)) / Math.sqrt(values.length);
  const half = criticalT(level, values.length - 1) * error;
  return intervalEstimate(
    value,
    value - half,
    value + half,
    level,
    `Student t over ${values.length} replicates`,
  );
}
