import { existsSync } from "node:fs";
import { join } from "node:path";
import { type BatchFile, readBatchFile } from "../io/batch-file.ts";
import type { Executor } from "../run/executor.ts";
import { runBatch } from "../run/run-batch.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { heldBy, publishBatch } from "./batch-command.ts";
import { withComputer } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { gatherShards } from "./gather-shards.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import type { MergeOptions } from "./options.ts";
import { publishResult, writeResult } from "./publish.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { version } from "./version.ts";

/** The result of a run, or of a batch, from its shards: what they computed is taken, and the rest follows here. */
export async function mergeCommand(folders: readonly string[], options: MergeOptions): Promise<void> {
  exitOnInterrupt();
  const batch = batchOf(folders);
  if (batch !== undefined) return mergeBatch(batch, folders, options);
  const { out, force = false, report = true } = options;
  const { scenario, wrap } = await gatherShards(folders, options.scenario);
  if (out !== undefined && !force) await refuseExisting(out, scenario, report);
  const result = await withComputer(options, (computer, progress) => computer.run(scenario, progress, wrap));
  if (out !== undefined) await writeResult(result, out, force);
  await publishResult(result, options);
}

function batchOf(folders: readonly string[]): BatchFile | undefined {
  const [first, ...others] = folders.flatMap((folder) => readBatchFile(folder) ?? []);
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  throw new UsageError(`merge: got ${folders.join(", ")}, which hold several batches, expected one.`);
}

/** Scenario by scenario; one whose shards are not all there does not stop the rest. */
async function mergeBatch(
  { items }: BatchFile,
  folders: readonly string[],
  options: MergeOptions,
): Promise<void> {
  const { out, force = false } = options;
  if (options.scenario !== undefined)
    throw new UsageError("--scenario: got a batch of several, expected the shards of one scenario.");
  const wraps = new Map<Scenario, (executor: Executor) => Executor>();
  const outcomes = await withComputer(options, (computer, progress) =>
    runBatch(items, {
      version,
      async load(item) {
        const own = folders.map((folder) => join(folder, item.folder)).filter((folder) => existsSync(folder));
        if (own.length === 0) throw new UsageError(`merge: ${item.folder}: no shard found`);
        const { scenario, wrap } = await gatherShards(own);
        if (out !== undefined && !force) await refuseExisting(join(out, item.folder), scenario, false);
        wraps.set(scenario, wrap);
        return scenario;
      },
      find: async () => undefined,
      compute: (scenario, own) => computer.run(scenario, own, wraps.get(scenario)!),
      async keep({ folder }, result) {
        if (out !== undefined) await writeResult(result, join(out, folder), force);
      },
      held: heldBy(options),
      progress,
    }),
  );
  await publishBatch(outcomes, options);
}
