import type { Key } from "../../design/key.ts";
import type { Plan } from "../../design/plan.ts";

/** One value of a factor for every variant; NaN where a variant leaves it as it is. */
export interface VariantValues {
  readonly factor: number;
  /** Null: all components. */
  readonly component: number | null;
  readonly values: Float64Array;
}

/** Values of a factor, all components, in every row of one variant. */
export interface RowValues {
  readonly factor: number;
  readonly variant: number;
  readonly values: Float64Array;
}

/**
 * Variants of the same rows: row v·rows + k is row k of variant v. What has no value of its own takes its draw of row
 * k, or, without a plan or beyond its draws, its nominal value.
 */
export interface OverriddenPoints {
  readonly kind: "overridden";
  readonly plan: Plan | null;
  readonly rows: number;
  readonly variants: number;
  readonly byVariant: readonly VariantValues[];
  readonly byRow: readonly RowValues[];
}

/**
 * Points for Shapley effects. Variant 0 of a row is its draw from the first sample; in the others some players are
 * drawn anew, given all others: those of set v (bits), or the first v in the row's own order.
 */
export interface ShapleyPoints {
  readonly kind: "shapley";
  /** Columns of two samples (`layOutColumns(model, 2)`). */
  readonly plan: Plan;
  readonly rows: number;
  readonly variants: number;
  readonly players: number;
  /** Player of each factor. */
  readonly playerOf: Int32Array;
  readonly exact: boolean;
  /** Stream of the orders. */
  readonly key: Key;
}

/** Points that an analysis chooses for itself, as plain data: every worker makes the rows that it needs. */
export type Points = OverriddenPoints | ShapleyPoints;
