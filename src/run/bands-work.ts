import { blockRows } from "../analyze/blocks.ts";
import { makeRunSorter } from "../analyze/runs.ts";
import { shapeOf } from "../analyze/shape.ts";
import { type OutputSummary, type SummaryContext, summarizeColumn } from "../analyze/summarize.ts";
import { type TrendColumns, trendMeasures } from "../analyze/trend.ts";
import { backEndNamed, type FactorSource, once } from "../evaluate/evaluate.ts";
import { sampledSource } from "../evaluate/sources.ts";
import type { SampledShape } from "../model/explain-factor.ts";
import { type BandsLayout, cutRows, layOut, type ReducedColumnNumbers, takeSample } from "./bands-layout.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Range } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";
import { makeReducer } from "./reducer.ts";
import type { ReducedColumns } from "./reductions.ts";

/** Bands of every output of every system, and of what is made of them. */
export interface BandsJob extends Evaluation {
  readonly kind: "bands";
  /** Number of rows, over all replicates. */
  readonly draws: number;
  /** The first so many targets are summarised for every system; the others only feed reductions. */
  readonly outputs: number;
  readonly summary: SummaryContext;
}

/** A piece: systems over some rows, reductions over some rows, summaries of some columns, or shapes of some factors. */
export type BandsPiece =
  | { readonly stage: "evaluate"; readonly systems: Range; readonly rows: Range }
  | { readonly stage: "reduce"; readonly rows: Range }
  | { readonly stage: "summarize"; readonly columns: Range }
  | { readonly stage: "shapes"; readonly factors: Range };

/** What a piece gives: summaries, or how the draws of factors lie, null where they do not vary. */
export type BandsPart = readonly OutputSummary[] | readonly (SampledShape | null)[];

/** Draws that show how a factor's values lie: the first, so many or fewer. */
const shown = 1024;

/** The pieces of a job on a store of `layOut(job).size` values. */
export const bandsKind: JobKind<BandsJob, BandsPiece, BandsPart> = {
  kind: "bands",
  prepare(job, store) {
    const layout = layOut(job);
    const column = (index: number): Float64Array =>
      store.subarray(layout.start(index), layout.start(index) + job.draws);
    const reduced = reducedColumns(layout, column);
    const sorter = once(() => makeRunSorter(job.draws));
    const summarize = (values: Float64Array): OutputSummary => summarizeColumn(values, job.summary, sorter());
    const summarizeKept = (index: number): OutputSummary => {
      const sample = layout.sample(index);
      if (sample === undefined) return summarize(column(index));
      return summarizeColumn(takeSample(column(index), sample), job.summary);
    };
    const reduce = once(() => reducerOf(job, layout, store, reduced));
    const source = once(() => sampledSource(job.model, job.plan));
    const evaluate = once(() => evaluateSystems(job, source(), layout, store, summarize));
    return (piece) => {
      if (piece.stage === "evaluate") return evaluate()(piece.systems, piece.rows);
      if (piece.stage === "shapes") return shapesOf(source(), piece.factors, Math.min(shown, job.draws));
      if (piece.stage === "summarize") return layout.summarized.slice(...piece.columns).map(summarizeKept);
      reduce()(...piece.rows);
      return [];
    };
  },
  writes(job, piece) {
    if (piece.stage === "summarize" || piece.stage === "shapes") return [];
    const layout = layOut(job);
    const [from, to] = piece.rows;
    if (piece.stage === "evaluate" && layout.wholeRows) return blocksWritten(job, layout, piece.systems);
    return columnsWritten(job, layout, piece).map((column) => [
      layout.start(column) + from,
      layout.start(column) + to,
    ]);
  },
};

function columnsWritten(
  job: BandsJob,
  layout: BandsLayout,
  piece: Exclude<BandsPiece, { stage: "summarize" | "shapes" }>,
): readonly number[] {
  if (piece.stage === "evaluate") return columnsOf(job, layout, piece.systems);
  const first = layout.trend(0);
  return Array.from({ length: layout.columns - first }, (_, index) => first + index);
}

/** Columns in which outputs of some systems are kept: one after another. */
function columnsOf({ model }: BandsJob, layout: BandsLayout, [from, to]: Range): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
    .flatMap((system) => model.targets.map((_, target) => layout.target(system, target)))
    .filter((column) => column >= 0);
}

/** Of every block what some systems have there. */
function blocksWritten(job: BandsJob, layout: BandsLayout, systems: Range): readonly Range[] {
  const columns = columnsOf(job, layout, systems);
  const [first, count] = [columns[0], columns.length];
  if (first === undefined) return [];
  return Array.from({ length: Math.ceil(job.draws / blockRows) }, (_, block) => {
    const start = layout.place(block * blockRows) + first * blockRows;
    return [start, start + count * blockRows];
  });
}

/** What reduces rows of the outputs in a store. */
function reducerOf(job: BandsJob, layout: BandsLayout, store: Float64Array, out: ReducedColumns) {
  const reduce = makeReducer(job.reductions, job.model.systems.length);
  if (!layout.wholeRows) {
    const column = (system: number, target: number): Float64Array => {
      const start = layout.start(layout.target(system, target));
      return store.subarray(start, start + job.draws);
    };
    return (from: number, to: number) => reduce(column, from, to, out);
  }
  return (from: number, to: number) => {
    const column = (system: number, target: number): Float64Array => {
      const values = new Float64Array(to);
      for (const [first, last] of cutRows(from, to)) {
        const start = layout.place(first) + layout.target(system, target) * blockRows;
        values.set(store.subarray(start, start + last - first), first);
      }
      return values;
    };
    reduce(column, from, to, out, (start, memory, place) => {
      for (const [first, last] of cutRows(start, Math.min(to, start + blockRows))) {
        const at = layout.place(first);
        if (first === start && first % blockRows === 0)
          memory.set(store.subarray(at, at + layout.inBlocks * blockRows), place);
        else
          for (let i = 0; i < layout.inBlocks; i++) {
            const from = at + i * blockRows;
            memory.set(store.subarray(from, from + last - first), place + i * blockRows + first - start);
          }
      }
    });
  };
}

/** How the first draws of the first component of some factors lie. */
function shapesOf(
  source: FactorSource,
  [first, last]: Range,
  rows: number,
): readonly (SampledShape | null)[] {
  const values = new Float64Array(rows);
  return Array.from({ length: last - first }, (_, i) => {
    source.fill(first + i, 0, 0, rows, values, 0);
    return shapeOf(values) ?? null;
  });
}

/** Evaluates some systems over some rows, keeps what the layout has a place for, summarises outputs if it may. */
function evaluateSystems(
  job: BandsJob,
  source: FactorSource,
  layout: BandsLayout,
  store: Float64Array,
  summarize: (values: Float64Array) => OutputSummary,
): (systems: Range, rows: Range) => readonly OutputSummary[] {
  const evaluator = backEndNamed(job.backEnd).prepare(job.program, source);
  const targets = job.model.targets.length;
  const keep = keeperOf(job, layout, store);
  let values = new Float64Array(0);
  return (systems, [first, last]) => {
    const summaries: OutputSummary[] = [];
    const rows = last - first;
    if (values.length !== targets * rows) values = new Float64Array(targets * rows);
    evaluator.load(first, last);
    for (let system = systems[0]; system < systems[1]; system++) {
      evaluator.evaluate(system, (target, from, to, memory, offset, mask) => {
        const at = target * rows + from - first;
        if (mask === 0) values.fill(memory[offset]!, at, at + to - from);
        else values.set(memory.subarray(offset, offset + to - from), at);
      });
      keep(system, values, first, rows);
      for (let target = 0; target < targets; target++) {
        const own = values.subarray(target * rows, (target + 1) * rows);
        if (layout.wholeRows && rows === job.draws && target < job.outputs) summaries.push(summarize(own));
      }
    }
    return summaries;
  };
}

/** Writes what the store has a place for of one system: `rows` values of each target, from row `first` on. */
function keeperOf({ model }: BandsJob, layout: BandsLayout, store: Float64Array) {
  return (system: number, values: Float64Array, first: number, rows: number): void => {
    const kept = model.targets.flatMap((_, target) => {
      const column = layout.target(system, target);
      return column < 0 ? [] : [{ column, from: target * rows }];
    });
    if (!layout.wholeRows) {
      for (const { column, from } of kept)
        store.set(values.subarray(from, from + rows), layout.start(column) + first);
      return;
    }
    // What stands together is written together.
    for (const [start, end] of cutRows(first, first + rows)) {
      for (const { column, from } of kept) {
        const to = layout.place(start) + column * blockRows;
        for (let row = start; row < end; row++) store[to + row - start] = values[from + row - first]!;
      }
    }
  };
}

/** The columns that hold reductions. */
export function reducedColumns(
  numbers: ReducedColumnNumbers,
  column: (index: number) => Float64Array,
): ReducedColumns {
  return {
    trend: (index) =>
      Object.fromEntries(
        trendMeasures.map((measure, i) => [measure, column(numbers.trend(index) + i)]),
      ) as TrendColumns,
    aggregate: (index) => column(numbers.aggregate(index)),
    quantity: (index) => column(numbers.quantity(index)),
  };
}
