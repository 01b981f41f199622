import { blockRows } from "../analyze/blocks.ts";
import { trendMeasures } from "../analyze/trend.ts";
import { mostRowsOf } from "../evaluate/evaluate.ts";
import type { BandsJob } from "./bands-work.ts";
import { pairsRead, type Reductions, type RowSample, sampledRanges } from "./reductions.ts";

/**
 * Where the values of a job stand in its store. Columns of `draws` values follow each other, but for the outputs kept
 * where a piece holds all rows: these stand block of rows by block of rows, as reductions read them.
 */
export interface BandsLayout extends ReducedColumnNumbers {
  readonly columns: number;
  /** Values in the store. */
  readonly size: number;
  /** Where a column starts. */
  start(column: number): number;
  /** Outputs kept block by block: as many columns of `blockRows` values in each block. */
  readonly inBlocks: number;
  /** Where a row of the first of these columns stands; of the next, `blockRows` further on. */
  place(row: number): number;
  /**
   * Whether a piece holds all rows of a system: then its outputs are summarised while they are at hand, and only
   * those that a reduction reads are kept. Else all are kept and summarised afterwards.
   */
  readonly wholeRows: boolean;
  /** Column of a target of a system, or −1 where it is not kept; its place in each block where a piece holds all rows. */
  target(system: number, target: number): number;
  /** Columns that are summarised in the end, in ascending order. */
  readonly summarized: readonly number[];
  /** The rows of a column that have values, where not all do. */
  sample(column: number): RowSample | undefined;
}

export interface ReducedColumnNumbers {
  /** The first of a trend's columns; its measures follow each other. */
  trend(trend: number): number;
  aggregate(aggregate: number): number;
  quantity(quantity: number): number;
}

export function layOut(job: BandsJob): BandsLayout {
  const { model, reductions } = job;
  const systems = model.systems.length;
  const targets = model.targets.length;
  const wholeRows = job.draws <= mostRowsOf(job.program);
  const places = new Int32Array(systems * targets).fill(-1);
  let kept = 0;
  if (wholeRows)
    for (const [system, target] of pairsRead(reductions, systems)) places[system * targets + target] = kept++;
  else for (; kept < places.length; kept++) places[kept] = kept;
  const firstAggregate = kept + trendMeasures.length * reductions.trends.length;
  const firstQuantity = firstAggregate + reductions.aggregates.length;
  const columns = firstQuantity + reductions.quantities.length;
  const inBlocks = wholeRows ? kept : 0;
  const blocks = Math.ceil(job.draws / blockRows) * blockRows * inBlocks;
  const start = (column: number): number => blocks + (column - inBlocks) * job.draws;
  const isOutput = (column: number): boolean => column % targets < job.outputs;
  return {
    columns,
    size: start(columns),
    start,
    inBlocks,
    place: (row) => (row - (row % blockRows)) * inBlocks + (row % blockRows),
    wholeRows,
    target: (system, target) => places[system * targets + target]!,
    trend: (trend) => kept + trendMeasures.length * trend,
    aggregate: (aggregate) => firstAggregate + aggregate,
    quantity: (quantity) => firstQuantity + quantity,
    summarized: Array.from({ length: columns }, (_, column) => column).filter(
      (column) => column >= kept || (!wholeRows && isOutput(column)),
    ),
    sample(column) {
      if (column < kept) return undefined;
      if (column < firstAggregate)
        return reductions.trends[Math.floor((column - kept) / trendMeasures.length)]!.sample;
      return column < firstQuantity ? undefined : sampleOfQuantity(reductions, column - firstQuantity);
    },
  };
}

/** The rows from..to−1 cut where blocks end. */
export function cutRows(from: number, to: number): readonly (readonly [from: number, to: number])[] {
  const cuts: [number, number][] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, start - (start % blockRows) + blockRows);
    cuts.push([start, end]);
    start = end;
  }
  return cuts;
}

/** A quantity has values in the rows that all trends it reads have. */
function sampleOfQuantity({ trends, quantities }: Reductions, index: number): RowSample | undefined {
  const samples = Object.values(quantities[index]!.reads).flatMap((primitive) => {
    const sample = primitive.kind === "trend" ? trends[primitive.index]!.sample : undefined;
    return sample === undefined ? [] : [sample];
  });
  return samples.sort((a, b) => a.each - b.each)[0];
}

/** The values of a column in the rows that it has, in order. */
export function takeSample(values: Float64Array, sample: RowSample | undefined): Float64Array {
  if (sample === undefined) return values;
  const ranges = sampledRanges(0, values.length, sample);
  const taken = new Float64Array(ranges.length * sample.each);
  ranges.forEach(([first, last], i) => {
    taken.set(values.subarray(first, last), i * sample.each);
  });
  return taken;
}
