import { runSensitivity } from "../run/run.ts";
import { loadAnalyses, publishAnalyses } from "./analyses.ts";
import { withComputer } from "./compute.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import type { SensitivityOptions } from "./options.ts";
import { refuseExisting } from "./refuse-existing.ts";

/** The analyses of a scenario, or those named, without bands. */
export async function sensitivityCommand(path: string, options: SensitivityOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await loadAnalyses(path, options, "shapley");
  const { out, force = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const result = await withComputer(options, async (computer, progress) =>
    runSensitivity(scenario, await computer.settingsForAnalyses(scenario, progress)),
  );
  await publishAnalyses(result, options);
}
