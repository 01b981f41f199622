import { type Calibration, calibrate } from "../analyze/calibrate.ts";
import { IssueError } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import { masterKey } from "../design/key.ts";
import { compile } from "../evaluate/program.ts";
import { buildModel } from "../model/build.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { evaluateNominal } from "./deterministic.ts";

/** What is fitted on what: outputs of a scenario, and a column. */
export interface CalibrationQuestion {
  readonly observed: string;
  readonly computed: string;
  /** Output from 0 to 1 on which the fitted ratio depends. */
  readonly size?: string;
  /** Column that says of each system whether what is computed is known without what was observed: yes, no or unknown. */
  readonly independent?: string;
}

/** A calibration, with what the column says of each of its rows, in their order. */
export interface ScenarioCalibration {
  readonly calibration: Calibration;
  readonly independent?: readonly string[];
}

/**
 * Fits two outputs of a scenario, one observed and one computed, over its systems at the nominal point.
 *
 * @throws IssueError where an output or a column is unknown, or a value of a system is not above 0.
 */
export function calibrateScenario(
  scenario: Scenario,
  { observed, computed, size, independent }: CalibrationQuestion,
): ScenarioCalibration {
  const { model, rows } = buildModel(scenario);
  const value = evaluateNominal({ model, program: compile(model) });
  const columnOf = (name: string, isRight: (entry: number) => boolean, expected: string): Float64Array => {
    const target = scenario.outputs.findIndex((output) => output.name === name);
    if (target < 0) {
      const known = `an output: ${scenario.outputs.map((output) => output.name).join(", ")}`;
      throw new IssueError([{ file: scenario.file, path: "outputs", got: `"${name}"`, expected: known }]);
    }
    const values = Float64Array.from(model.systems, (_, system) => value(system, target));
    const bad = values.findIndex((entry) => !(isRight(entry) && Number.isFinite(entry)));
    if (bad < 0) return values;
    const got = `${values[bad]} for ${model.systems[bad]}`;
    const hint = "Leave such systems out with `where`.";
    throw new IssueError([{ file: scenario.file, path: `outputs.${name}`, got, expected, hint }]);
  };
  const positive = (name: string) => columnOf(name, (entry) => entry > 0, "values above 0");
  const key = masterKey(scenario.sampling.seed, "calibration");
  const sizes =
    size === undefined
      ? undefined
      : columnOf(size, (entry) => entry >= 0 && entry <= 1, "values from 0 to 1");
  const calibration = calibrate(model.systems, positive(observed), positive(computed), key, sizes);
  if (independent === undefined) return { calibration };
  const texts = textsOf(scenario, independent);
  return { calibration, independent: rows.map((row) => texts[row] || "unknown") };
}

function textsOf({ file, systems }: Scenario, name: string): readonly string[] {
  const columns = systems?.table.columns;
  const column = columns?.get(name);
  if (column !== undefined) return column.texts;
  const suggestion = nearest(name, columns?.keys() ?? []);
  const hint = suggestion === undefined ? {} : { hint: `Did you mean "${suggestion}"?` };
  throw new IssueError([
    { file, path: "table", got: `"${name}"`, expected: "a column of the table", ...hint },
  ]);
}
