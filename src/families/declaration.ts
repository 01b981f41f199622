/** A distribution as a scenario file declares it: plain data that can be sent to a worker. */
export interface DistributionDeclaration {
  /** Name of a family in `families`. */
  readonly family: string;
  /** Parameters as the family's schema accepted them. */
  readonly parameters: unknown;
  readonly truncate?: { readonly low?: number; readonly high?: number };
}

/** What is wrong with a distribution; `path` starts at the mapping that holds the family's key. */
export interface DistributionProblem {
  readonly path: readonly (string | number)[];
  readonly got: string;
  readonly expected: string;
  readonly hint?: string;
}

/** A distribution as read from a file, before anything is known of its parameters. */
export interface UncheckedDistribution {
  readonly family: string;
  readonly parameters: unknown;
  readonly truncate?: unknown;
}
