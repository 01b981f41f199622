import { hasDraws } from "../evaluate/program.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { shardAnalyses } from "./analyses/index.ts";
import { computeBands } from "./bands.ts";
import { untilShardDone } from "./checkpoint.ts";
import { claimWork } from "./claims/run-claims.ts";
import { within } from "./executor.ts";
import { prepareRun } from "./prepare-run.ts";
import { bandsShare, type RunOptions } from "./run.ts";

/**
 * Computes a shard of everything that a run evaluates: of each part the first stage, where its work is. The executor
 * keeps the pieces (`withCheckpoint` with a shard); a run that finds those of all shards computes what follows.
 *
 * @throws IssueError if the model, its units, its sampling or its analyses are wrong.
 */
export async function runShard(scenario: Scenario, options: RunOptions): Promise<void> {
  const { directions, executor, progress = () => {}, tell = () => {} } = options;
  const { built, prepared } = await prepareRun(scenario, options);
  const { job } = prepared;
  const setting = { scenario, built, prepared, directions, executor, tell };
  const share = Object.keys(scenario.analyses).length > 0 ? bandsShare : 1;
  if (hasDraws(job.program)) {
    const bands = within(executor, "bands");
    await untilShardDone(() => computeBands(job, bands, (done) => progress(share * done)));
  }
  if (scenario.claims.length > 0) {
    const { composition, tipping } = claimWork(setting);
    for (const part of [composition, tipping]) await untilShardDone(part);
  }
  await shardAnalyses(scenario.analyses, {
    ...setting,
    progress: (done) => progress(share + (1 - share) * done),
  });
}
