import { type Calibration, calibrate } from "../analyze/calibrate.ts";
import { IssueError } from "../core/issue.ts";
import { masterKey } from "../design/key.ts";
import { compile } from "../evaluate/program.ts";
import { buildModel } from "../model/build.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { evaluateNominal } from "./deterministic.ts";

/**
 * Fits two outputs of a scenario, one observed and one computed, over its systems at the nominal point.
 *
 * @throws IssueError where an output is unknown, or a value of a system is not above 0.
 */
export function calibrateScenario(scenario: Scenario, observed: string, computed: string): Calibration {
  const { model } = buildModel(scenario);
  const value = evaluateNominal({ model, program: compile(model) });
  const columnOf = (name: string): Float64Array => {
    const target = scenario.outputs.findIndex((output) => output.name === name);
    if (target < 0) {
      const expected = `an output: ${scenario.outputs.map((output) => output.name).join(", ")}`;
      throw new IssueError([{ file: scenario.file, path: "outputs", got: `"${name}"`, expected }]);
    }
    const values = Float64Array.from(model.systems, (_, system) => value(system, target));
    const bad = values.findIndex((entry) => !(entry > 0 && Number.isFinite(entry)));
    if (bad < 0) return values;
    const got = `${values[bad]} for ${model.systems[bad]}`;
    const hint = "Leave such systems out with `where`.";
    throw new IssueError([
      { file: scenario.file, path: `outputs.${name}`, got, expected: "values above 0", hint },
    ]);
  };
  const key = masterKey(scenario.sampling.seed, "calibration");
  return calibrate(model.systems, columnOf(observed), columnOf(computed), key);
}
