import type { Calibration } from "../analyze/calibrate.ts";
import { buildModel } from "../model/build.ts";
import type { BreakEvenRequest } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { MadeElsewhere } from "./analyses/made-elsewhere.ts";
import { analyzeScenario } from "./analyze.ts";
import { askBreakEven } from "./ask-break-even.ts";
import { calibrateScenario } from "./calibrate-scenario.ts";
import { compareScenarios } from "./compare.ts";
import { designScenario, type ScenarioDesign } from "./design-scenario.ts";
import { directionsFor, settingsOf, type VerbOptions } from "./verbs.ts";

/**
 * Compares two scenarios on common draws: what `rebound compare --json` prints.
 *
 * @throws IssueError if either cannot be run, or they have no value in common.
 */
export async function compare(a: Scenario, b: Scenario, options: VerbOptions = {}): Promise<Result> {
  options.signal?.throwIfAborted();
  return compareScenarios(a, b, settingsOf(a, options));
}

/**
 * The value of a factor at which a target is met, in every draw: what `rebound break-even --json` prints. Without a
 * question, those that the scenario declares.
 *
 * @throws IssueError if the question does not fit the scenario, or that cannot be run.
 */
export async function breakEven(
  scenario: Scenario,
  question?: BreakEvenRequest,
  options: VerbOptions = {},
): Promise<Result> {
  options.signal?.throwIfAborted();
  return askBreakEven(scenario, question, settingsOf(scenario, options));
}

/**
 * Fits two outputs, one observed and one computed, over the systems of a scenario at its nominal point; `size` names a
 * third, from 0 to 1, on which the fitted ratio depends.
 *
 * @throws IssueError where an output is unknown, or a value is not above 0.
 */
export function calibrate(
  scenario: Scenario,
  observed: string,
  computed: string,
  { size }: { readonly size?: string } = {},
): Calibration {
  const question = { observed, computed, ...(size === undefined ? {} : { size }) };
  return calibrateScenario(scenario, question).calibration;
}

/** The points at which a model that runs elsewhere is to be evaluated: what `rebound design` writes. */
export function design(scenario: Scenario, options: VerbOptions = {}): ScenarioDesign {
  return designScenario({
    scenario,
    built: buildModel(scenario),
    directions: directionsFor(scenario, options),
  });
}

/**
 * The analyses of outputs that were made elsewhere: what `rebound analyze --json` prints.
 *
 * @throws IssueError with every missing column and row.
 */
export function analyzeOutputs(scenario: Scenario, made: MadeElsewhere, options: VerbOptions = {}): Result {
  return analyzeScenario(scenario, made, settingsOf(scenario, options));
}
