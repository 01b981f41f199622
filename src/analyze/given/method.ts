import type { GivenName } from "../../scenario/analyses/index.ts";
import type { Estimate } from "../estimate.ts";
import type { RowOrigin } from "./sample.ts";

/** Whole-number options of a method by name, all of them given. */
export type Options = Readonly<Record<string, number>>;

/**
 * A measure of how an output depends on factors, computed from columns that exist already. A new one is a file that
 * exports a `GivenMethod`, and a line in `methods.ts`.
 */
export interface GivenMethod {
  /** Key under `analyses`, with its options there, and in the result. */
  readonly name: GivenName;
  /** What it is, in a few words, for tables. */
  readonly title: string;
  /** What it gives for each factor; the first is what factors are ranked by. */
  readonly measures: readonly string[];
  /** What it gives for the output as a whole, e.g. a coefficient of determination. */
  readonly totals?: readonly string[];
  /**
   * How rows are drawn again for intervals: `bootstrap` with replacement, `halves` without. A method that compares
   * neighbouring rows takes halves, since a row drawn twice would be its own neighbour.
   */
  readonly resampling: "bootstrap" | "halves";
  /** Whether it compares nearest neighbours, which a low-discrepancy design arranges. */
  readonly neighbours?: boolean;
  /** Whether a column that the output can't depend on has a value above 0: the noise floor. */
  readonly dummy?: boolean;
  /** Whether the first measure is reported as twice itself less its mean over resamples, `plugIn` beside. */
  readonly biasReduced?: boolean;
  /** Most rows that it reads; the first of them where there are more. */
  readonly mostRows?: number;
  /** Most factors with which it can be computed again and again; no interval beyond. */
  readonly mostResampled?: number;
  /**
   * The totals, then the measures of the first factor, of the second … NaN where one is not defined. `x` and `y` are
   * finite, `y` and every column of `x` have more than one value, and all have the same length.
   */
  compute(x: readonly Float64Array[], y: Float64Array, options: Options): Float64Array;
  /** What it says of several independent columns as one: a factor with a value for each system. Takes precedence. */
  ofGroup?(columns: Iterable<Float64Array>, rows: GroupRows): Estimate;
  /** Share of the permutations of `y` whose first measure is not below that of `y` itself, which counts as one. */
  pValue?(x: Float64Array, y: Float64Array, shuffle: Shuffle, options: Options): number;
}

/** The rows that a group of columns is looked at in. */
export interface GroupRows {
  readonly y: Float64Array;
  readonly replicateOf: Uint32Array;
  readonly origin: RowOrigin;
}

/** Permutation number k of the rows. */
export type Shuffle = (k: number) => Uint32Array;

/** A method that looks at one factor at a time: `measure` gives its measures for one column. */
export function factorByFactor(
  method: Omit<GivenMethod, "compute">,
  measure: (x: Float64Array, y: Float64Array, options: Options) => readonly number[],
): GivenMethod {
  return {
    ...method,
    compute: (x, y, options) => Float64Array.from(x.flatMap((column) => measure(column, y, options))),
  };
}
