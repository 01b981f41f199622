import { type Executor, within } from "./executor.ts";

/** An executor that stops between two pieces once the signal is aborted; the run is rejected with its reason. */
export function withSignal(executor: Executor, signal: AbortSignal | undefined): Executor {
  if (signal === undefined) return executor;
  return {
    ...executor,
    within: (part) => withSignal(within(executor, part), signal),
    open(job, size) {
      signal.throwIfAborted();
      const session = executor.open(job, size);
      return {
        store: session.store,
        async run(pieces, finished) {
          signal.throwIfAborted();
          return session.run(pieces, (index, result) => {
            signal.throwIfAborted();
            finished(index, result);
          });
        },
      };
    },
  };
}
