/** One piece of a job, as sent to a worker. Job and values stand in shared memory: a task itself is small. */
export interface Task {
  /** Tells jobs apart, so that a worker prepares each once. */
  readonly id: number;
  /** The job, serialized once for all workers. */
  readonly job: SharedArrayBuffer;
  readonly store: SharedArrayBuffer;
  readonly kind: "evaluate" | "summarize";
  readonly from: number;
  readonly to: number;
}
