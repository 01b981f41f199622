import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { makeFolder } from "../io/make-folder.ts";
import { writeFiles } from "../io/write.ts";
import { buildModel } from "../model/build.ts";
import { listItems } from "../node/list-items.ts";
import { kubernetesManifest, type Submission, slurmScripts } from "../report/submission.ts";
import { makeJob } from "../run/make-job.ts";
import { reportFailure, UsageError } from "./failure.ts";
import { load, loadDirections, loadOptions } from "./load.ts";
import type { SubmitOptions } from "./options.ts";
import { writeOut } from "./output.ts";

/** Hands a run in shards to a scheduler that is there: an array of shards, and a merge that waits for them. */
export async function submitCommand(
  scheduler: string,
  paths: readonly string[],
  options: SubmitOptions,
): Promise<void> {
  if (scheduler === "kubernetes") return printManifest(paths, options);
  if (scheduler !== "slurm")
    throw new UsageError(`submit: got "${scheduler}", expected slurm or kubernetes.`);
  const out = resolve(options.out);
  const submission: Submission = {
    name: await checkScenarios(paths, options),
    command: [process.execPath, resolve(process.argv[1]!)],
    paths: paths.map((path) => resolve(path)),
    out,
    shards: options.shards,
    more: argumentsOf(options),
  };
  const scripts = slurmScripts(submission);
  if (options.dryRun)
    writeOut([...scripts].map(([name, text]) => `# ${join(out, name)}\n${text}`).join("\n"));
  else await submitSlurm(out, scripts);
}

/** The name of what is submitted, once it has been found to be right: bad input is told here, not by a hundred tasks. */
async function checkScenarios(paths: readonly string[], options: SubmitOptions): Promise<string> {
  const [path = ""] = paths;
  if (!options.batch && paths.length === 1) return check(path, options);
  if (!options.batch)
    throw new UsageError(`submit: got ${paths.length} paths, expected one. Add --batch for all under them.`);
  const { items, failed } = await listItems(paths, loadOptions(options));
  const failures = failed.flatMap((outcome) => (outcome.status === "failed" ? [outcome.error] : []));
  for (const { file, member } of items)
    await check(file, options, member).catch((error: unknown) => failures.push(error));
  for (const error of failures) reportFailure(error);
  if (failures.length === 0 && items.length > 0) return "batch";
  throw new UsageError(
    `submit: got ${items.length - failures.length} scenarios that can be run, expected all.`,
  );
}

/** The name of a scenario that can be run. */
async function check(file: string, options: SubmitOptions, member?: string): Promise<string> {
  const scenario = await load(file, options, member);
  makeJob(scenario, buildModel(scenario), await loadDirections());
  return scenario.name;
}

function printManifest(paths: readonly string[], options: SubmitOptions): void {
  if (!options.dryRun)
    throw new UsageError(
      "submit kubernetes: got no --dry-run, expected it: the manifest is printed, for `kubectl apply -f -`.",
    );
  const { image, claim, out, shards } = options;
  const name = options.batch ? "batch" : paths[0]!.replace(/^.*\//, "").replace(/\.\w+$/, "");
  const submission = { name, command: [], paths, out, shards, more: argumentsOf(options) };
  writeOut(kubernetesManifest(submission, { image, claim }));
}

function argumentsOf({ set, draws, seed, member, batch, workers }: SubmitOptions): readonly string[] {
  return [
    ...(batch ? ["--batch"] : []),
    ...(member === undefined ? [] : ["--member", member]),
    ...set.flatMap((change) => ["--set", change]),
    ...(draws === undefined ? [] : ["--draws", `${draws}`]),
    ...(seed === undefined ? [] : ["--seed", `${seed}`]),
    ...(workers === undefined ? [] : ["--workers", `${workers}`]),
  ];
}

async function submitSlurm(out: string, scripts: ReadonlyMap<string, string>): Promise<void> {
  makeFolder(join(out, "log"));
  await writeFiles(out, scripts, { force: true });
  const array = sbatch([join(out, "shards.sh")]);
  const merge = sbatch([`--dependency=afterok:${array}`, "--kill-on-invalid-dep=no", join(out, "merge.sh")]);
  writeOut(
    `Shards are job ${array}, the merge is job ${merge}. The result will stand in ${join(out, "result")}.\n`,
  );
}

/** Submits a script; the number of its job. */
function sbatch(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("sbatch", ["--parsable", ...args], {
    encoding: "utf8",
  });
  if (error !== undefined)
    throw new Error(`sbatch cannot be run (${error.message}); --dry-run prints the scripts instead`);
  if (status !== 0) throw new Error(`sbatch failed: ${stderr.trim()}`);
  return stdout.trim().split(";")[0]!;
}
