import { availableParallelism } from "node:os";
import { loadedPlugins } from "../node/plugins.ts";
import type { Pool } from "../pool/pool.ts";
import type { Result } from "../result/result.ts";
import type { Executor, Progress } from "../run/executor.ts";
import { inline } from "../run/inline.ts";
import { planAnalyses, planMemory } from "../run/plan-memory.ts";
import { type RunOptions, runScenario } from "../run/run.ts";
import { runShard } from "../run/run-shard.ts";
import { drawnOf } from "../scenario/drawn.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { limitTime, mayBeLarge, refuseTooLarge } from "./limits.ts";
import { loadDirections } from "./load.ts";
import type { RunOptions as CommandOptions, LimitOptions } from "./options.ts";
import { showProgress } from "./progress.ts";
import { refuseUnwritable } from "./publish.ts";
import { version } from "./version.ts";

/** Below this many evaluations of an equation, starting threads takes longer than it saves. */
const poolPays = 1e7;

type Settings = Required<
  Pick<RunOptions, "executor" | "directions" | "progress" | "version" | "runtime" | "tell">
>;

/** What computes scenarios, on one pool of threads that starts when it first pays. */
export interface Computer {
  /** What a function of the engine needs to compute a scenario. */
  settingsFor(scenario: Scenario, progress: Progress): Promise<Settings>;
  /** The same where only its analyses are computed, and may be refused as too large. */
  settingsForAnalyses(scenario: Scenario, progress: Progress): Promise<Settings>;
  /** `wrap`: what to make of the executor, such as one that keeps finished pieces. */
  run(scenario: Scenario, progress: Progress, wrap?: (executor: Executor) => Executor): Promise<Result>;
  /** Computes one of some shards of a run: as much as `wrap` lets it, which also keeps what comes of it. */
  runShard(
    scenario: Scenario,
    progress: Progress,
    shards: number,
    wrap: (executor: Executor) => Executor,
  ): Promise<void>;
  close(): Promise<void>;
}

type ComputerOptions = Pick<CommandOptions, "workers" | "backEnd" | "quiet" | "out"> & LimitOptions;

/** Hands a computer and the progress of a bar to `use`; both are gone afterwards. */
export async function withComputer<T>(
  options: ComputerOptions,
  use: (computer: Computer, progress: Progress) => Promise<T>,
): Promise<T> {
  if (options.out !== undefined) await refuseUnwritable(options.out);
  const bar = showProgress(options.quiet ?? false);
  const stopTimer = limitTime(options);
  const computer = makeComputer(options);
  try {
    return await use(computer, bar.progress);
  } finally {
    stopTimer();
    bar.stop();
    await computer.close();
  }
}

/** `workers`: threads; 0 computes in this one; by default as many as the machine has, where the job is large. */
function makeComputer({
  workers,
  backEnd,
  quiet = false,
  pieceTimeout,
  ...limits
}: ComputerOptions): Computer {
  let pool: Pool | undefined;
  const threadsFor = (scenario: Scenario): number =>
    workers ?? (evaluations(scenario) < poolPays ? 0 : availableParallelism());
  const executorFor = async (scenario: Scenario): Promise<Executor> => {
    const threads = threadsFor(scenario);
    if (threads === 0) return inline;
    const { startPool } = await import("../pool/pool.ts");
    const plugins = loadedPlugins().map(({ url }) => url);
    pool ??= startPool(threads, new URL("./worker.js", import.meta.url), {
      plugins,
      ...(pieceTimeout === undefined ? {} : { pieceTimeout: pieceTimeout / 1000 }),
      tell: (text) => void process.stderr.write(`${text}.\n`),
    });
    return pool;
  };
  const settingsOn = async (executor: Executor, progress: Progress): Promise<Settings> => ({
    executor,
    directions: await loadDirections(),
    progress,
    version,
    runtime: runtimeName,
    tell: (text) => {
      if (!quiet) process.stderr.write(`${text}\n`);
    },
  });
  const settingsFor = async (scenario: Scenario, progress: Progress): Promise<Settings> =>
    settingsOn(await executorFor(scenario), progress);
  const refuse = async (scenario: Scenario, plan: typeof planMemory, shards = 1): Promise<void> => {
    if (!mayBeLarge(scenario, limits)) return;
    const settings = await settingsOn(inline, () => {});
    const machine = { threads: threadsFor(scenario), shards };
    await refuseTooLarge(scenario, (own) => plan(own, settings), machine, limits);
  };
  return {
    settingsFor,
    async settingsForAnalyses(scenario, progress) {
      await refuse(scenario, planAnalyses);
      return settingsFor(scenario, progress);
    },
    async run(scenario, progress, wrap = (executor) => executor) {
      await refuse(scenario, planMemory);
      const settings = await settingsFor(scenario, progress);
      const chosen = backEnd === undefined ? {} : { backEnd };
      return runScenario(scenario, { ...settings, executor: wrap(settings.executor), ...chosen });
    },
    async runShard(scenario, progress, shards, wrap) {
      await refuse(scenario, planMemory, shards);
      const settings = await settingsFor(scenario, progress);
      await runShard(scenario, { ...settings, executor: wrap(settings.executor) });
    },
    close: async () => pool?.close(),
  };
}

export const runtimeName = `node ${process.versions.node}`;

/** Roughly how many times an equation is evaluated; once each where no factor varies. */
function evaluations({ systems, equations, factors, sampling }: Scenario): number {
  const varies = factors.flatMap(drawnOf).some(({ distribution }) => distribution.family !== "constant");
  return (systems?.table.rows ?? 1) * equations.length * (varies ? sampling.draws : 1);
}
