import { trendMeasures } from "../analyze/trend.ts";
import { javascript } from "../evaluate/evaluate.ts";
import { sampledSource } from "../evaluate/sources.ts";
import { reducedColumns } from "./bands-work.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Executor, type Progress, type Range, runPieces, split } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";
import { pairsRead, type ReducedColumns, type Reductions, reduceRows } from "./reductions.ts";

/** Every quantity in every row of a plan: for designs whose rows are wanted one by one. */
export interface ColumnsJob extends Evaluation {
  readonly kind: "columns";
}

/** Rows evaluated together: their outputs over all systems stay near. */
const blockRows = 256;

/** A piece is a range of rows; the store holds the quantities one after another, each `plan.draws` long. */
export const columnsKind: JobKind<ColumnsJob, Range, null> = {
  kind: "columns",
  prepare(job, store) {
    const { model, reductions, plan } = job;
    const evaluator = javascript.prepare(job.program, sampledSource(model, plan));
    const outputs = outputBlocks(reductions, model.systems.length, blockRows);
    const reduced = reducedBlocks(reductions, blockRows);
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
        reduceRows(reductions, model.systems.length, read, 0, end - start, reduced);
        reductions.quantities.forEach((_, index) => {
          store.set(reduced.quantity(index).subarray(0, end - start), index * plan.draws + start);
        });
      }
      return null;
    };
  },
};

/** All quantities of a job, one column each, in declared order. */
export async function runColumns(
  job: ColumnsJob,
  executor: Executor,
  progress: Progress,
): Promise<readonly Float64Array[]> {
  const { draws } = job.plan;
  const session = executor.open(job, job.reductions.quantities.length * draws);
  await runPieces(session, columnsKind, split(draws, 16), progress);
  return job.reductions.quantities.map((_, index) =>
    session.store.subarray(index * draws, (index + 1) * draws),
  );
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
