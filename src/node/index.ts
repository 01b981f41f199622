import { nodeFiles } from "../io/node-files.ts";
import type { BreakEvenRequest } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import type { MadeElsewhere } from "../run/analyses/made-elsewhere.ts";
import type { ScenarioDesign } from "../run/design-scenario.ts";
import type { Draws } from "../run/draws.ts";
import {
  analyzeOutputs as analyzeOutputsAnywhere,
  breakEven as breakEvenAnywhere,
  compare as compareAnywhere,
  design as designAnywhere,
} from "../run/questions.ts";
import {
  analyze as analyzeAnywhere,
  check as checkAnywhere,
  draws as drawsAnywhere,
  run as runAnywhere,
  sensitivity as sensitivityAnywhere,
} from "../run/verbs.ts";
import type { AnalysisName } from "../scenario/analyses/index.ts";
import { loadScenario as loadAnywhere } from "../scenario/load.ts";
import type { LoadOptions } from "../scenario/load-options.ts";
import type { Scenario } from "../scenario/scenario.ts";

export { addFormat, type ExportFormat } from "../exports/formats.ts";

import { loadedPlugins } from "./plugins.ts";
import { completed, type NodeOptions, onThreads } from "./threads.ts";

/** The library in Node: files of the disk, the package's own data, and threads. */
export * from "../index.ts";
export { type BatchOptions, batch } from "./batch.ts";
export { loadedPlugins, loadPlugins, type Plugin } from "./plugins.ts";
export { cite, type Reproduction, readTable, report, reproduce } from "./results.ts";
export type { NodeOptions } from "./threads.ts";
export { nodeFiles };

type Settings = Readonly<Record<string, unknown>>;

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

/** Compares two scenarios on common draws: difference, ratio, which is smaller. */
export function compare(a: Scenario, b: Scenario, options: NodeOptions = {}): Promise<Result> {
  return onThreads(options, (complete) => compareAnywhere(a, b, complete));
}

/** The value of a factor at which a target is met, in every draw; without a question, those that the scenario declares. */
export function breakEven(
  scenario: Scenario,
  question?: BreakEvenRequest,
  options: NodeOptions = {},
): Promise<Result> {
  return onThreads(options, (complete) => breakEvenAnywhere(scenario, question, complete));
}

/** The points at which a model that runs elsewhere is to be evaluated. */
export function design(scenario: Scenario, options: NodeOptions = {}): ScenarioDesign {
  return designAnywhere(scenario, completed(options));
}

/** The analyses of outputs that were made elsewhere. */
export function analyzeOutputs(scenario: Scenario, made: MadeElsewhere, options: NodeOptions = {}): Result {
  return analyzeOutputsAnywhere(scenario, made, completed(options));
}
