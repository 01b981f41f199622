import type { Schema } from "./schema.ts";

/**
 * A quantile function that a back end may compute on whole columns: its name in `src/wasm/quantiles.ts` and its
 * parameters, in the order given there. The values are those of `quantile`, to the last bit.
 */
export interface ColumnQuantile {
  readonly name: string;
  readonly parameters: readonly number[];
}

/**
 * A family with its parameters bound: what sampling and summaries need to know of a distribution.
 *
 * There is no `sample(rng)`: inverse transform is the only road from a point u of the open unit interval to a
 * value, so every design shares all code below it.
 */
export interface Distribution {
  /** Value x with P(X <= x) = u, for u in the open interval (0, 1); left-continuous inverse if discrete. */
  quantile(u: number): number;
  /** Value x with P(X > x) = q: `quantile(1 - q)` without the cancellation, for q in (0, 1). */
  upperQuantile(q: number): number;
  /**
   * Replaces values[offset … offset + n − 1], points u, by their quantiles, to the last bit as `quantile` gives them.
   * Only where a loop of its own pays: calls through a table of families are not inlined.
   */
  transform?(values: Float64Array, offset: number, n: number): void;
  readonly column?: ColumnQuantile;
  /**
   * Whether draws come from a table of `quantile` (quantile-table.ts), since one takes microseconds: within 1e-9 of
   * it, relative in probability. Continuous distributions only.
   */
  readonly tabulated?: boolean;
  /** P(X <= x). */
  cdf(x: number): number;
  /** P(X > x) = 1 - cdf(x) without the cancellation. */
  survival(x: number): number;
  /** NaN where the moment does not exist. */
  readonly mean: number;
  readonly variance: number;
  /** Smallest and largest possible value; infinite ends allowed. */
  readonly support: readonly [low: number, high: number];
  readonly discrete: boolean;
  /** Value of the factor in the deterministic evaluation: the median, or the heaviest category. */
  readonly nominal: number;
}

/**
 * The contract of a family. To add one: one file that exports a Family, and one line in `index.ts`.
 *
 * `schema` states names, types and rules of the parameters (its messages complete "expected …"), and is what
 * the JSON Schema of scenario files is generated from. `bind` may assume that `schema` has accepted.
 */
export interface Family<P = unknown> {
  /** Key in scenario files. */
  readonly name: string;
  readonly schema: Schema<P>;
  readonly bind: (parameters: P) => Distribution;
}

/** A family as the list of families holds it: `bind` gets what `schema` has accepted, so its type may be forgotten. */
export function defineFamily<P>(family: Family<P>): Family {
  return family as unknown as Family;
}
