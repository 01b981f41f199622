/** One piece of a job, as sent to a worker. Job and values stand in shared memory: a task itself is small. */
export interface Task {
  /** Tells jobs apart, so that a worker prepares each once. */
  readonly id: number;
  /** The kind of the job, which says what its pieces are. */
  readonly kind: string;
  /** The job, serialized once for all workers. */
  readonly job: SharedArrayBuffer;
  readonly store: SharedArrayBuffer;
  readonly piece: unknown;
  /** Place of the piece in its stage, and where the worker notes that it begins it. */
  readonly index: number;
  readonly notes: SharedArrayBuffer;
  /** Modules that add what the job may need, by their addresses. */
  readonly plugins: readonly string[];
}
