import type { Shard } from "./checkpoint.ts";

/** A shard of one scenario of several. */
export interface ShardTask {
  /** Which scenario. */
  readonly item: number;
  readonly shard: Shard;
}

/**
 * What one of `of` tasks computes of so many scenarios: a scenario is the unit; where there are more tasks than
 * scenarios, each scenario is cut into shards, the first ones into one more where they do not come out even.
 */
export function shardTasks(items: number, { index, of }: Shard): readonly ShardTask[] {
  if (of <= items) {
    const whole = { index: 0, of: 1 };
    return Array.from({ length: items }, (_, item) => ({ item, shard: whole })).filter(
      ({ item }) => item % of === index,
    );
  }
  let first = 0;
  for (let item = 0; item < items; item++) {
    const own = shardsOfItem(items, item, of);
    if (index < first + own) return [{ item, shard: { index: index - first, of: own } }];
    first += own;
  }
  return [];
}

/** How many shards make up a scenario. */
export function shardsOfItem(items: number, item: number, of: number): number {
  return of <= items ? 1 : Math.floor(of / items) + (item < of % items ? 1 : 0);
}
