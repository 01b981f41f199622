import { renderCalibrations } from "../report/calibration-table.ts";
import { calibrateScenario } from "../run/calibrate-scenario.ts";
import { listMembers } from "../scenario/load.ts";
import { load, loadOptions } from "./load.ts";
import type { ScenarioOptions } from "./options.ts";
import { writeOut } from "./output.ts";

export interface CalibrateOptions extends ScenarioOptions {
  readonly observed: string;
  readonly computed: string;
}

/** The ratio between two outputs over systems, for each member of a family. */
export async function calibrateCommand(path: string, options: CalibrateOptions): Promise<void> {
  const members = await listMembers(path, loadOptions(options));
  const found = [];
  for (const member of members.length === 0 ? [undefined] : members.map(({ name }) => name)) {
    const scenario = await load(path, options, member);
    const calibration = calibrateScenario(scenario, options.observed, options.computed);
    found.push({ name: member ?? scenario.name, calibration });
  }
  if (options.json) writeOut(`${JSON.stringify({ format: "rebound-calibration/1", calibrations: found })}\n`);
  else writeOut(renderCalibrations(found));
}
