import type { ColumnName, Plan } from "./plan.ts";

/** What a sampling declares, as far as a design has a say in it. */
export interface Sampling {
  readonly design: string;
  /** Total number of rows, over all replicates. */
  readonly draws: number;
  readonly replicates: number;
  /** Columns of shared factors, each of which needs a Sobol' dimension of its own. Default: 0. */
  readonly sharedColumns?: number;
}

/** A sampling that a design can't serve; `path` is the name of the entry that is wrong. */
export interface SamplingProblem {
  readonly path: "design" | "draws" | "replicates";
  readonly got: string;
  /** The rule that was broken, as the end of "expected …". */
  readonly expected: string;
  /** What to do about it: a full sentence. */
  readonly hint: string;
}

/** Writes the rows `from` to `to` - 1 of a column, each inside (0, 1), to `out` from `offset` on. */
export type ColumnFiller = (
  column: number,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
) => void;

/**
 * A way to spread points over the unit cube. A new one is a file that exports a `Design`, and a line in
 * `designs.ts`. Every value is a pure function of the plan, the column's key and the row.
 */
export interface Design {
  readonly name: string;
  /** What is wrong with a sampling whose draws and replicates are positive whole numbers. */
  check(sampling: Sampling): readonly SamplingProblem[];
  /** Sobol' dimension of each column, from 1, or 0 for none. */
  assignDimensions(columns: readonly ColumnName[], qmcDimensions: number): Uint32Array;
  prepare(plan: Plan): ColumnFiller;
}

/** Whether replicates of one size cover the draws: a rule of every design. */
export function checkDivision(sampling: Sampling): readonly SamplingProblem[] {
  const { draws, replicates } = sampling;
  if (draws % replicates === 0) return [];
  const below = Math.floor(draws / replicates) * replicates;
  const near = below === 0 ? `${replicates}` : `${below} or ${below + replicates}`;
  return [
    {
      path: "draws",
      got: `${draws}`,
      expected: `a multiple of the ${replicates} replicates`,
      hint: `Use ${near} draws, or another number of replicates.`,
    },
  ];
}

/** No column of this design follows a Sobol' sequence. */
export function assignNone(columns: readonly ColumnName[]): Uint32Array {
  return new Uint32Array(columns.length);
}
