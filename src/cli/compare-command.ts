import { renderComparison } from "../report/comparison-table.ts";
import { comparisonFileNames } from "../report/files.ts";
import { compareScenarios } from "../run/compare.ts";
import { withComputer } from "./compute.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { load } from "./load.ts";
import type { RunOptions } from "./options.ts";
import { publishResult, refuseTaken, writeResult } from "./publish.ts";

/** Two scenarios on common draws; `--set` changes both. */
export async function compareCommand(a: string, b: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const [first, second] = [await load(a, options), await load(b, options)];
  await refuseTaken(comparisonFileNames, options);
  const result = await withComputer(options, async (computer, progress) =>
    compareScenarios(first, second, await computer.settingsFor(first, progress)),
  );
  if (options.out !== undefined) await writeResult(result, options.out, options.force ?? false);
  await publishResult(result, options, renderComparison);
}
