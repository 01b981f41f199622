import { aggregateRows, type Reduction } from "../analyze/aggregate.ts";
import { fitNamed } from "../analyze/fits.ts";
import { logTaker } from "../analyze/logs.ts";
import { fitTrend, type TrendColumns, type TrendMeasure } from "../analyze/trend.ts";
import { fitPoints } from "../analyze/weighted-trend.ts";
import { evaluateColumns } from "../evaluate/columnwise.ts";
import type { Expr } from "../expression/expr.ts";
import { log10 } from "../math/elementary.ts";

/** Rows of a plan that stand for all: the first `each` of every `of`, that is, of every replicate. */
export interface RowSample {
  readonly each: number;
  readonly of: number;
}

/** A trend over the systems whose indices are given, at these dates (years). */
export interface TrendJob {
  readonly target: number;
  readonly systems: Int32Array;
  readonly dates: Float64Array;
  /** Name in `fits`. */
  readonly fit: string;
  readonly top: number;
  /** Target that holds the weight of each system; without one all count alike. */
  readonly weights?: number;
  /** Values of the systems in all rows, in place of what the target holds. */
  readonly values?: Float64Array;
  /** Without one, all rows are fitted. */
  readonly sample?: RowSample;
}

export interface AggregateJob {
  readonly target: number;
  readonly reduce: Reduction;
  readonly systems: Int32Array;
}

/** A value that a draw has without further computation; trends and aggregates by their number in the job. */
export type Primitive =
  | { readonly kind: "output"; readonly system: number; readonly target: number }
  | { readonly kind: "trend"; readonly index: number; readonly measure: TrendMeasure }
  | { readonly kind: "aggregate"; readonly index: number };

/** An expression over primitives, by the names that it reads. */
export interface QuantityJob {
  readonly expr: Expr;
  readonly reads: Readonly<Record<string, Primitive>>;
}

/** What is made of the outputs of all systems, draw by draw. */
export interface Reductions {
  readonly trends: readonly TrendJob[];
  readonly aggregates: readonly AggregateJob[];
  readonly quantities: readonly QuantityJob[];
}

/** The draws of one target of one system. */
export type ColumnOf = (system: number, target: number) => Float64Array;

/** Where the results go; rows have the same numbers as in the columns read. */
export interface ReducedColumns {
  trend(index: number): TrendColumns;
  aggregate(index: number): Float64Array;
  quantity(index: number): Float64Array;
}

/** Trends, aggregates and quantities of rows from..to−1. `systems`: how many the model has. */
export function reduceRows(
  { trends, aggregates, quantities }: Reductions,
  systems: number,
  column: ColumnOf,
  from: number,
  to: number,
  out: ReducedColumns,
): void {
  const all = Array.from({ length: systems }, (_, system) => system);
  const columnsOf = (target: number, members: Iterable<number>): Float64Array[] =>
    Array.from(members, (system) => column(system, target));
  const logs = logColumns(column, from, to);
  trends.forEach((trend, index) => {
    reduceTrend(trend, column, logs, from, to, out.trend(index));
  });
  aggregates.forEach(({ target, reduce, systems: members }, index) => {
    const whole = reduce === "share" ? columnsOf(target, all) : [];
    aggregateRows(reduce, columnsOf(target, members), whole, from, to, out.aggregate(index));
  });
  const read = (primitive: Primitive): Float64Array => {
    if (primitive.kind === "output") return column(primitive.system, primitive.target);
    if (primitive.kind === "aggregate") return out.aggregate(primitive.index);
    return out.trend(primitive.index)[primitive.measure];
  };
  quantities.forEach(({ expr, reads }, index) => {
    evaluateColumns(expr, (name) => read(reads[name]!), from, to, out.quantity(index));
  });
}

/** log10 of the rows from..to−1 of a column, computed once for all trends that read it. */
function logColumns(column: ColumnOf, from: number, to: number): ColumnOf {
  const known = new Map<string, Float64Array>();
  const take = logTaker();
  return (system, target) => {
    const key = `${system}/${target}`;
    let found = known.get(key);
    if (found === undefined) {
      found = new Float64Array(to - from);
      take(column(system, target), from, to - from, found, 0);
      known.set(key, found);
    }
    return found;
  };
}

/** A trend in rows from..to−1; those outside its sample are NaN. The columns of `logs` begin at row `from`. */
function reduceTrend(
  { target, systems, dates, fit, top, weights, values, sample }: TrendJob,
  column: ColumnOf,
  logs: ColumnOf,
  from: number,
  to: number,
  out: TrendColumns,
): void {
  const own = Object.fromEntries(
    Object.entries(out).map(([measure, whole]) => [measure, whole.subarray(from, to)]),
  ) as unknown as TrendColumns;
  if (sample !== undefined) for (const measure of Object.values(own)) measure.fill(Number.NaN);
  const ranges = sampledRanges(from, to, sample);
  if (ranges.length === 0) return;
  const columns = (of: ColumnOf, wanted: number) => Array.from(systems, (system) => of(system, wanted));
  const drawn = values === undefined ? columns(logs, target) : Array.from(values, log10);
  const weighed =
    weights === undefined
      ? Array.from(systems, () => 1)
      : columns(column, weights).map((weight) => weight.subarray(from, to));
  const isPlain = fit === "ols" && values === undefined && weights === undefined;
  for (const [first, last] of ranges) {
    if (isPlain) fitTrend(dates, drawn as readonly Float64Array[], first - from, last - from, own);
    else {
      const points = { dates, logs: drawn, weights: weighed };
      fitPoints(fitNamed(fit), { top }, points, first - from, last - from, own);
    }
  }
}

/** The ranges of rows from..to−1 that a sample has. */
export function sampledRanges(
  from: number,
  to: number,
  sample: RowSample | undefined,
): readonly (readonly [first: number, last: number])[] {
  if (sample === undefined) return [[from, to]];
  const { each, of } = sample;
  const ranges: (readonly [number, number])[] = [];
  for (let start = Math.floor(from / of) * of; start < to; start += of) {
    const [first, last] = [Math.max(from, start), Math.min(to, start + each)];
    if (first < last) ranges.push([first, last]);
  }
  return ranges;
}

/** Targets that a trend reads of each of its systems. */
export function targetsOfTrend({ target, values, weights }: TrendJob): readonly number[] {
  return [...(values === undefined ? [target] : []), ...(weights === undefined ? [] : [weights])];
}

/** Every target of every system that a reduction reads, each once: pairs of system and target. */
export function pairsRead(
  { trends, aggregates, quantities }: Reductions,
  systems: number,
): readonly (readonly [system: number, target: number])[] {
  const found = new Map<string, readonly [number, number]>();
  const add = (system: number, target: number): void => {
    found.set(`${system}/${target}`, [system, target]);
  };
  for (const trend of trends)
    for (const target of targetsOfTrend(trend)) for (const system of trend.systems) add(system, target);
  for (const { target, reduce, systems: members } of aggregates) {
    for (const system of members) add(system, target);
    if (reduce === "share") for (let system = 0; system < systems; system++) add(system, target);
  }
  for (const { reads } of quantities) {
    for (const primitive of Object.values(reads))
      if (primitive.kind === "output") add(primitive.system, primitive.target);
  }
  return [...found.values()].sort(([s, t], [u, v]) => s - u || t - v);
}
