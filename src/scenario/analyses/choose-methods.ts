import { drawnOf } from "../drawn.ts";
import type { Correlation, Factor } from "../scenario.ts";

/** What `--method auto` picked, and why. */
export interface ChosenMethods {
  readonly methods: readonly string[];
  readonly reason: string;
}

/** Factors beyond which a design for all of them takes more evaluations than a first look should. */
const mostFactors = 60;

/** The methods for a scenario whose model can be evaluated. */
export function chooseMethods(
  factors: readonly Factor[],
  correlations: readonly Correlation[],
): ChosenMethods {
  const varying = factors.filter((factor) =>
    drawnOf(factor).some(({ distribution }) => distribution.family !== "constant"),
  ).length;
  if (varying > mostFactors) {
    return {
      methods: ["src", "spearman", "pawn"],
      reason: `${varying} factors are many, and these methods need no evaluation beyond the draws of the bands`,
    };
  }
  const reason =
    correlations.length > 0
      ? "factors are correlated, and Shapley effects share out what correlated factors explain together"
      : `${varying} independent factors, whose Shapley effects lie between S1 and ST and add up to 1`;
  return { methods: ["shapley"], reason };
}
