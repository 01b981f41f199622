/** A distribution as a scenario file declares it: plain data that can be sent to a worker. */
export interface DistributionDeclaration {
  /** Name of a family in `families`. */
  readonly family: string;
  /** Parameters as the family's schema accepted them. */
  readonly parameters: unknown;
  readonly truncate?: { readonly low?: number; readonly high?: number };
}
