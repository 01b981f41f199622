import { readFileSync } from "node:fs";
import { type Directions, parseDirections } from "../design/index.ts";
import { ownFile } from "../io/node-files.ts";
import type { VerbOptions } from "../run/verbs.ts";
import { loadedPlugins, threadsHaveAll } from "./plugins.ts";

export interface NodeOptions extends VerbOptions {
  /**
   * Threads; 0, the default, computes in this one. The results are the same. Threads have what plugins add; where a family
   * or a function was added by hand, everything is computed in this one.
   */
  readonly workers?: number;
}

/** Options with what Node can give: direction numbers of the package, and the name of the runtime. */
export function completed({ workers: _, ...options }: NodeOptions): VerbOptions {
  return { runtime: `node ${process.versions.node}`, directions: ownDirections(), ...options };
}

function ownDirections(): Directions {
  return parseDirections(readFileSync(ownFile("data/sobol-directions.bin")));
}

/** Computes on as many threads as are asked for; they end with it. */
export async function onThreads<T>(
  options: NodeOptions,
  compute: (options: VerbOptions) => Promise<T>,
): Promise<T> {
  const { workers = 0 } = options;
  if (workers === 0 || !threadsHaveAll()) return compute(completed(options));
  const { startPool } = await import("../pool/pool.ts");
  const plugins = loadedPlugins().map(({ url }) => url);
  const pool = startPool(workers, new URL("./worker.js", import.meta.url), { plugins });
  try {
    return await compute(completed({ ...options, executor: pool }));
  } finally {
    await pool.close();
  }
}
