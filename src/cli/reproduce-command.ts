import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../core/sha256.ts";
import { type Difference, differencesBetween } from "../exports/compare-results.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import type { Manifest, Result } from "../result/result.ts";
import { loadScenario } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { withComputer } from "./compute.ts";
import type { ReproduceOptions } from "./declare-result-commands.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt } from "./interrupt.ts";
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

/** Runs a result again as its manifest says, and compares digests; 1 where they differ. */
export async function reproduceCommand(path: string, options: ReproduceOptions): Promise<void> {
  exitOnInterrupt();
  const { file, result } = await loadResult(path);
  const scenarioFile = await findScenario(file, result.manifest, options.scenario);
  const { sets = [], member } = result.manifest.request ?? {};
  const scenario = await loadScenario(scenarioFile, {
    sets,
    files: nodeFiles,
    ...(member === undefined ? {} : { member }),
  });
  const again = await compute(scenario, options);
  const outcome = compare(result, again, scenarioFile);
  if (options.json) writeOut(`${JSON.stringify(outcome)}\n`);
  else if (!options.quiet) writeOut(describe(outcome));
  if (!outcome.reproduced) process.exitCode = 1;
}

/** The scenario file: as named, where the manifest says, beside the result, or in the package itself. */
async function findScenario(
  resultFile: string,
  { request, inputs }: Manifest,
  named?: string,
): Promise<string> {
  if (named !== undefined) return named;
  if (request === undefined)
    throw new UsageError(
      `${resultFile}: got a manifest without a request, expected one. Name the scenario with --scenario.`,
    );
  const name = basename(request.path);
  const hash = inputs.find((input) => basename(input.name) === name)?.sha256;
  const shipped = fileURLToPath(ownFile(`scenarios/${name}`));
  const candidates = [
    request.path,
    join(dirname(resultFile), name),
    join(dirname(resultFile), "..", name),
    shipped,
  ];
  const found: string[] = [];
  for (const candidate of candidates) {
    const bytes = await nodeFiles.read(candidate).catch(() => undefined);
    if (bytes === undefined) continue;
    if (sha256(bytes) === hash) return candidate;
    found.push(candidate);
  }
  if (found[0] !== undefined) return found[0];
  throw new UsageError(
    `${resultFile}: got ${request.path}, which is not there, expected the scenario file. Name it with --scenario.`,
  );
}

function compute(
  scenario: Scenario,
  { workers, quiet = false, json = false }: ReproduceOptions,
): Promise<Result> {
  const some = workers === undefined ? {} : { workers };
  return withComputer({ ...some, quiet: quiet || json }, (computer, progress) =>
    computer.run(scenario, progress),
  );
}

function compare(before: Result, now: Result, scenario: string): Outcome {
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
    scenario,
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
