import { aggregateRows, type Reduction } from "../analyze/aggregate.ts";
import { fitTrend, type TrendColumns, type TrendMeasure } from "../analyze/trend.ts";
import { evaluateColumns } from "../evaluate/columnwise.ts";
import type { Expr } from "../expression/expr.ts";

/** A trend over the systems whose indices are given, at these dates (years). */
export interface TrendJob {
  readonly target: number;
  readonly systems: Int32Array;
  readonly dates: Float64Array;
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
  trends.forEach(({ target, systems: members, dates }, index) => {
    fitTrend(dates, columnsOf(target, members), from, to, out.trend(index));
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

/** Every target of every system that a reduction reads, each once: pairs of system and target. */
export function pairsRead(
  { trends, aggregates, quantities }: Reductions,
  systems: number,
): readonly (readonly [system: number, target: number])[] {
  const found = new Map<string, readonly [number, number]>();
  const add = (system: number, target: number): void => {
    found.set(`${system}/${target}`, [system, target]);
  };
  for (const { target, systems: members } of trends) for (const system of members) add(system, target);
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
