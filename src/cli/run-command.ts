import { availableParallelism, totalmem } from "node:os";
import { writeFiles } from "../io/write.ts";
import type { Pool } from "../pool/pool.ts";
import { resultFiles } from "../report/files.ts";
import { renderResult } from "../report/terminal.ts";
import type { Result } from "../result/result.ts";
import { inline } from "../run/inline.ts";
import { runScenario } from "../run/run.ts";
import { drawnOf } from "../scenario/drawn.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt, withoutInterrupt } from "./interrupt.ts";
import { load, loadDirections } from "./load.ts";
import type { RunOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { version } from "./version.ts";

/** Below this many evaluations of an equation, starting threads takes longer than it saves. */
const poolPays = 1e7;
/** Part of the machine's memory that values may take. */
const memoryShare = 0.6;

export async function runCommand(path: string, options: RunOptions): Promise<void> {
  exitOnInterrupt();
  const scenario = await load(path, options);
  const { out, force = false, report = true } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, report);
  refuseTooLarge(scenario);
  const result = await compute(scenario, options);
  if (out !== undefined) await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
  for (const note of result.notes)
    if (options.json || options.quiet) process.stderr.write(`Note: ${note}.\n`);
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) writeOut(renderResult(result, bold));
  if (out === undefined || !report) return;
  const { writeReport } = await import("./report-files.ts");
  await writeReport(out, result, { force });
}

async function compute(scenario: Scenario, options: RunOptions): Promise<Result> {
  const bar = showProgress(options.quiet === true);
  const threads = options.workers ?? (evaluations(scenario) < poolPays ? 0 : availableParallelism());
  // Threads start while the model is built.
  const pool = threads === 0 ? undefined : await openPool(threads);
  try {
    return await runScenario(scenario, {
      directions: await loadDirections(),
      executor: pool ?? inline,
      progress: bar.progress,
      version,
      runtime: `node ${process.versions.node}`,
    });
  } finally {
    bar.stop();
    await pool?.close();
  }
}

/** Refuses what would not fit in memory, before the machine starts to swap: all values are kept for their summaries. */
function refuseTooLarge({ systems, outputs, sampling }: Scenario): void {
  const bytes = (systems?.table.rows ?? 1) * outputs.length * sampling.draws * Float64Array.BYTES_PER_ELEMENT;
  const most = memoryShare * totalmem();
  if (bytes <= most) return;
  const draws = 2 ** Math.floor(Math.log2((sampling.draws * most) / bytes));
  const gigabytes = (value: number): string => `${(value / 2 ** 30).toFixed(1)} GiB`;
  throw new UsageError(
    `sampling.draws: got ${sampling.draws}, whose values take ${gigabytes(bytes)}, expected at most ${gigabytes(most)} on this machine. Use ${draws} draws, or fewer outputs.`,
  );
}

/** Roughly how many times an equation is evaluated; once each where no factor varies. */
function evaluations({ systems, equations, factors, sampling }: Scenario): number {
  const varies = factors.flatMap(drawnOf).some(({ distribution }) => distribution.family !== "constant");
  return (systems?.table.rows ?? 1) * equations.length * (varies ? sampling.draws : 1);
}

async function openPool(threads: number): Promise<Pool> {
  const { startPool } = await import("../pool/pool.ts");
  return startPool(threads, new URL("./worker.js", import.meta.url));
}
