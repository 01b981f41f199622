import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../core/sha256.ts";
import { type Difference, differencesBetween } from "../exports/compare-results.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import { loadedPlugins } from "../node/plugins.ts";
import { readTable } from "../node/results.ts";
import type { Request } from "../result/request.ts";
import type { Manifest, Result } from "../result/result.ts";
import { recompute } from "../run/recompute.ts";
import { loadScenario } from "../scenario/load.ts";
import { withComputer } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import type { ReproduceOptions } from "./options.ts";
import { writeOut } from "./output.ts";
import { loadResult } from "./read-result.ts";
import { version } from "./version.ts";

interface Outcome {
  readonly reproduced: boolean;
  readonly scenario: string;
  readonly expected: string;
  readonly digest: string;
  /** Files that are not what they were, and versions that differ. */
  readonly changed: readonly string[];
  readonly differences: readonly Difference[];
}

/** Computes a result again as its manifest says, and compares digests; 1 where they differ. */
export async function reproduceCommand(path: string, options: ReproduceOptions): Promise<void> {
  exitOnInterrupt();
  const { file, result } = await loadResult(path);
  const { manifest } = result;
  const request = requestOf(file, manifest, options.scenario);
  const again = await withComputer(computerOptions(options), (computer, progress) =>
    recompute(request, {
      load: async (asked, choose) => {
        const own = asked.path === request.path ? options.scenario : undefined;
        const found = own ?? (await findFile(file, manifest, asked.path, "--scenario"));
        const chosen = choose === undefined ? {} : { choose };
        return loadScenario(found, { ...asked, ...chosen, files: nodeFiles, plugins: loadedPlugins() });
      },
      read: async (name) => readTable(await findFile(file, manifest, name)),
      settingsFor: (scenario) => computer.settingsFor(scenario, progress),
    }),
  );
  const outcome = compare(result, again);
  if (options.json) writeOut(`${JSON.stringify(outcome)}\n`);
  else if (!options.quiet) writeOut(describe(outcome));
  if (!outcome.reproduced) process.exitCode = 1;
}

/** What was asked for; of a result that does not say, that the scenario was run. */
function requestOf(file: string, { request }: Manifest, scenario: string | undefined): Request {
  const names = loadedPlugins().map(({ name }) => basename(name));
  // A plugin is code: a result cannot make it run.
  const missing = request?.plugins?.filter((plugin) => !names.includes(basename(plugin))) ?? [];
  if (missing.length > 0) {
    const options = missing.map((plugin) => `--plugin ${plugin}`).join(" ");
    throw new UsageError(
      `${file}: got a result that rests on ${missing.join(", ")}, expected it to be named. If you trust it: rebound ${options} reproduce ${file}.`,
    );
  }
  if (request !== undefined) return request;
  if (scenario !== undefined) return { path: scenario, sets: [] };
  throw new UsageError(
    `${file}: got a manifest without a request, expected one. Name the scenario with --scenario.`,
  );
}

function computerOptions({ workers, quiet = false, json = false }: ReproduceOptions) {
  return { ...(workers === undefined ? {} : { workers }), quiet: quiet || json };
}

/** A file that a result was made from: where it was, beside the result, one folder up, or in the package itself. */
async function findFile(
  resultFile: string,
  { inputs }: Manifest,
  path: string,
  option?: string,
): Promise<string> {
  const name = basename(path);
  const hash = inputs.find((input) => basename(input.name) === name)?.sha256;
  const beside = dirname(resultFile);
  const shipped = fileURLToPath(ownFile(`scenarios/${name}`));
  const found: string[] = [];
  for (const candidate of [path, join(beside, name), join(beside, "..", name), shipped]) {
    const bytes = await nodeFiles.read(candidate).catch(() => undefined);
    if (bytes === undefined) continue;
    if (sha256(bytes) === hash) return candidate;
    found.push(candidate);
  }
  if (found[0] !== undefined) return found[0];
  const hint = option === undefined ? "Put it beside the result." : `Name it with ${option}.`;
  throw new UsageError(
    `${resultFile}: got ${path}, which is not there, expected a file that the result was made from. ${hint}`,
  );
}

function compare(before: Result, now: Result): Outcome {
  const [expected, digest] = [before.manifest.resultDigest, now.manifest.resultDigest];
  const hashes = new Map(now.manifest.inputs.map((input) => [basename(input.name), input.sha256]));
  const changed = before.manifest.inputs
    .filter(({ name, sha256: hash }) => hashes.get(basename(name)) !== hash)
    .map(({ name }) => `${basename(name)} is not the file that was read`);
  if (before.manifest.version !== version)
    changed.push(`made with rebound-uq ${before.manifest.version}, this is ${version}`);
  const reproduced = expected === digest;
  return {
    reproduced,
    scenario: now.manifest.request?.path ?? "",
    expected,
    digest,
    changed,
    differences: reproduced ? [] : differencesBetween(before, now),
  };
}

function describe({ reproduced, scenario, expected, digest, changed, differences }: Outcome): string {
  if (reproduced) return `${scenario}: the same result, ${digest.slice(0, 16)}.\n`;
  return [
    `${scenario}: another result, ${digest.slice(0, 16)} instead of ${expected.slice(0, 16)}.`,
    ...changed.map((text) => `  ${text}`),
    ...differences.map(
      ({ path, before, now }) => `  ${path}: ${JSON.stringify(before)}, now ${JSON.stringify(now)}`,
    ),
    "",
  ].join("\n");
}
