/** What is computed in pieces: plain data, the same for every worker. */
export interface Job {
  readonly kind: string;
}

/**
 * A kind of job. `prepare` is called once in each worker, with the memory that all workers share; what it returns
 * computes one piece. A piece's values depend on job and piece alone, so pieces may be cut and ordered in any way.
 */
export interface JobKind<J extends Job, P, R> {
  readonly kind: string;
  prepare(job: J, store: Float64Array): (piece: P) => R;
  /** Where in the store a piece writes: with its result, all that has to be kept of it. */
  writes(job: J, piece: P): readonly (readonly [from: number, to: number])[];
}
