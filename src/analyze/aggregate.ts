import type { Blocks, Places } from "./blocks.ts";
import { medianNetwork } from "./median-network.ts";

export type Reduction = "sum" | "mean" | "median" | "share";

/** Reduces the rows of a block; the values stand in the memory from the place given on, and may be changed. */
export type ReduceBlock = (rows: number) => number;

/**
 * Reduces, for each row of a block, the values of some systems (`columns`) to one: their sum, mean, median (of an even
 * number: the mean of the two in the middle) or share of the sum over `all`. A row with a non-finite member, or whose
 * result is not finite (0/0), becomes NaN: a failed draw. `all` matters for a share only. Throws RangeError if there
 * is no system.
 */
export function prepareAggregate(
  reduce: Reduction,
  blocks: Blocks,
  columns: Places,
  all: Places,
): ReduceBlock {
  const size = columns.places.length;
  if (size === 0) {
    throw new RangeError(`${reduce}: got no systems, expected at least one. Widen the aggregate's where.`);
  }
  const to = blocks.allocate(1);
  const total = reduce === "share" ? blocks.allocate(1) : to;
  const compute = (rows: number): void => {
    if (reduce === "median") blocks.takeMedians(columns, medianNetwork(size), rows, to);
    else blocks.addUp(columns, rows, to);
    if (reduce === "share") blocks.addUp(all, rows, total);
  };
  return (rows) => {
    compute(rows);
    const memory = blocks.memory();
    for (let i = 0; i < rows; i++) {
      let value = memory[to + i]!;
      if (reduce === "mean") value /= size;
      // An infinite total must not pass as a share of 0.
      if (reduce === "share")
        value = Number.isFinite(memory[total + i]!) ? value / memory[total + i]! : Number.NaN;
      memory[to + i] = Number.isFinite(value) ? value : Number.NaN;
    }
    return to;
  };
}
