import type { SobolEstimatorName } from "../../scenario/analyses/index.ts";
import type { GroupMoments } from "./moments.ts";

/**
 * A pair of formulas for S1 and ST. A new one is a file that exports an `Estimator`, and a line in `estimators.ts`.
 * Where a formula divides by a variance of 0 the result is not finite, which the caller reports as absent.
 */
export interface Estimator {
  readonly name: SobolEstimatorName;
  /** Whether it reads the points BA. */
  readonly needsBoth: boolean;
  firstOrder(moments: GroupMoments): number;
  totalOrder(moments: GroupMoments): number;
}
