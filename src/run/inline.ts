import type { Executor } from "./executor.ts";
import { kindNamed } from "./kinds.ts";
import { takeTurn } from "./turns.ts";

const turnMilliseconds = 50;

/** Runs everything in the calling thread, which gets a turn (for an interrupt, a progress bar) every 50 ms. */
export const inline: Executor = {
  open(job, size) {
    const store = new Float64Array(size);
    let compute: ((piece: never) => unknown) | undefined;
    return {
      store,
      async run(pieces, finished) {
        compute ??= kindNamed(job.kind).prepare(job as never, store);
        const turn = takeTurns();
        const results: unknown[] = [];
        for (const piece of pieces) {
          const result = compute(piece as never);
          finished(results.push(result) - 1, result);
          await turn();
        }
        return results;
      },
    };
  },
};

function takeTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < turnMilliseconds) return;
    await takeTurn();
    last = performance.now();
  };
}
