/** One column of a design: one component of one factor. Shared factors have the component name "". */
export interface ColumnName {
  readonly factor: string;
  readonly component: string;
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
}
