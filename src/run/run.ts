import { type Directions, describePlan } from "../design/index.ts";
import { type BackEndName, backEndNamed } from "../evaluate/evaluate.ts";
import { hasDraws } from "../evaluate/program.ts";
import { buildModel } from "../model/build.ts";
import { digestOf, resultDigest } from "../result/digest.ts";
import type { Result } from "../result/result.ts";
import type { Scenario, ScenarioRequest } from "../scenario/scenario.ts";
import { compileLibrary } from "../wasm/library.ts";
import { assembleResult } from "./assemble.ts";
import { assumptionsOf } from "./assumptions.ts";
import { computeBands, constantBands } from "./bands.ts";
import { claimQuantities, runClaims } from "./claims/run-claims.ts";
import { evaluateDeterministic } from "./deterministic.ts";
import type { Executor, Progress } from "./executor.ts";
import { makeJob } from "./make-job.ts";

export interface RunOptions {
  readonly directions: Directions;
  readonly executor: Executor;
  readonly progress?: Progress;
  readonly version: string;
  /** Name and version of the JavaScript runtime. */
  readonly runtime: string;
  /** What computes the draws; the result is the same. Default: the fastest that the engine has. */
  readonly backEnd?: BackEndName;
}

/**
 * Runs a scenario: deterministic result, bands of every output of every system, trends and aggregates.
 *
 * @throws IssueError if the model, its units or its sampling are wrong.
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Result> {
  const built = buildModel(scenario);
  const prepared = makeJob(scenario, built, options.directions, claimQuantities(scenario, built));
  await compileLibrary();
  const backEnd = backEndNamed(options.backEnd).name;
  const job = { ...prepared.job, backEnd };
  const deterministic = evaluateDeterministic(job);
  const bands = hasDraws(job.program)
    ? await computeBands(job, options.executor, options.progress ?? (() => {}))
    : constantBands(job, deterministic);
  const { executor } = options;
  const claims = await runClaims({
    scenario,
    built,
    prepared: { ...prepared, job },
    deterministic,
    bands,
    executor,
  });
  const { format, name, notes, ...values } = assembleResult(scenario, built, prepared, deterministic, bands);
  const assumptions = assumptionsOf(scenario, built, hasDraws(job.program) ? job : undefined);
  const data = scenario.tables;
  const result = {
    format,
    name,
    notes,
    assumptions,
    ...(data.length === 0 ? {} : { data }),
    ...values,
    ...(claims.length === 0 ? {} : { claims }),
  };
  const { seed } = scenario.sampling;
  const { inputs } = scenario;
  const plan = describePlan(job.plan);
  return {
    ...result,
    manifest: {
      version: options.version,
      node: options.runtime,
      backEnd,
      scenarioDigest: digestOf(scenario.resolved),
      inputs,
      seed,
      plan,
      command: commandOf(scenario.request),
      request: scenario.request,
      resultDigest: resultDigest(result, { plan, seed, inputs }),
    },
  };
}

/** The command line that asks for a scenario; what a shell would read otherwise is quoted. */
function commandOf({ path, sets }: ScenarioRequest): string {
  const quote = (text: string): string =>
    /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  return ["rebound run", path, ...sets.flatMap((set) => ["--set", set])]
    .map((part, i) => (i === 0 ? part : quote(part)))
    .join(" ");
}
