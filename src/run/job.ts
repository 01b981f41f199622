import type { Reduction } from "../analyze/aggregate.ts";
import type { SummaryContext } from "../analyze/summarize.ts";
import type { Plan } from "../design/index.ts";
import type { Program } from "../evaluate/program.ts";
import type { Model } from "../model/model.ts";

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

/** All that a worker must know to compute any block of rows: plain data, the same for every worker. */
export interface Job {
  readonly model: Model;
  /** The model compiled, once for all workers. */
  readonly program: Program;
  readonly plan: Plan;
  /** Number of rows, over all replicates. */
  readonly draws: number;
  /** The first so many targets are summarised for every system; the others only feed trends and aggregates. */
  readonly outputs: number;
  readonly trends: readonly TrendJob[];
  readonly aggregates: readonly AggregateJob[];
  readonly summary: SummaryContext;
}

/**
 * Where the columns of a job stand in its store, each `draws` values long: the targets of the first system, of the
 * second …, then growth, doubling time and r2 of each trend, then the aggregates.
 */
export interface ColumnLayout {
  readonly columns: number;
  target(system: number, target: number): number;
  trend(trend: number): number;
  aggregate(aggregate: number): number;
  /** Columns that are summarised, in ascending order. */
  readonly summarized: readonly number[];
}

export function layOut(job: Job): ColumnLayout {
  const targets = job.model.targets.length;
  const firstTrend = job.model.systems.length * targets;
  const firstAggregate = firstTrend + 3 * job.trends.length;
  const columns = firstAggregate + job.aggregates.length;
  return {
    columns,
    target: (system, target) => system * targets + target,
    trend: (trend) => firstTrend + 3 * trend,
    aggregate: (aggregate) => firstAggregate + aggregate,
    summarized: Array.from({ length: columns }, (_, column) => column).filter(
      (column) => column >= firstTrend || column % targets < job.outputs,
    ),
  };
}
