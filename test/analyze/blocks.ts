import { prepareAggregate, type Reduction } from "../../src/analyze/aggregate.ts";
import { type Blocks, blockRows, type Places } from "../../src/analyze/blocks.ts";
import { fitNamed } from "../../src/analyze/fits.ts";
import { makeBlocks } from "../../src/analyze/make-blocks.ts";
import type { TrendColumns } from "../../src/analyze/trend.ts";
import { type FitRows, prepareTrendFit } from "../../src/analyze/weighted-trend.ts";

/** Columns of any length in the memory of blocks, and what brings the rows of a block there. */
export function loadColumns(
  blocks: Blocks,
  columns: readonly (Float64Array | number)[],
): { places: Places; load: (start: number, rows: number) => void } {
  const places = blocks.list(columns.map(() => blocks.allocate(1)));
  const load = (start: number, rows: number): void => {
    columns.forEach((column, j) => {
      const place = places.places[j]!;
      if (typeof column === "number") blocks.memory().fill(column, place, place + rows);
      else blocks.memory().set(column.subarray(start, start + rows), place);
    });
  };
  return { places, load };
}

/** Fits columns of logarithms in rows from..to-1. */
export function fitColumns(
  name: string,
  points: {
    readonly dates: Float64Array;
    readonly logs: readonly (Float64Array | number)[];
    readonly weights?: readonly (Float64Array | number)[];
  },
  from: number,
  to: number,
  out: TrendColumns,
  top = 5,
): void {
  const blocks = makeBlocks();
  const logs = loadColumns(blocks, points.logs);
  const weights = points.weights === undefined ? undefined : loadColumns(blocks, points.weights);
  const fitRows: FitRows = prepareTrendFit(fitNamed(name), { top }, blocks, {
    dates: points.dates,
    logs: logs.places,
    ...(weights === undefined ? {} : { weights: weights.places }),
  });
  for (let start = from; start < to; start += blockRows) {
    const rows = Math.min(blockRows, to - start);
    logs.load(start, rows);
    weights?.load(start, rows);
    const found = fitRows(0, rows);
    for (const measure of Object.keys(out) as (keyof TrendColumns)[])
      out[measure].set(found[measure].subarray(0, rows), start);
  }
}

/** Reduces columns in rows from..to-1. */
export function aggregateColumns(
  reduce: Reduction,
  columns: readonly Float64Array[],
  all: readonly Float64Array[],
  from: number,
  to: number,
  out: Float64Array,
): void {
  const blocks = makeBlocks();
  const [own, whole] = [loadColumns(blocks, columns), loadColumns(blocks, all)];
  const aggregate = prepareAggregate(reduce, blocks, own.places, whole.places);
  for (let start = from; start < to; start += blockRows) {
    const rows = Math.min(blockRows, to - start);
    own.load(start, rows);
    whole.load(start, rows);
    const place = aggregate(rows);
    out.set(blocks.memory().subarray(place, place + rows), start);
  }
}
