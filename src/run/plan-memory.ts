import { countDraws } from "../evaluate/routine.ts";
import { buildModel } from "../model/build.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { shardAnalyses } from "./analyses/index.ts";
import { layOut } from "./bands-layout.ts";
import type { BandsJob } from "./bands-work.ts";
import { ShardDone } from "./checkpoint.ts";
import { type Executor, usualPieces } from "./executor.ts";
import type { Job } from "./job-kind.ts";
import { prepareReductions } from "./make-job.ts";
import type { RunOptions } from "./run.ts";
import { runShard } from "./run-shard.ts";

/** What a run takes before it computes: code, scenario, model (measured on the main job). */
const base = 240 * 2 ** 20;
/** The same of each thread. */
const perThread = 80 * 2 ** 20;
const doubleBytes = Float64Array.BYTES_PER_ELEMENT;

/** Bytes that a part of a run takes at most, beside `base`. */
export interface PartMemory {
  /** `bands`, or the name of an analysis. */
  readonly part: string;
  /** What is kept for all of it. */
  readonly kept: number;
  /** What one thread works on. */
  readonly working: number;
}

/** Where a run is computed. */
export interface Machine {
  /** 0: in the calling thread. */
  readonly threads: number;
  /** A shard only keeps its own pieces. */
  readonly shards?: number;
}

/** What each part of a run would take, without computing it. */
export async function planMemory(scenario: Scenario, options: RunOptions): Promise<readonly PartMemory[]> {
  const parts: PartMemory[] = [];
  await runShard(scenario, {
    ...options,
    progress: () => {},
    tell: () => {},
    executor: sizing(parts, "run"),
  });
  return parts;
}

/** The same of the analyses of a scenario alone. */
export async function planAnalyses(
  scenario: Scenario,
  { directions }: RunOptions,
): Promise<readonly PartMemory[]> {
  const parts: PartMemory[] = [];
  const built = buildModel(scenario);
  const prepared = prepareReductions(scenario, built);
  const executor = sizing(parts, "run");
  const [progress, tell] = [() => {}, () => {}];
  await shardAnalyses(scenario.analyses, { scenario, built, prepared, directions, executor, progress, tell });
  return parts;
}

/** Roughly how many bytes a run takes: the draws stay while analyses come and go. */
export function totalMemory(parts: readonly PartMemory[], { threads, shards = 1 }: Machine): number {
  const of = ({ kept, working }: PartMemory): number => kept / shards + working * Math.max(1, threads);
  const most = (own: readonly PartMemory[]): number => own.reduce((sum, part) => Math.max(sum, of(part)), 0);
  const isBands = ({ part }: PartMemory): boolean => part === "bands";
  const rest = parts.filter((part) => !isBands(part));
  return base + perThread * threads + most(parts.filter(isBands)) + most(rest);
}

/** An executor that notes what jobs would take and computes nothing. */
function sizing(parts: PartMemory[], part: string): Executor {
  return {
    within: (name) => sizing(parts, name),
    open(job, size) {
      parts.push({ part, kept: doubleBytes * size, working: doubleBytes * workingDoubles(job) });
      return {
        store: new Float64Array(0),
        run() {
          throw new ShardDone();
        },
      };
    },
  };
}

/** Values that a thread holds of a job of bands; those of others come in small blocks. */
function workingDoubles(job: Job): number {
  if (job.kind !== "bands") return 0;
  const { draws, model, program } = job as BandsJob;
  const rows = layOut(job as BandsJob).wholeRows ? draws : Math.ceil(draws / usualPieces);
  const drawn = program.systems.reduce((most, system) => Math.max(most, countDraws(system)), 0);
  // Sorting takes two and a half columns.
  return (program.commonRegisters + drawn + model.targets.length) * rows + 2.5 * draws;
}
