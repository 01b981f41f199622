import { readFileSync } from "node:fs";
import { type Directions, parseDirections } from "../design/index.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import type { Result } from "../result/result.ts";
import type { Draws } from "../run/draws.ts";
import {
  analyze as analyzeAnywhere,
  check as checkAnywhere,
  draws as drawsAnywhere,
  run as runAnywhere,
  sensitivity as sensitivityAnywhere,
  type VerbOptions,
} from "../run/verbs.ts";
import type { AnalysisName } from "../scenario/analyses/index.ts";
import { loadScenario as loadAnywhere } from "../scenario/load.ts";
import type { LoadOptions } from "../scenario/load-options.ts";
import type { Scenario } from "../scenario/scenario.ts";

export { addFormat, type ExportFormat } from "../exports/formats.ts";

import { loadedPlugins, loadPlugins, threadsHaveAll } from "./plugins.ts";

/** The library in Node: files of the disk, the package's own data, and threads. */
export * from "../index.ts";
export { loadedPlugins, loadPlugins, nodeFiles };

type Settings = Readonly<Record<string, unknown>>;

export interface NodeOptions extends VerbOptions {
  /**
   * Threads; 0, the default, computes in this one. The results are the same. Threads have what plugins add; where a family
   * or a function was added by hand, everything is computed in this one.
   */
  readonly workers?: number;
}

/**
 * Reads a scenario file with its includes, model and tables; relative paths are those of the working directory.
 *
 * @throws IssueError with every problem found.
 */
export function loadScenario(path: string, options: Partial<LoadOptions> = {}): Promise<Scenario> {
  return loadAnywhere(path, { files: nodeFiles, plugins: loadedPlugins(), ...options });
}

/** Runs a scenario: the result that `rebound run --json` prints. */
export function run(scenario: Scenario, options: NodeOptions = {}): Promise<Result> {
  return onThreads(options, (complete) => runAnywhere(scenario, complete));
}

/** Runs the analyses of a scenario and nothing else. */
export function sensitivity(scenario: Scenario, options: NodeOptions = {}): Promise<Result> {
  return onThreads(options, (complete) => sensitivityAnywhere(scenario, complete));
}

/** Runs one analysis with settings as its section of a scenario has them; one entry for each target. */
export function analyze<N extends AnalysisName & keyof Result>(
  scenario: Scenario,
  method: N,
  settings: Settings = {},
  options: NodeOptions = {},
): Promise<NonNullable<Result[N]>> {
  return onThreads(options, (complete) => analyzeAnywhere(scenario, method, settings, complete));
}

/** Sobol' indices. */
export const sobol = (scenario: Scenario, settings: Settings = {}, options: NodeOptions = {}) =>
  analyze(scenario, "sobol", settings, options);

/** Elementary effects. */
export const morris = (scenario: Scenario, settings: Settings = {}, options: NodeOptions = {}) =>
  analyze(scenario, "morris", settings, options);

/** Resolves a scenario without running it; what there is to tell that is no error. */
export function check(scenario: Scenario, options: NodeOptions = {}): readonly string[] {
  return checkAnywhere(scenario, completed(options));
}

/** Every draw of every output, block by block. */
export function draws(scenario: Scenario, options: NodeOptions = {}): Draws {
  return drawsAnywhere(scenario, completed(options));
}

function completed({ workers: _, ...options }: NodeOptions): VerbOptions {
  return { runtime: `node ${process.versions.node}`, directions: ownDirections(), ...options };
}

function ownDirections(): Directions {
  return parseDirections(readFileSync(ownFile("data/sobol-directions.bin")));
}

async function onThreads<T>(options: NodeOptions, compute: (options: VerbOptions) => Promise<T>): Promise<T> {
  const { workers = 0 } = options;
  if (workers === 0 || !threadsHaveAll()) return compute(completed(options));
  const { startPool } = await import("../pool/pool.ts");
  const plugins = loadedPlugins().map(({ url }) => url);
  const pool = startPool(workers, new URL("./worker.js", import.meta.url), plugins);
  try {
    return await compute(completed({ ...options, executor: pool }));
  } finally {
    await pool.close();
  }
}
