import type { Reduction } from "../analyze/aggregate.ts";
import type { TrendColumns, TrendMeasure } from "../analyze/trend.ts";
import type { Expr } from "../expression/expr.ts";

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
