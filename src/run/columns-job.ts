import { trendMeasures } from "../analyze/trend.ts";
import { backEndNamed, type FactorSource } from "../evaluate/evaluate.ts";
import { sampledSource } from "../evaluate/sources.ts";
import { reducedColumns } from "./bands-work.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Executor, type Progress, type Range, runPieces, split } from "./executor.ts";
import type { Job, JobKind } from "./job-kind.ts";
import { makeReducer } from "./reducer.ts";
import { pairsRead, type ReducedColumns, type Reductions } from "./reductions.ts";

/** Every quantity in every row of a plan: for designs whose rows are wanted one by one. */
export interface ColumnsJob extends Evaluation {
  readonly kind: "columns";
}

/** Rows evaluated together: their outputs over all systems stay near. */
const blockRows = 256;

/**
 * What evaluates ranges of rows, of values from `source`, into a store that holds the quantities one after another,
 * each `rows` long.
 */
export function prepareRows(
  { model, program, reductions, backEnd }: Omit<Evaluation, "plan">,
  source: FactorSource,
  rows: number,
  store: Float64Array,
): (piece: Range) => null {
  const evaluator = backEndNamed(backEnd).prepare(program, source);
  const outputs = outputBlocks(reductions, model.systems.length, blockRows);
  const reduced = reducedBlocks(reductions, blockRows);
  const reduce = makeReducer(reductions, model.systems.length);
  return ([first, last]) => {
    for (let start = first; start < last; start += blockRows) {
      const end = Math.min(last, start + blockRows);
      evaluator.load(start, end);
      for (const system of outputs.systems) {
        evaluator.evaluate(system, (target, from, to, memory, offset, mask) => {
          const block = outputs.block(system, target);
          if (block === undefined) return;
          if (mask === 0) block.fill(memory[offset]!, from - start, to - start);
          else block.set(memory.subarray(offset, offset + to - from), from - start);
        });
      }
      const read = (system: number, target: number) => outputs.block(system, target)!;
      reduce(read, 0, end - start, reduced);
      reductions.quantities.forEach((_, index) => {
        store.set(reduced.quantity(index).subarray(0, end - start), index * rows + start);
      });
    }
    return null;
  };
}

/** Where a range of rows stands in the store. */
export function rowsWritten(
  { reductions }: Omit<Evaluation, "plan">,
  rows: number,
  [from, to]: Range,
): readonly Range[] {
  return reductions.quantities.map((_, index) => [index * rows + from, index * rows + to]);
}

/** A piece is a range of rows. */
export const columnsKind: JobKind<ColumnsJob, Range, null> = {
  kind: "columns",
  prepare: (job, store) => prepareRows(job, sampledSource(job.model, job.plan), job.plan.draws, store),
  writes: (job, piece) => rowsWritten(job, job.plan.draws, piece),
};

/** All quantities of a job, one column each, in declared order. */
export function runColumns(
  job: ColumnsJob,
  executor: Executor,
  progress: Progress,
): Promise<readonly Float64Array[]> {
  return collectColumns(job, columnsKind, job.plan.draws, executor, progress);
}

/** Runs all rows of a job whose kind was made with `prepareRows`. */
export async function collectColumns<J extends Job & { readonly reductions: Reductions }>(
  job: J,
  kind: JobKind<J, Range, null>,
  rows: number,
  executor: Executor,
  progress: Progress,
): Promise<readonly Float64Array[]> {
  const { length } = job.reductions.quantities;
  const session = executor.open(job, length * rows);
  await runPieces(session, kind, split(rows, 16, executor.mostPieces), progress);
  return Array.from({ length }, (_, index) => session.store.subarray(index * rows, (index + 1) * rows));
}

/** Room for a block of each output that a reduction reads, and the systems that have one. */
export function outputBlocks(reductions: Reductions, systems: number, rows: number) {
  const pairs = pairsRead(reductions, systems);
  const blocks = new Map<number, Map<number, Float64Array>>();
  for (const [system, target] of pairs) {
    if (!blocks.has(system)) blocks.set(system, new Map());
    blocks.get(system)!.set(target, new Float64Array(rows));
  }
  return {
    systems: [...blocks.keys()],
    block: (system: number, target: number) => blocks.get(system)!.get(target),
  };
}

/** Room for a block of each reduction. */
export function reducedBlocks(reductions: Reductions, rows: number): ReducedColumns {
  const { trends, aggregates, quantities } = reductions;
  const firstAggregate = trendMeasures.length * trends.length;
  const firstQuantity = firstAggregate + aggregates.length;
  const columns = Array.from({ length: firstQuantity + quantities.length }, () => new Float64Array(rows));
  return reducedColumns(
    {
      trend: (trend) => trendMeasures.length * trend,
      aggregate: (aggregate) => firstAggregate + aggregate,
      quantity: (quantity) => firstQuantity + quantity,
    },
    (index) => columns[index]!,
  );
}
