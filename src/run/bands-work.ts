import { makeRunSorter } from "../analyze/runs.ts";
import { shapeOf } from "../analyze/shape.ts";
import { type OutputSummary, type SummaryContext, summarizeColumn } from "../analyze/summarize.ts";
import { type TrendColumns, trendMeasures } from "../analyze/trend.ts";
import { backEndNamed, type FactorSource, mostRowsOf, once } from "../evaluate/evaluate.ts";
import { sampledSource } from "../evaluate/sources.ts";
import type { SampledShape } from "../model/explain-factor.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Range } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";
import { makeReducer } from "./reducer.ts";
import {
  pairsRead,
  type ReducedColumns,
  type Reductions,
  type RowSample,
  sampledRanges,
} from "./reductions.ts";

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

/** Where the columns of a job stand in its store, each `draws` values long. */
export interface BandsLayout extends ReducedColumnNumbers {
  readonly columns: number;
  /**
   * Whether a piece holds all rows of a system: then its outputs are summarised while they are at hand, and only
   * those that a reduction reads are kept. Else all are kept and summarised afterwards.
   */
  readonly wholeRows: boolean;
  /** Column of a target of a system, or −1 where it is not kept. */
  target(system: number, target: number): number;
  /** Columns that are summarised in the end, in ascending order. */
  readonly summarized: readonly number[];
  /** The rows of a column that have values, where not all do. */
  sample(column: number): RowSample | undefined;
}

interface ReducedColumnNumbers {
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
  const isOutput = (column: number): boolean => column % targets < job.outputs;
  return {
    columns,
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

/** The pieces of a job on a store of `layOut(job).columns × job.draws` values, column by column. */
export const bandsKind: JobKind<BandsJob, BandsPiece, BandsPart> = {
  kind: "bands",
  prepare(job, store) {
    const layout = layOut(job);
    const column = (index: number): Float64Array =>
      store.subarray(index * job.draws, (index + 1) * job.draws);
    const reduced = reducedColumns(layout, column);
    const sorter = once(() => makeRunSorter(job.draws));
    const summarize = (values: Float64Array): OutputSummary => summarizeColumn(values, job.summary, sorter());
    const summarizeKept = (index: number): OutputSummary => {
      const sample = layout.sample(index);
      if (sample === undefined) return summarize(column(index));
      return summarizeColumn(takeSample(column(index), sample), job.summary);
    };
    const reduce = once(() => makeReducer(job.reductions, job.model.systems.length));
    const source = once(() => sampledSource(job.model, job.plan));
    const evaluate = once(() => evaluateSystems(job, source(), layout, store, summarize));
    return (piece) => {
      if (piece.stage === "evaluate") return evaluate()(piece.systems, piece.rows);
      if (piece.stage === "shapes") return shapesOf(source(), piece.factors, Math.min(shown, job.draws));
      if (piece.stage === "summarize") return layout.summarized.slice(...piece.columns).map(summarizeKept);
      const read = (system: number, target: number): Float64Array => column(layout.target(system, target));
      reduce()(read, ...piece.rows, reduced);
      return [];
    };
  },
  writes(job, piece) {
    if (piece.stage === "summarize" || piece.stage === "shapes") return [];
    const layout = layOut(job);
    const [from, to] = piece.rows;
    return columnsWritten(job, layout, piece).map((column) => [
      column * job.draws + from,
      column * job.draws + to,
    ]);
  },
};

function columnsWritten(
  job: BandsJob,
  layout: BandsLayout,
  piece: Exclude<BandsPiece, { stage: "summarize" | "shapes" }>,
): readonly number[] {
  if (piece.stage === "reduce") {
    const first = layout.trend(0);
    return Array.from({ length: layout.columns - first }, (_, index) => first + index);
  }
  const [from, to] = piece.systems;
  const targets = job.model.targets.map((_, target) => target);
  return Array.from({ length: to - from }, (_, index) => from + index)
    .flatMap((system) => targets.map((target) => layout.target(system, target)))
    .filter((column) => column >= 0);
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
      for (let target = 0; target < targets; target++) {
        const own = values.subarray(target * rows, (target + 1) * rows);
        const index = layout.target(system, target);
        if (index >= 0) store.set(own, index * job.draws + first);
        if (layout.wholeRows && rows === job.draws && target < job.outputs) summaries.push(summarize(own));
      }
    }
    return summaries;
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
