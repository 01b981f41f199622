import type { Executor } from "./executor.ts";
import { kindNamed } from "./kinds.ts";

const turnMilliseconds = 50;

/** Runs everything in the calling thread, which gets a turn (for an interrupt, a progress bar) every 50 ms. */
export const inline: Executor = {
  threads: 1,
  open(job, size) {
    const store = new Float64Array(size);
    let compute: ((piece: never) => unknown) | undefined;
    return {
      store,
      async run(pieces, progress) {
        compute ??= kindNamed(job.kind).prepare(job as never, store);
        const turn = takeTurns();
        const results: unknown[] = [];
        for (const piece of pieces) {
          results.push(compute(piece as never));
          progress(results.length / pieces.length);
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
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}
