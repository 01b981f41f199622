import { type Directions, describePlan } from "../design/index.ts";
import type { BackEndName } from "../evaluate/evaluate.ts";
import { hasDraws } from "../evaluate/program.ts";
import { buildModel } from "../model/build.ts";
import type { Request } from "../result/request.ts";
import type { QuantityResult, Result } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { compileLibrary } from "../wasm/library.ts";
import { drawTargets, givenTargets } from "./analyses/given-method.ts";
import { runAnalyses } from "./analyses/index.ts";
import { assembleResult } from "./assemble.ts";
import { output } from "./assemble-output.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type Bands, computeBands, constantBands } from "./bands.ts";
import { findBreakEvens } from "./break-even/break-even.ts";
import { runClaims } from "./claims/run-claims.ts";
import { type Deterministic, evaluateDeterministic } from "./deterministic.ts";
import { type Executor, type Progress, within } from "./executor.ts";
import { finishResult } from "./finish-result.ts";
import { prepareReductions } from "./make-job.ts";
import { prepareRun } from "./prepare-run.ts";
import { takeTurn } from "./turns.ts";

export interface RunOptions {
  readonly directions: Directions;
  readonly executor: Executor;
  readonly progress?: Progress;
  readonly version: string;
  /** Name and version of the JavaScript runtime. */
  readonly runtime: string;
  /** What computes the draws; the result is the same. Default: the fastest that the engine has. */
  readonly backEnd?: BackEndName;
  /** Told what an analysis costs, before it starts. */
  readonly tell?: (text: string) => void;
}

/** Share of a run with analyses that its bands are, and its break-evens; only a progress bar needs it. */
export const bandsShare = 0.2;
const breakEvenShare = 0.3;

/**
 * Runs a scenario: deterministic result, bands of every output of every system, trends and aggregates.
 *
 * @throws IssueError if the model, its units or its sampling are wrong.
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Result> {
  const { built, claimed, targets, prepared } = await prepareRun(scenario, options);
  const { job } = prepared;
  const { backEnd } = job;
  await takeTurn();
  const deterministic = evaluateDeterministic(job);
  const { executor, directions, progress = () => {}, tell = () => {} } = options;
  const { analyses: wanted, breakEvens } = scenario;
  const share = Object.keys(wanted).length > 0 || breakEvens.length > 0 ? bandsShare : 1;
  const analysesFrom = breakEvens.length > 0 ? share + breakEvenShare : share;
  const bands = hasDraws(job.program)
    ? await computeBands(job, within(executor, "bands"), (done) => progress(share * done))
    : constantBands(job, deterministic);
  const claims = await runClaims({
    scenario,
    built,
    prepared,
    deterministic,
    bands,
    executor,
  });
  const ofBreakEvens = { ...options, executor: within(executor, "break-even") };
  const breakEven = await findBreakEvens(scenario, ofBreakEvens, (done) =>
    progress(share + breakEvenShare * done),
  );
  const { format, name, notes, ...values } = assembleResult(scenario, built, prepared, deterministic, bands);
  const firstReported = claimed.length + targets.length;
  const quantities = reportQuantities(scenario, firstReported, deterministic, bands);
  const assumptions = assumptionsOf(scenario, built, hasDraws(job.program) ? bands : undefined);
  const data = scenario.tables;
  const drawn = {
    plan: job.plan,
    values: new Map(targets.map(({ id }, i) => [id, bands.draws(claimed.length + i)])),
  };
  const analyses = await runAnalyses(scenario.analyses, {
    scenario,
    built,
    prepared,
    directions,
    executor,
    progress: (done) => progress(analysesFrom + (1 - analysesFrom) * done),
    tell,
    drawn,
  });
  const result = {
    format,
    name,
    notes,
    assumptions,
    ...(data.length === 0 ? {} : { data }),
    ...values,
    ...(quantities.length === 0 ? {} : { quantities }),
    ...(breakEven.length === 0 ? {} : { breakEven }),
    ...(claims.length === 0 ? {} : { claims }),
    ...analyses.results,
  };
  const hasAnalyses = Object.keys(analyses.plans).length > 0;
  const plan = { ...describePlan(job.plan), ...(hasAnalyses ? { analyses: analyses.plans } : {}) };
  return finishResult(result, { plan, scenario }, { ...options, backEnd });
}

/** Expressions that the scenario asks for; `first`: the number of the first among the quantities of the job. */
function reportQuantities(
  { quantities }: Scenario,
  first: number,
  deterministic: Pick<Deterministic, "quantity">,
  bands: Pick<Bands, "quantity">,
): readonly QuantityResult[] {
  return quantities.map(({ id, statement, unit, quantity }, i) => {
    const summary = output(id, unit, deterministic.quantity(first + i), bands.quantity(first + i));
    return { ...summary, ...(statement === undefined ? {} : { statement }), expr: quantity.id };
  });
}

/**
 * Runs the analyses of a scenario and nothing else: a result without bands.
 *
 * @throws IssueError if the model, its units or its analyses are wrong.
 */
export async function runSensitivity(scenario: Scenario, options: RunOptions): Promise<Result> {
  const built = buildModel(scenario);
  const { directions, executor, progress = () => {}, tell = () => {} } = options;
  await compileLibrary();
  const prepared = prepareReductions(scenario, built);
  const setting = { scenario, built, prepared, directions, executor, progress, tell };
  const drawn = await drawTargets(setting, givenTargets(scenario, built));
  const { results, plans } = await runAnalyses(scenario.analyses, {
    ...setting,
    ...(drawn === undefined ? {} : { drawn }),
  });
  const result: Omit<Result, "manifest"> = {
    format: "rebound-result/1",
    name: scenario.name,
    notes: [...scenario.notes, ...built.notes],
    assumptions: assumptionsOf(scenario, built, undefined),
    ...(scenario.tables.length === 0 ? {} : { data: scenario.tables }),
    outputs: [],
    aggregates: [],
    trends: [],
    ...results,
  };
  const request: Request = { ...scenario.request, verb: "sensitivity" };
  return finishResult(result, { plan: { analyses: plans }, scenario, request }, options);
}
