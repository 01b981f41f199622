import { renderComparison } from "../report/comparison-table.ts";
import { compareScenarios } from "../run/compare.ts";
import { withComputer } from "./compute.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { load } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { bold, writeOut } from "./output.ts";

/** Two scenarios on common draws; `--set` changes both. */
export async function compareCommand(a: string, b: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const [first, second] = [await load(a, options), await load(b, options)];
  const result = await withComputer(options, async (computer, progress) =>
    compareScenarios(first, second, await computer.settingsFor(first, progress)),
  );
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderComparison(result, bold));
}
