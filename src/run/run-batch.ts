import { digestOf } from "../result/digest.ts";
import type { Result } from "../result/result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Progress } from "./executor.ts";

/** One scenario of a batch: a file, or one member of the family that it declares. */
export interface BatchItem {
  readonly file: string;
  readonly member?: string;
  /** The case of each axis of its family. */
  readonly at: Readonly<Record<string, string | number>>;
  /** What a member changes in its file: names of factors, paths of other entries. */
  readonly changes?: readonly string[];
  /** Where its results go, relative to the folder of the batch. */
  readonly folder: string;
}

/** What became of one scenario: computed now, taken from an earlier run, or why there is no result. */
export type BatchOutcome = { readonly item: BatchItem } & (
  | { readonly status: "computed" | "reused"; readonly result: Result }
  | { readonly status: "failed"; readonly error: unknown }
);

export interface BatchOptions {
  readonly version: string;
  load(item: BatchItem): Promise<Scenario>;
  /** The result of an earlier run in the place of this one, if there is one. */
  find(item: BatchItem): Promise<Result | undefined>;
  compute(scenario: Scenario, progress: Progress): Promise<Result>;
  /** Called with each result, computed now or taken from an earlier run, before the next begins. */
  keep(item: BatchItem, result: Result, status: "computed" | "reused"): Promise<void>;
  /** What the outcome holds of a result that is kept, so that a long batch does not hold all of each. */
  held(result: Result): Result;
  /** Over the whole batch. */
  readonly progress: Progress;
}

/** Runs scenarios one after another, whatever becomes of each; the next is read while one is computed. */
export async function runBatch(
  items: readonly BatchItem[],
  options: BatchOptions,
): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  // Nothing of a scenario is held once it is done: a batch may be long.
  let next = items[0] === undefined ? undefined : settle(options.load(items[0]));
  for (const [index, item] of items.entries()) {
    const progress: Progress = (done) => options.progress((index + done) / items.length);
    const loaded = await next!;
    const following = items[index + 1];
    next = following === undefined ? undefined : settle(options.load(following));
    outcomes.push(await runItem(item, loaded, options, progress));
    progress(1);
  }
  return outcomes;
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

/** A promise that never rejects: nobody waits yet for what is read ahead. */
function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

async function runItem(
  item: BatchItem,
  loaded: Settled<Scenario>,
  options: BatchOptions,
  progress: Progress,
): Promise<BatchOutcome> {
  try {
    if ("error" in loaded) throw loaded.error;
    const earlier = await options.find(item);
    const reused = earlier !== undefined && isCurrent(earlier, loaded.value, options.version);
    const result = reused ? earlier : await options.compute(loaded.value, progress);
    const status = reused ? "reused" : "computed";
    await options.keep(item, result, status);
    return { item, status, result: options.held(result) };
  } catch (error) {
    return { item, status: "failed", error };
  }
}

/** Whether a result is of this very scenario: same version, same file as resolved, same inputs. */
export function isCurrent({ name, manifest }: Result, scenario: Scenario, version: string): boolean {
  const hashes = (inputs: Scenario["inputs"]): string => inputs.map(({ sha256 }) => sha256).join();
  return (
    name === scenario.name &&
    manifest.version === version &&
    manifest.scenarioDigest === digestOf(scenario.resolved) &&
    hashes(manifest.inputs) === hashes(scenario.inputs)
  );
}
