import { availableParallelism, totalmem } from "node:os";
import type { BackEndName } from "../evaluate/evaluate.ts";
import type { Pool } from "../pool/pool.ts";
import type { Result } from "../result/result.ts";
import type { Executor, Progress } from "../run/executor.ts";
import { inline } from "../run/inline.ts";
import { type RunOptions, runScenario } from "../run/run.ts";
import { runShard } from "../run/run-shard.ts";
import { drawnOf } from "../scenario/drawn.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { loadDirections } from "./load.ts";
import type { RunOptions as CommandOptions } from "./options.ts";
import { hasPlugins } from "./plugins-in-use.ts";
import { showProgress } from "./progress.ts";
import { version } from "./version.ts";

/** Below this many evaluations of an equation, starting threads takes longer than it saves. */
const poolPays = 1e7;
/** Part of the machine's memory that values may take. */
const memoryShare = 0.6;

type Settings = Required<
  Pick<RunOptions, "executor" | "directions" | "progress" | "version" | "runtime" | "tell">
>;

/** What computes scenarios, on one pool of threads that starts when it first pays. */
export interface Computer {
  /** What a function of the engine needs to compute a scenario. */
  settingsFor(scenario: Scenario, progress: Progress): Promise<Settings>;
  /** `wrap`: what to make of the executor, such as one that keeps finished pieces. */
  run(scenario: Scenario, progress: Progress, wrap?: (executor: Executor) => Executor): Promise<Result>;
  /** Computes as much of a run as `wrap` lets it; what comes of it is kept by that. */
  runShard(scenario: Scenario, progress: Progress, wrap: (executor: Executor) => Executor): Promise<void>;
  close(): Promise<void>;
}

/** Hands a computer and the progress of a bar to `use`; both are gone afterwards. */
export async function withComputer<T>(
  { workers, backEnd, quiet = false }: Pick<CommandOptions, "workers" | "backEnd" | "quiet">,
  use: (computer: Computer, progress: Progress) => Promise<T>,
): Promise<T> {
  const bar = showProgress(quiet);
  const computer = makeComputer(workers, backEnd, quiet);
  try {
    return await use(computer, bar.progress);
  } finally {
    bar.stop();
    await computer.close();
  }
}

/** `workers`: threads; 0 computes in this one; by default as many as the machine has, where the job is large. */
function makeComputer(
  workers: number | undefined,
  backEnd: BackEndName | undefined,
  quiet: boolean,
): Computer {
  let pool: Pool | undefined;
  const open = async (threads: number): Promise<Pool> => {
    const { startPool } = await import("../pool/pool.ts");
    return startPool(threads, new URL("./worker.js", import.meta.url));
  };
  const executorFor = async (scenario: Scenario): Promise<Executor> => {
    const threads = hasPlugins()
      ? 0
      : (workers ?? (evaluations(scenario) < poolPays ? 0 : availableParallelism()));
    if (threads === 0) return inline;
    pool ??= await open(threads);
    return pool;
  };
  const settingsFor = async (scenario: Scenario, progress: Progress): Promise<Settings> => ({
    executor: await executorFor(scenario),
    directions: await loadDirections(),
    progress,
    version,
    runtime: runtimeName,
    tell: (text) => {
      if (!quiet) process.stderr.write(`${text}\n`);
    },
  });
  return {
    settingsFor,
    async run(scenario, progress, wrap = (executor) => executor) {
      refuseTooLarge(scenario);
      const settings = await settingsFor(scenario, progress);
      const chosen = backEnd === undefined ? {} : { backEnd };
      return runScenario(scenario, { ...settings, executor: wrap(settings.executor), ...chosen });
    },
    async runShard(scenario, progress, wrap) {
      const settings = await settingsFor(scenario, progress);
      await runShard(scenario, { ...settings, executor: wrap(settings.executor) });
    },
    close: async () => pool?.close(),
  };
}

export const runtimeName = `node ${process.versions.node}`;

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
