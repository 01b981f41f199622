import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { rememberedFiles } from "../io/node-files.ts";
import { writeFiles } from "../io/write.ts";
import { listItems } from "../node/list-items.ts";
import { renderBatch } from "../report/batch-summary.ts";
import type { ShownMember } from "../report/charts/members.ts";
import { resultFiles } from "../report/files.ts";
import { withoutDetails } from "../report/held-result.ts";
import type { IndexEntry, IndexFailure } from "../report/html/index-page.ts";
import { summaryFiles } from "../report/summary-files.ts";
import { summaryTable } from "../report/summary-table.ts";
import type { Result } from "../result/result.ts";
import { type BatchItem, type BatchOutcome, runBatch } from "../run/run-batch.ts";
import { loadScenario } from "../scenario/load.ts";
import { withComputer } from "./compute.ts";
import { reportClaims, reportFailure, UsageError } from "./failure.ts";
import { exitOnInterrupt, keepOnInterrupt, withoutInterrupt } from "./interrupt.ts";
import { loadOptions } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { bold, writeOut } from "./output.ts";
import { version } from "./version.ts";

/** Every scenario under the paths, members of families one by one, on one pool; one failing does not stop the rest. */
export async function batchCommand(paths: readonly string[], options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const { out } = options;
  if (out !== undefined)
    keepOnInterrupt(() => `Results that are finished stand in ${out}: the same command goes on from there.`);
  const { items, failed } = await listItems(paths, loadOptions(options));
  if (items.length + failed.length === 0)
    throw new UsageError(`batch: got no scenario under ${paths.join(", ")}, expected at least one.`);
  await publishBatch([...failed, ...(await compute(items, options))], options);
}

/** Writes and prints the summary of a batch; the exit code is set by the gravest failure. */
export async function publishBatch(
  outcomes: readonly BatchOutcome[],
  options: Omit<RunOptions, "set">,
): Promise<void> {
  const table = summaryTable(outcomes, messageOf);
  if (options.out !== undefined) {
    const { out } = options;
    const files = new Map(summaryFiles(table));
    for (const [name, content] of await indexOf(outcomes, out)) files.set(name, content);
    await withoutInterrupt(() => writeFiles(out, files, { force: true }));
  }
  if (options.json) writeOut(`${JSON.stringify(document(outcomes))}\n`);
  else if (!options.quiet) writeOut(renderBatch(outcomes, bold));
  reportProblems(outcomes);
}

/** One page over the results, each with its report where there is one, and the figures of the page. */
async function indexOf(
  outcomes: readonly BatchOutcome[],
  out: string,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { indexFiles } = await import("../node/report-files.ts");
  const entries: IndexEntry[] = [];
  const members: ShownMember[] = [];
  const failures: IndexFailure[] = [];
  for (const outcome of outcomes) {
    const { item } = outcome;
    if (outcome.status === "failed") {
      failures.push({ name: item.folder, message: messageOf(outcome.error) });
      continue;
    }
    const page = existsSync(reportIn(out, item)) ? "report.html" : "result.json";
    const { result } = outcome;
    entries.push({ result, href: encodeURI(`${item.folder}/${page}`) });
    members.push(memberOf(item, result));
  }
  return indexFiles({ title: "Batch", entries, failures, members });
}

function memberOf({ file, member, at, changes = [] }: BatchItem, result: Result): ShownMember {
  return { result, at, changes, ...(member === undefined ? {} : { family: file }) };
}

function reportIn(out: string, { folder }: BatchItem): string {
  return join(out, folder, "report.html");
}

/** What summaries show stays in memory; with --json all of each result is printed at the end. */
export function heldBy({ json = false }: { readonly json?: boolean }): (result: Result) => Result {
  return json ? (result) => result : withoutDetails;
}

async function compute(items: readonly BatchItem[], options: RunOptions): Promise<readonly BatchOutcome[]> {
  const { out } = options;
  // Members of a family read the same files.
  const shared = { ...loadOptions(options), files: rememberedFiles() };
  return withComputer(options, (computer, progress) =>
    runBatch(items, {
      version,
      load: ({ file, member }) =>
        loadScenario(file, { ...shared, ...(member === undefined ? {} : { member }) }),
      find: async ({ folder }) =>
        out === undefined || options.force ? undefined : readResult(join(out, folder, "result.json")),
      compute: (scenario, own) => computer.run(scenario, own),
      keep: async (item, result, status) => {
        if (out !== undefined) await keep(result, { item, out, status, reports: options.reports ?? false });
      },
      held: heldBy(options),
      progress,
    }),
  );
}

/** Writes a result where it is new, and its report where it is asked for and not there. */
async function keep(
  result: Result,
  about: { item: BatchItem; out: string; status: "computed" | "reused"; reports: boolean },
): Promise<void> {
  const { item, out, status, reports } = about;
  const folder = join(out, item.folder);
  if (status === "computed") {
    // What stands there is of another scenario or version: it would have been used.
    await rm(reportIn(out, item), { force: true });
    await withoutInterrupt(() => writeFiles(folder, resultFiles(result), { force: true }));
  }
  if (!reports || existsSync(reportIn(out, item))) return;
  const { writeReport } = await import("./report-files.ts");
  await writeReport(folder, result, { force: true });
}

/** A result of an earlier run; what is no such thing counts as none. */
async function readResult(path: string): Promise<Result | undefined> {
  try {
    const found = JSON.parse(await readFile(path, "utf8")) as Partial<Result>;
    return found.format === "rebound-result/1" && found.manifest !== undefined
      ? (found as Result)
      : undefined;
  } catch {
    return undefined;
  }
}

function document(outcomes: readonly BatchOutcome[]) {
  const scenarios = outcomes.map((outcome) => {
    const { file, member, at, folder } = outcome.item;
    const about = { file, ...(member === undefined ? {} : { member }), at, folder, status: outcome.status };
    return outcome.status === "failed"
      ? { ...about, message: messageOf(outcome.error) }
      : { ...about, result: outcome.result };
  });
  return { format: "rebound-batch/1", scenarios };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Failures on stderr, each under its scenario, and the exit code: 2 before 1 before 3. */
function reportProblems(outcomes: readonly BatchOutcome[]): void {
  const codes = outcomes.flatMap((outcome) => {
    if (outcome.status !== "failed") return [];
    process.stderr.write(`${outcome.item.folder} failed:\n`);
    return [reportFailure(outcome.error)];
  });
  const code = [2, 1].find((candidate) => codes.some((found) => found === candidate));
  if (code !== undefined) process.exitCode = code;
  for (const outcome of outcomes) if (outcome.status !== "failed") reportClaims(outcome.result.claims ?? []);
}
