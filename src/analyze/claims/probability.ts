import { bindBeta } from "../../families/beta.ts";
import { pow } from "../../math/elementary.ts";
import { absentEstimate, type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { criticalT } from "../student-t.ts";
import type { SummaryContext } from "../summarize.ts";

/** A statement draw by draw: 1 where it holds, 0 where it does not, NaN where it is not defined. */
export type Truth = Float64Array;

/** Draws in which a statement is defined, and those of them in which it holds. */
export function countTrue(truth: Truth): { readonly defined: number; readonly holds: number } {
  let [defined, holds] = [0, 0];
  for (const value of truth) {
    if (Number.isNaN(value)) continue;
    defined++;
    holds += value;
  }
  return { defined, holds };
}

/**
 * The probability that a statement holds. Random designs: exact interval of Clopper & Pearson (1934), one-sided where
 * all draws agree (the rule of three). Others: Student's t over the replicates, within [0, 1].
 */
export function estimateProbability(
  truth: Truth,
  { design, replicates, level }: Pick<SummaryContext, "design" | "replicates" | "level">,
): Estimate {
  const { defined, holds } = countTrue(truth);
  if (defined === 0) return absentEstimate("not defined in any draw");
  const value = holds / defined;
  if (design === "random") return exactInterval(holds, defined, level);
  if (value === 0 || value === 1)
    return pointEstimate(value, "all draws agree: a bound takes independent draws (design: random)");
  if (replicates === 1) return pointEstimate(value, "one replicate: an interval takes two or more");
  const shares = sharesOf(truth, replicates);
  if (!shares.every(Number.isFinite)) return pointEstimate(value, "a replicate without a defined draw");
  const error = standardDeviation(computeMoments(shares, 0, replicates)) / Math.sqrt(replicates);
  const half = criticalT(level, replicates - 1) * error;
  const method = `Student t over ${replicates} replicates`;
  return intervalEstimate(value, Math.max(0, value - half), Math.min(1, value + half), level, method);
}

/** Share of true draws in each replicate. */
function sharesOf(truth: Truth, replicates: number): Float64Array {
  const size = truth.length / replicates;
  return Float64Array.from({ length: replicates }, (_, r) => {
    const { defined, holds } = countTrue(truth.subarray(r * size, (r + 1) * size));
    return holds / defined;
  });
}

function exactInterval(holds: number, draws: number, level: number): Estimate {
  const outside = 1 - level;
  // All agree: the whole of what may lie outside is on one side.
  const bound = pow(outside, 1 / draws);
  if (holds === draws)
    return intervalEstimate(1, bound, 1, level, "rule of three: one-sided Clopper-Pearson");
  if (holds === 0)
    return intervalEstimate(0, 0, 1 - bound, level, "rule of three: one-sided Clopper-Pearson");
  const low = bindBeta(holds, draws - holds + 1, 0, 1).quantile(outside / 2);
  const high = bindBeta(holds + 1, draws - holds, 0, 1).upperQuantile(outside / 2);
  return intervalEstimate(holds / draws, low, high, level, "Clopper-Pearson");
}
