import { nodeFiles } from "../io/node-files.ts";
import { type BatchOutcome, runBatch } from "../run/run-batch.ts";
import { engineVersion, run } from "../run/verbs.ts";
import { loadScenario } from "../scenario/load.ts";
import type { LoadOptions } from "../scenario/load-options.ts";
import { listItems } from "./list-items.ts";
import { loadedPlugins } from "./plugins.ts";
import { type NodeOptions, onThreads } from "./threads.ts";

export interface BatchOptions extends NodeOptions, Pick<LoadOptions, "sets" | "draws" | "seed"> {
  /** Told of each result as it comes. */
  readonly finished?: (outcome: BatchOutcome) => void | Promise<void>;
}

/**
 * Every scenario under the paths, members of families one by one, on one pool. One that fails does not stop the rest: its
 * outcome holds the error.
 */
export function batch(
  paths: readonly string[],
  options: BatchOptions = {},
): Promise<readonly BatchOutcome[]> {
  const { sets = [], draws, seed, finished, ...rest } = options;
  const asked: LoadOptions = {
    sets,
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    files: nodeFiles,
    plugins: loadedPlugins(),
  };
  return onThreads(rest, async (complete) => {
    const { items, failed } = await listItems(paths, asked);
    for (const outcome of failed) await finished?.(outcome);
    const outcomes = await runBatch(items, {
      version: engineVersion,
      load: ({ file, member }) => loadScenario(file, member === undefined ? asked : { ...asked, member }),
      find: async () => undefined,
      compute: (scenario, progress) => run(scenario, { ...complete, progress }),
      keep: async (item, result, status) => finished?.({ item, status, result }),
      held: (result) => result,
      progress: options.progress ?? (() => {}),
    });
    return [...failed, ...outcomes];
  });
}
