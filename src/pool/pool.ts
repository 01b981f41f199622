import { serialize } from "node:v8";
import { Piscina } from "piscina";
import type { Executor } from "../run/executor.ts";
import type { Task } from "./protocol.ts";
import { watchPieces } from "./watch.ts";

let jobs = 0;

/** An executor on threads of its own, to be closed after use. */
export interface Pool extends Executor {
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Modules that add what jobs may need, by their addresses. */
  readonly plugins?: readonly string[];
  /** Seconds that a piece may take before its thread is ended (default: by those that are finished, ten minutes or more). */
  readonly pieceTimeout?: number;
  /** Told of a thread that was lost, whose piece is computed again. */
  readonly tell?: (text: string) => void;
}

/** Starts a pool of `workers` threads that run the file `worker`. */
export function startPool(workers: number, worker: URL, options: PoolOptions = {}): Pool {
  const piscina = new Piscina({ filename: worker.href, minThreads: workers, maxThreads: workers });
  return {
    open(job, size) {
      const store = new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT);
      const about = {
        id: jobs++,
        kind: job.kind,
        job: share(serialize(job)),
        store,
        plugins: options.plugins ?? [],
      };
      return {
        store: new Float64Array(store),
        async run(pieces, finished) {
          const watch = watchPieces(pieces.length, options.pieceTimeout);
          const runPiece = async (piece: unknown, index: number): Promise<unknown> => {
            const name = `piece ${index + 1} of ${pieces.length} (${job.kind})`;
            const result = await runAgain(name, options.tell, async () => {
              const signal = watch.begin(index);
              try {
                const task: Task = { ...about, piece, index, notes: watch.notes };
                return await piscina.run(task, { signal });
              } catch (error) {
                const hung = watch.hung(index);
                throw hung === undefined ? error : new LostWorker(hung);
              } finally {
                watch.end(index);
              }
            });
            finished(index, result);
            return result;
          };
          try {
            return await Promise.all(pieces.map(runPiece));
          } finally {
            watch.stop();
          }
        },
      };
    },
    close: () => piscina.destroy(),
  };
}

/** How often a piece is tried whose worker has ended under it. */
const mostTries = 3;

/** A worker that was ended because it did not answer. */
class LostWorker extends Error {}

/** Runs a piece, again where its worker was lost: pieces depend on nothing but themselves. */
async function runAgain(
  name: string,
  tell: PoolOptions["tell"],
  run: () => Promise<unknown>,
): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      const isLost =
        error instanceof LostWorker || (error instanceof Error && /worker exited/i.test(error.message));
      if (!isLost) throw error;
      if (tries === mostTries) throw new Error(`${name} ended its worker ${tries} times: ${error.message}`);
      tell?.(`${name} is computed again: ${error.message}`);
    }
  }
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
