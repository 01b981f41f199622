import { countVariants } from "../evaluate/variants.ts";
import { type Executor, type Progress, type Range, runPieces, split } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";
import { prepareSaltelli, type SaltelliEvaluation } from "./saltelli.ts";

/** Every quantity in every variant of some rows of a Saltelli design, kept one by one. */
export interface VariantsJob extends SaltelliEvaluation {
  readonly kind: "variants";
  /** Row of the plan at which the rows start, and how many there are. */
  readonly first: number;
  readonly rows: number;
}

/** A piece is a range of rows; the store holds, variant after variant, the quantities, each `rows` long. */
export const variantsKind: JobKind<VariantsJob, Range, null> = {
  kind: "variants",
  prepare(job, store) {
    const evaluate = prepareSaltelli(job);
    const quantities = job.reductions.quantities.length;
    const variants = countVariants(job.swaps);
    return ([from, to]) => {
      let row = from;
      evaluate(job.first + from, job.first + to, (rows, y) => {
        for (let variant = 0; variant < variants; variant++) {
          for (let quantity = 0; quantity < quantities; quantity++) {
            const start = (variant * quantities + quantity) * job.rows + row;
            store.set(y(variant, quantity).subarray(0, rows), start);
          }
        }
        row += rows;
      });
      return null;
    };
  },
  writes(job, [from, to]) {
    const columns = countVariants(job.swaps) * job.reductions.quantities.length;
    return Array.from({ length: columns }, (_, column) => [column * job.rows + from, column * job.rows + to]);
  },
};

/** The values of a quantity in a variant, row by row. */
export type VariantColumns = (variant: number, quantity: number) => Float64Array;

export async function runVariants(
  job: VariantsJob,
  executor: Executor,
  progress: Progress,
): Promise<VariantColumns> {
  const quantities = job.reductions.quantities.length;
  const session = executor.open(job, countVariants(job.swaps) * quantities * job.rows);
  await runPieces(session, variantsKind, split(job.rows, 64, executor.mostPieces), progress);
  return (variant, quantity) => {
    const start = (variant * quantities + quantity) * job.rows;
    return session.store.subarray(start, start + job.rows);
  };
}
