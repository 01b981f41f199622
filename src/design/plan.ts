import type { Key } from "./key.ts";
import type { TrajectoryLayout } from "./trajectories.ts";

/** One column of a design: one component of one factor. Shared factors have the component name "". */
export interface ColumnName {
  readonly factor: string;
  readonly component: string;
  /** 0 (the default) or 1: which of two independent samples, A and B of Saltelli et al. (2010), it belongs to. */
  readonly matrix?: 0 | 1;
}

/** What a plan is made from. */
export interface PlanRequest {
  /** Name of the plan, e.g. `bands`: with the seed it makes the master key. */
  readonly name: string;
  readonly design: string;
  /** Total number of rows, over all replicates. */
  readonly draws: number;
  readonly replicates: number;
  readonly seed: number | string;
  /** Shared factors first, then individual components, in declared order. */
  readonly columns: readonly ColumnName[];
  /** Individual components beyond this many Sobol' dimensions are hashed. */
  readonly qmcDimensions: number;
  /** Of a design of trajectories only. */
  readonly trajectories?: TrajectoryLayout;
}

/** A plan ready to be filled: plain data that can be sent to a worker. */
export interface Plan extends PlanRequest {
  readonly key: Key;
  /** Two words for each column: its key. */
  readonly keys: Uint32Array;
  /** Sobol' dimension of each column, from 1; 0 for a column of hashed numbers. */
  readonly dimensions: Uint32Array;
  /** 32 direction numbers for each Sobol' dimension in use. */
  readonly directions: Uint32Array;
}

/** Key of one column of a plan. */
export function keyOf(plan: Plan, column: number): Key {
  return [plan.keys[2 * column], plan.keys[2 * column + 1]];
}
