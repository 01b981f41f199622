import { prepareAggregate, type ReduceBlock } from "../analyze/aggregate.ts";
import { type Blocks, blockRows, type Places } from "../analyze/blocks.ts";
import { fitNamed } from "../analyze/fits.ts";
import { makeBlocks } from "../analyze/make-blocks.ts";
import { type FitRows, prepareTrendFit } from "../analyze/weighted-trend.ts";
import { evaluateColumns } from "../evaluate/columnwise.ts";
import { log10 } from "../math/elementary.ts";
import {
  type AggregateJob,
  type ColumnOf,
  type Primitive,
  pairsRead,
  type ReducedColumns,
  type Reductions,
  type RowSample,
  sampledRanges,
  type TrendJob,
} from "./reductions.ts";

/**
 * Computes trends, aggregates and quantities of rows from..to−1; rows have the same numbers in what it reads. `load`
 * brings a block of all outputs at once where they stand together.
 */
export type Reduce = (
  column: ColumnOf,
  from: number,
  to: number,
  out: ReducedColumns,
  load?: LoadBlock,
) => void;

/**
 * Brings the rows from `start` on, `blockRows` or what there is of them, of every output that is read, in the order of
 * `pairsRead`, to columns of `blockRows` values one after another.
 */
export type LoadBlock = (start: number, memory: Float64Array, place: number) => void;

/**
 * Prepares reductions. Block by block every output that one of them reads is brought into one memory, its logarithm is
 * taken once for all trends, and everything is computed there. `systems`: how many the model has.
 */
export function makeReducer(reductions: Reductions, systems: number): Reduce {
  const blocks = makeBlocks();
  const room = new Room(blocks);
  const pairs = pairsRead(reductions, systems);
  const outputs = room.placeOutputs(pairs);
  const fits = reductions.trends.map((trend) => ({ fit: prepareFit(trend, room), sample: trend.sample }));
  const aggregates = reductions.aggregates.map((job) => prepareReduction(job, systems, room));
  return (column, from, to, out, load = loaderOf(pairs, column, to)) => {
    const trendColumns = fits.map((_, index) => Object.values(out.trend(index)));
    const aggregateColumns = aggregates.map((_, index) => out.aggregate(index));
    for (let start = from; start < to; start += blockRows) {
      const end = Math.min(to, start + blockRows);
      load(start, blocks.memory(), outputs);
      room.takeLogs(end - start);
      fits.forEach(({ fit, sample }, index) => {
        fitBlock(fit, sample, start, end, trendColumns[index]!);
      });
      aggregates.forEach((reduce, index) => {
        const place = reduce(end - start);
        aggregateColumns[index]!.set(blocks.memory().subarray(place, place + end - start), start);
      });
    }
    evaluateQuantities(reductions, column, from, to, out);
  };
}

function loaderOf(pairs: ReturnType<typeof pairsRead>, column: ColumnOf, to: number): LoadBlock {
  const columns = pairs.map(([system, target]) => column(system, target));
  return (start, memory, place) => {
    const end = Math.min(to, start + blockRows);
    columns.forEach((values, i) => {
      memory.set(values.subarray(start, end), place + i * blockRows);
    });
  };
}

/** Rows of a trend that its sample leaves out are NaN. */
function fitBlock(
  fitRows: FitRows,
  sample: RowSample | undefined,
  start: number,
  end: number,
  out: readonly Float64Array[],
): void {
  if (sample !== undefined) for (const measure of out) measure.fill(Number.NaN, start, end);
  for (const [first, last] of sampledRanges(start, end, sample)) {
    Object.values(fitRows(first - start, last - first)).forEach((measure, i) => {
      out[i]!.set(measure.subarray(0, last - first), first);
    });
  }
}

function evaluateQuantities(
  { quantities }: Reductions,
  column: ColumnOf,
  from: number,
  to: number,
  out: ReducedColumns,
): void {
  const read = (primitive: Primitive): Float64Array => {
    if (primitive.kind === "output") return column(primitive.system, primitive.target);
    if (primitive.kind === "aggregate") return out.aggregate(primitive.index);
    return out.trend(primitive.index)[primitive.measure];
  };
  quantities.forEach(({ expr, reads }, index) => {
    evaluateColumns(expr, (name) => read(reads[name]!), from, to, out.quantity(index));
  });
}

/** Where the values of a block stand: each output of each system that is read, its logarithm, and constants. */
class Room {
  readonly blocks: Blocks;
  readonly #outputs = new Map<string, number>();
  /** The place of an output, and of its logarithm. */
  readonly #logs = new Map<number, number>();
  readonly #constants = new Map<number, number>();

  constructor(blocks: Blocks) {
    this.blocks = blocks;
  }

  /** Gives outputs places that follow each other; the first. */
  placeOutputs(pairs: ReturnType<typeof pairsRead>): number {
    const first = this.blocks.allocate(pairs.length);
    pairs.forEach(([system, target], i) => {
      this.#outputs.set(`${system}/${target}`, first + i * blockRows);
    });
    return first;
  }

  of(system: number, target: number): number {
    return this.#outputs.get(`${system}/${target}`)!;
  }

  logOf(system: number, target: number): number {
    return this.#take(this.#logs, this.of(system, target));
  }

  /** A column of one number. */
  constant(value: number): number {
    const isNew = !this.#constants.has(value);
    const place = this.#take(this.#constants, value);
    if (isNew) this.blocks.memory().fill(value, place, place + blockRows);
    return place;
  }

  takeLogs(rows: number): void {
    for (const [from, to] of this.#logs) this.blocks.log10(from, rows, to);
  }

  #take<K>(known: Map<K, number>, key: K): number {
    let place = known.get(key);
    if (place === undefined) {
      place = this.blocks.allocate(1);
      known.set(key, place);
    }
    return place;
  }
}

function placesOf(room: Room, systems: Iterable<number>, target: number): Places {
  return room.blocks.list(Array.from(systems, (system) => room.of(system, target)));
}

function prepareFit({ target, systems, dates, fit, top, weights, values }: TrendJob, room: Room): FitRows {
  const logs =
    values === undefined
      ? Array.from(systems, (system) => room.logOf(system, target))
      : Array.from(values, (value) => room.constant(log10(value)));
  return prepareTrendFit(fitNamed(fit), { top }, room.blocks, {
    dates,
    logs: room.blocks.list(logs),
    ...(weights === undefined ? {} : { weights: placesOf(room, systems, weights) }),
  });
}

function prepareReduction(
  { target, reduce, systems: members }: AggregateJob,
  systems: number,
  room: Room,
): ReduceBlock {
  const all = reduce === "share" ? Array.from({ length: systems }, (_, system) => system) : [];
  return prepareAggregate(reduce, room.blocks, placesOf(room, members, target), placesOf(room, all, target));
}
