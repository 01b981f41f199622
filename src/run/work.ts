import { aggregateRows } from "../analyze/aggregate.ts";
import { makeScratch } from "../analyze/sort.ts";
import { type OutputSummary, summarizeColumn } from "../analyze/summarize.ts";
import { fitTrend } from "../analyze/trend.ts";
import { javascript, type Receive } from "../evaluate/evaluate.ts";
import { sampledSource } from "../evaluate/sources.ts";
import { type Job, layOut } from "./job.ts";

/** What a worker does for a job; ranges may be computed in any order, by any worker, with the same values. */
export interface Work {
  /** Computes rows from..to−1 of every column of the store. */
  evaluate(from: number, to: number): void;
  /** Summarises the columns at positions from..to−1 of `layOut(job).summarized`; all rows must be there. */
  summarize(from: number, to: number): OutputSummary[];
}

/** Prepares the work of a job on a store of `layOut(job).columns × job.draws` values, column by column. */
export function prepareWork(job: Job, store: Float64Array): Work {
  const layout = layOut(job);
  const column = (index: number): Float64Array => store.subarray(index * job.draws, (index + 1) * job.draws);
  const keep: Receive = (system, target, from, to, memory, offset, mask) => {
    const start = layout.target(system, target) * job.draws;
    if (mask === 0) store.fill(memory[offset]!, start + from, start + to);
    else store.set(memory.subarray(offset, offset + to - from), start + from);
  };
  const run = once(() => javascript.prepare(job.program, sampledSource(job.model, job.plan)));
  const scratch = once(() => ({ sort: makeScratch(job.draws), values: new Float64Array(job.draws) }));
  return {
    evaluate(from, to) {
      run()(from, to, keep);
      reduceRows(job, column, from, to);
    },
    summarize(from, to) {
      const { sort, values } = scratch();
      return layout.summarized.slice(from, to).map((index) => {
        // Reading shared memory once, in order, is several times faster than working in it.
        values.set(column(index));
        return summarizeColumn(values, job.summary, sort);
      });
    },
  };
}

/** Trends and aggregates of rows from..to−1, from the columns of the systems. */
function reduceRows(job: Job, column: (index: number) => Float64Array, from: number, to: number): void {
  const layout = layOut(job);
  const columnsOf = (target: number, systems: Iterable<number>): Float64Array[] =>
    Array.from(systems, (system) => column(layout.target(system, target)));
  job.trends.forEach(({ target, systems, dates }, index) => {
    const first = layout.trend(index);
    const out = { growthPerYear: column(first), doublingMonths: column(first + 1), r2: column(first + 2) };
    fitTrend(dates, columnsOf(target, systems), from, to, out);
  });
  job.aggregates.forEach(({ target, reduce, systems }, index) => {
    const all = reduce === "share" ? columnsOf(target, job.model.systems.keys()) : [];
    aggregateRows(reduce, columnsOf(target, systems), all, from, to, column(layout.aggregate(index)));
  });
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
