import type { Command } from "commander";
import {
  type MergeOptions,
  type ShardOptions,
  type SubmitOptions,
  wholeNumber,
  withLimits,
  withMember,
  withScenarioOptions,
} from "./options.ts";

/** Commands that spread one run over machines. */
export function declareScale(program: Command): void {
  withLimits(withMember(withScenarioOptions(program.command("shard <path...>"), { json: false })))
    .description("compute one of n parts of a run, to be merged")
    .option(
      "--index <i>",
      "which part, from 0 (default: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX)",
      wholeNumber(0),
    )
    .requiredOption("--of <n>", "number of parts", wholeNumber(1))
    .requiredOption("--out <dir>", "folder for what is computed; all parts may share it")
    .option("--batch", "every scenario under the paths, as `rebound batch` has them")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option("--quiet", "no progress")
    .action(async (paths: readonly string[], options: ShardOptions) => {
      const { shardCommand } = await import("./shard-command.ts");
      await shardCommand(paths, options);
    });
  withLimits(program.command("merge <dir...>"))
    .description("the result of a run from the folders of its shards")
    .option("--scenario <file>", "where the scenario is here, if not where the shards found it")
    .option("--json", "one JSON document on stdout, and nothing else")
    .option("--workers <n>", "threads; 0 computes in this one", wholeNumber(0))
    .option("--out <dir>", "also write the result there")
    .option("--no-report", "with --out: no report and no figures")
    .option("--force", "let --out replace files of an earlier result")
    .option("--quiet", "no progress and no table")
    .action(async (folders: readonly string[], options: MergeOptions) => {
      const { mergeCommand } = await import("./merge-command.ts");
      await mergeCommand(folders, options);
    });
  withMember(withScenarioOptions(program.command("submit <scheduler> <path...>"), { json: false }))
    .description("run a scenario in shards on slurm or kubernetes, and merge them")
    .requiredOption("--shards <n>", "number of shards", wholeNumber(1))
    .requiredOption("--out <dir>", "folder that all machines see, for shards, scripts and result")
    .option("--batch", "every scenario under the paths, as `rebound batch` has them")
    .option("--workers <n>", "threads of each shard", wholeNumber(0))
    .option("--dry-run", "print what would be submitted, and write nothing")
    .option("--image <name>", "kubernetes: the container's image", "rebound-uq")
    .option("--claim <name>", "kubernetes: volume claim with scenario and results, at /work", "rebound")
    .action(async (scheduler: string, paths: readonly string[], options: SubmitOptions) => {
      const { submitCommand } = await import("./submit-command.ts");
      await submitCommand(scheduler, paths, options);
    });
}
