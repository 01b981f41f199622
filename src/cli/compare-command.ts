import { renderComparison } from "../report/comparison-table.ts";
import { compareScenarios } from "../run/compare.ts";
import { makeComputer, runtimeName } from "./compute.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { load, loadDirections } from "./load.ts";
import type { RunOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { showProgress } from "./progress.ts";
import { version } from "./version.ts";

/** Two scenarios on common draws; `--set` changes both. */
export async function compareCommand(a: string, b: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const [first, second] = [await load(a, options), await load(b, options)];
  const bar = showProgress(options.quiet === true);
  const computer = makeComputer(options.workers, options.backEnd);
  try {
    const result = await compareScenarios(first, second, {
      executor: await computer.executorFor(first),
      directions: await loadDirections(),
      progress: bar.progress,
      version,
      runtime: runtimeName,
    });
    bar.stop();
    if (options.json) writeOut(`${JSON.stringify(result)}\n`);
    else if (!options.quiet) writeOut(renderComparison(result, bold));
  } finally {
    bar.stop();
    await computer.close();
  }
}
