import type { OutputsRequest, Request } from "../result/request.ts";
import type { Result } from "../result/result.ts";
import type { ChooseMethods } from "../scenario/analyses/choose-methods.ts";
import type { Scenario, ScenarioRequest } from "../scenario/scenario.ts";
import type { Table } from "../table/table.ts";
import { chooseForRows } from "./analyses/choose-for-rows.ts";
import { analyzeScenario } from "./analyze.ts";
import { askBreakEven } from "./ask-break-even.ts";
import { compareScenarios } from "./compare.ts";
import { type RunOptions, runScenario, runSensitivity } from "./run.ts";

/** A file of outputs, and its digest as an input. */
export interface ReadTable {
  readonly table: Table;
  readonly input: Scenario["inputs"][number];
}

/** How what a request names is read, and what computes. */
export interface RecomputeOptions {
  /** `choose`: what the method `auto` means, if not for a model to evaluate. */
  load(request: ScenarioRequest, choose?: ChooseMethods): Promise<Scenario>;
  read(file: string): Promise<ReadTable>;
  settingsFor(scenario: Scenario): Promise<RunOptions>;
}

/**
 * Computes a result again from what was asked for.
 *
 * @throws IssueError where what the request names cannot be read or run.
 */
export async function recompute(request: Request, options: RecomputeOptions): Promise<Result> {
  if (request.verb === "analyze") return analyzeAgain(request, options);
  const scenario = await options.load(request);
  const settings = await options.settingsFor(scenario);
  switch (request.verb) {
    case "sensitivity":
      return runSensitivity(scenario, settings);
    case "compare":
      return compareScenarios(scenario, await options.load(request.against), settings);
    case "break-even":
      return askBreakEven(scenario, request.question, settings);
    default:
      return runScenario(scenario, settings);
  }
}

async function analyzeAgain(
  request: ScenarioRequest & OutputsRequest,
  options: RecomputeOptions,
): Promise<Result> {
  const outputs = await options.read(request.outputs);
  const design = request.design === undefined ? undefined : await options.read(request.design);
  const made = {
    outputs: outputs.table,
    ...(design === undefined ? {} : { design: design.table }),
    ...(request.layout === undefined ? {} : { layout: request.layout }),
  };
  const scenario = await options.load(request, (context) => chooseForRows(made, context));
  const inputs = [...scenario.inputs, outputs.input, ...(design === undefined ? [] : [design.input])];
  return analyzeScenario({ ...scenario, inputs }, made, await options.settingsFor(scenario));
}
