import { serialize } from "node:v8";
import { Piscina } from "piscina";
import type { Executor } from "../run/executor.ts";
import type { Task } from "./protocol.ts";

let jobs = 0;

/** An executor on threads of its own, to be closed after use. */
export interface Pool extends Executor {
  close(): Promise<void>;
}

/** Starts a pool of `workers` threads that run the file `worker`, with these plugins. */
export function startPool(workers: number, worker: URL, plugins: readonly string[] = []): Pool {
  const piscina = new Piscina({ filename: worker.href, minThreads: workers, maxThreads: workers });
  return {
    open(job, size) {
      const store = new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT);
      const about = { id: jobs++, kind: job.kind, job: share(serialize(job)), store, plugins };
      return {
        store: new Float64Array(store),
        run(pieces, finished) {
          return Promise.all(
            pieces.map(async (piece, index) => {
              const result = await runAgain(() => piscina.run({ ...about, piece } satisfies Task));
              finished(index, result);
              return result;
            }),
          );
        },
      };
    },
    close: () => piscina.destroy(),
  };
}

/** How often a piece is tried whose worker has ended under it. */
const mostTries = 3;

/** Runs a piece, again where its worker was lost: pieces depend on nothing but themselves. */
async function runAgain(run: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error && /worker exited/i.test(error.message))) throw error;
      if (tries === mostTries)
        throw new Error(`a piece of the run ended its worker ${tries} times: ${error.message}`);
    }
  }
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
