import { totalmem } from "node:os";
import { type Machine, type PartMemory, totalMemory } from "../run/plan-memory.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { endNow } from "./interrupt.ts";
import type { LimitOptions } from "./options.ts";

/** Part of the machine's memory that a run may take where nothing is said. */
const memoryShare = 0.6;
/** Fewer draws than these are not advised. */
const leastDraws = 256;
/** Ends the process when its time is over, with what is finished kept; the timer is to be stopped. */
export function limitTime({ maxTime }: LimitOptions): () => void {
  if (maxTime === undefined) return () => {};
  const timer = setTimeout(
    () => endNow(1, `Stopped after ${maxTime / 1000} s, as --max-time says.`),
    Math.max(0, maxTime - performance.now()),
  );
  return () => clearTimeout(timer);
}

/** Bytes that a run may take: as said, or a share of what the machine, or its container, has. */
export function memoryLimit({ maxMemory }: LimitOptions): number {
  if (maxMemory !== undefined) return maxMemory;
  const constrained = process.constrainedMemory() ?? 0;
  return memoryShare * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
}

/** Whether a run is so large that what it takes has to be found out first. */
export function mayBeLarge({ systems, outputs, sampling }: Scenario, options: LimitOptions): boolean {
  const bytes = (systems?.table.rows ?? 1) * outputs.length * sampling.draws * Float64Array.BYTES_PER_ELEMENT;
  return options.maxMemory !== undefined || bytes > memoryLimit(options) / 4;
}

/** What the parts of a scenario would take. */
export type Plan = (scenario: Scenario) => Promise<readonly PartMemory[]>;

/**
 * Refuses, before anything is computed, what would not fit.
 *
 * @throws UsageError with the flag that makes it fit.
 */
export async function refuseTooLarge(
  scenario: Scenario,
  plan: Plan,
  machine: Machine,
  options: LimitOptions,
): Promise<void> {
  const most = memoryLimit(options);
  const parts = await plan(scenario);
  const needed = totalMemory(parts, machine);
  if (needed <= most) return;
  const what = options.maxMemory === undefined ? "memory of this machine" : "--max-memory";
  const way = fewerThreads(parts, machine, most) ?? (await fewerDraws(scenario, plan, machine, most));
  throw new UsageError(
    `${what}: got a run that takes about ${describe(needed)}, expected at most ${describe(most)}. ${way ?? otherWay(parts, machine, most)}`,
  );
}

function fewerThreads(parts: readonly PartMemory[], machine: Machine, most: number): string | undefined {
  for (let threads = machine.threads - 1; threads >= 0; threads--)
    if (totalMemory(parts, { ...machine, threads }) <= most) return `Add --workers ${threads}.`;
  return undefined;
}

async function fewerDraws(
  scenario: Scenario,
  plan: Plan,
  machine: Machine,
  most: number,
): Promise<string | undefined> {
  const { sampling } = scenario;
  const workers = machine.threads > 0 ? "--workers 0 " : "";
  for (let draws = 2 ** Math.floor(Math.log2(sampling.draws - 1)); draws >= leastDraws; draws /= 2) {
    const parts = await plan({ ...scenario, sampling: { ...sampling, draws } });
    if (totalMemory(parts, { ...machine, threads: 0 }) <= most) return `Add ${workers}--draws ${draws}.`;
  }
  return undefined;
}

function otherWay(parts: readonly PartMemory[], machine: Machine, most: number): string {
  const alone = { ...machine, threads: 0 };
  const bare = totalMemory([], alone);
  if (bare > most) return `Even an empty run takes ${describe(bare)}: raise --max-memory.`;
  const [largest] = [...parts].sort((a, b) => b.kept + b.working - a.kept - a.working);
  const part = largest!.part === "bands" ? "outputs and what is made of them" : `analyses.${largest!.part}`;
  const enough = Math.ceil(totalMemory(parts, alone) / 2 ** 20);
  return `Most of it is for ${part}: ask for less there, or add --workers 0 --max-memory ${enough}M.`;
}

function describe(bytes: number): string {
  const gigabytes = bytes / 2 ** 30;
  return gigabytes >= 1 ? `${gigabytes.toFixed(1)} GiB` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
