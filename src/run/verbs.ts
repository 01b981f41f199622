import { IssueError } from "../core/issue.ts";
import type { Directions } from "../design/index.ts";
import { buildModel } from "../model/build.ts";
import { type Explanation, explain as explainModel } from "../model/explain.ts";
import type { Result } from "../result/result.ts";
import { type AnalysisName, readAnalyses } from "../scenario/analyses/index.ts";
import { resultNames } from "../scenario/load.ts";
import { readSetValue } from "../scenario/read-yaml.ts";
import { Reader } from "../scenario/reader.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Draws, evaluateDraws } from "./draws.ts";
import type { Executor, Progress } from "./executor.ts";
import { inline } from "./inline.ts";
import { makeJob } from "./make-job.ts";
import { type RunOptions, runScenario, runSensitivity } from "./run.ts";
import { withSignal } from "./with-signal.ts";

/** Replaced by the build with the version of package.json. */
declare const REBOUND_VERSION: string | undefined;

/** What every verb that computes takes. */
export interface VerbOptions {
  /** Stops the run between two pieces of work; it is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told now and then how much is done, from 0 to 1. */
  readonly progress?: Progress;
  /** What computes; the results are the same. Default: this thread. */
  readonly executor?: Executor;
  /**
   * Direction numbers of Sobol' sequences: `parseDirections` of the package's data/sobol-directions.bin. In Node they are
   * read by themselves.
   */
  readonly directions?: Directions;
  /** Name and version of the JavaScript runtime, for the manifest. */
  readonly runtime?: string;
}

export const engineVersion = typeof REBOUND_VERSION === "string" ? REBOUND_VERSION : "0.0.0-source";

/** What a function of the engine needs of the options of a verb. */
export function settingsOf(scenario: Scenario, options: VerbOptions): RunOptions {
  return {
    directions: directionsFor(scenario, options),
    executor: withSignal(options.executor ?? inline, options.signal),
    progress: options.progress ?? (() => {}),
    version: engineVersion,
    runtime: options.runtime ?? "browser",
  };
}

/**
 * Runs a scenario: the result that `rebound run --json` prints.
 *
 * @throws IssueError with every problem of the model, its units or its sampling.
 */
export async function run(scenario: Scenario, options: VerbOptions = {}): Promise<Result> {
  options.signal?.throwIfAborted();
  const result = await runScenario(scenario, settingsOf(scenario, options));
  options.progress?.(1);
  return result;
}

/**
 * Runs the analyses of a scenario and nothing else: what `rebound sensitivity --json` prints.
 *
 * @throws IssueError with every problem of the model, its units or its analyses.
 */
export async function sensitivity(scenario: Scenario, options: VerbOptions = {}): Promise<Result> {
  options.signal?.throwIfAborted();
  const result = await runSensitivity(scenario, settingsOf(scenario, options));
  options.progress?.(1);
  return result;
}

/**
 * Runs one analysis of a scenario with settings as its section `analyses.METHOD` has them; what is not said has the
 * defaults. One entry for each target.
 *
 * @throws IssueError as for a file, if the settings are wrong.
 */
export async function analyze<N extends AnalysisName & keyof Result>(
  scenario: Scenario,
  method: N,
  settings: Readonly<Record<string, unknown>> = {},
  options: VerbOptions = {},
): Promise<NonNullable<Result[N]>> {
  const reader = new Reader();
  const origin = { file: `settings of ${method}`, base: "" };
  const node = readSetValue(JSON.stringify({ [method]: settings }), origin, reader.issues);
  const root = { node: node!, path: [] };
  const names = resultNames(scenario.outputs, scenario.trends, scenario.aggregates, scenario.systems);
  const context = { sampling: scenario.sampling, names, factors: scenario.factors };
  const analyses = readAnalyses(reader, { node: node!, path: ["analyses"] }, root, context);
  if (reader.issues.length > 0) throw new IssueError(reader.issues);
  const result = await sensitivity({ ...scenario, analyses }, options);
  const found = result[method];
  if (found === undefined)
    throw new Error(`analyze: got "${method}", expected a method that this version runs`);
  return found;
}

/** Sobol' indices: `analyze(scenario, "sobol", settings)`. */
export const sobol = (
  scenario: Scenario,
  settings: Readonly<Record<string, unknown>> = {},
  options: VerbOptions = {},
) => analyze(scenario, "sobol", settings, options);

/** Elementary effects: `analyze(scenario, "morris", settings)`. */
export const morris = (
  scenario: Scenario,
  settings: Readonly<Record<string, unknown>> = {},
  options: VerbOptions = {},
) => analyze(scenario, "morris", settings, options);

/**
 * Resolves a scenario as far as that goes without running it; what there is to tell that is no error.
 *
 * @throws IssueError with every problem.
 */
export function check(scenario: Scenario, options: VerbOptions = {}): readonly string[] {
  const built = buildModel(scenario);
  makeJob(scenario, built, directionsFor(scenario, options));
  return [...scenario.notes, ...built.notes];
}

/** Equations, units, factors, distributions and sources of a scenario, as they resolve. */
export function explain(scenario: Scenario): Explanation {
  return explainModel(scenario, buildModel(scenario));
}

/** Every draw of every output, block by block: the values that the bands of `run` are made of. */
export function draws(scenario: Scenario, options: VerbOptions = {}): Draws {
  return evaluateDraws(scenario, directionsFor(scenario, options));
}

const noDirections: Directions = { dimensions: 0, bytes: new Uint8Array() };

export function directionsFor({ sampling }: Scenario, { directions }: VerbOptions): Directions {
  if (directions !== undefined) return directions;
  if (sampling.design !== "sobol") return noDirections;
  throw new TypeError(
    "options.directions: got nothing, expected direction numbers for a Sobol' design. Use parseDirections on data/sobol-directions.bin, or the design random or lhs.",
  );
}
