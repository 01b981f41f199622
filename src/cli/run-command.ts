import { availableParallelism } from "node:os";
import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderResult } from "../report/terminal.ts";
import type { Result } from "../result/result.ts";
import { type Executor, inline, type Progress } from "../run/execute.ts";
import { runScenario } from "../run/run.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { exitOnInterrupt, withoutInterrupt } from "./interrupt.ts";
import { load, loadDirections } from "./load.ts";
import type { RunOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { version } from "./version.ts";

/** Below this many seconds on one thread, starting others takes longer than it saves. */
const poolPays = 0.3;

export async function runCommand(path: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await load(path, options);
  if (options.out !== undefined && !options.force) await refuseExisting(options.out, scenario);
  const result = await compute(scenario, options);
  if (options.out !== undefined) {
    const { out, force = false } = options;
    await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
  }
  for (const note of result.notes)
    if (options.json || options.quiet) process.stderr.write(`Note: ${note}.\n`);
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderResult(result, bold));
}

async function compute(scenario: Scenario, options: RunOptions): Promise<Result> {
  const bar = showProgress(options.quiet === true);
  try {
    return await runScenario(scenario, {
      directions: await loadDirections(),
      executor: (seconds) => chooseExecutor(seconds, options.workers),
      progress: bar.progress,
      version,
      runtime: `node ${process.versions.node}`,
    });
  } finally {
    bar.stop();
  }
}

/** This thread for a small job or `--workers 0`, else a pool that ends with the job. */
function chooseExecutor(seconds: number, workers: number | undefined): Executor {
  if (workers === 0 || (workers === undefined && seconds < poolPays)) return inline;
  const threads = workers ?? availableParallelism();
  return {
    async execute(job, progress: Progress) {
      const { startPool } = await import("../pool/pool.ts");
      const pool = startPool(threads, new URL("./worker.js", import.meta.url));
      try {
        return await pool.execute(job, progress);
      } finally {
        await pool.close();
      }
    },
  };
}
