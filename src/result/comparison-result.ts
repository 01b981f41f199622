import type { ColumnComparison } from "../analyze/comparison.ts";
import type { Estimate } from "../analyze/estimate.ts";
import type { OutputResult } from "./result.ts";

/** A factor that makes the difference between two scenarios. */
export interface DifferenceDriver {
  readonly factor: string;
  /** Spearman correlation with the difference. */
  readonly correlation: Estimate;
}

/** One value of A against that of B, on common draws. */
export interface ComparisonResult extends Omit<ColumnComparison, "difference" | "ratio"> {
  /** An output, `trend.ID.growthPerYear` or `aggregate.ID`. */
  readonly output: string;
  /** Where both scenarios have a table. */
  readonly system?: string;
  /** A − B, in the unit of the value. */
  readonly difference: OutputResult;
  /** A / B. */
  readonly ratio: OutputResult;
  /** Shared factors by how strongly the difference follows them; of systems' outputs none are given. */
  readonly drivers: readonly DifferenceDriver[];
}
