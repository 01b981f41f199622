import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderResult } from "../report/terminal.ts";
import type { Result } from "../result/result.ts";
import type { Executor } from "../run/executor.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { makeComputer } from "./compute.ts";
import { exitOnInterrupt, keepOnInterrupt, withoutInterrupt } from "./interrupt.ts";
import { load } from "./load.ts";
import type { RunOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting } from "./refuse-existing.ts";

export async function runCommand(path: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await load(path, options);
  const { out, force = false, report = true } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, report);
  const checkpoint = out === undefined ? undefined : await openCheckpoint(out, scenario, options);
  if (checkpoint !== undefined) keepOnInterrupt(checkpoint.keep);
  const result = await compute(scenario, options, checkpoint?.wrap);
  if (out !== undefined) await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
  await checkpoint?.remove();
  for (const note of result.notes)
    if (options.json || options.quiet) process.stderr.write(`Note: ${note}.\n`);
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderResult(result, bold));
  if (out === undefined || !report) return;
  const { writeReport } = await import("./report-files.ts");
  await writeReport(out, result, { force });
}

async function compute(
  scenario: Scenario,
  options: RunOptions,
  wrap?: (executor: Executor) => Executor,
): Promise<Result> {
  const bar = showProgress(options.quiet === true);
  const computer = makeComputer(options.workers, options.backEnd);
  try {
    return await computer.run(scenario, bar.progress, wrap);
  } finally {
    bar.stop();
    await computer.close();
  }
}
