import { addBlock, type Centring, makeSums, type SobolSums, type SumsLayout } from "../analyze/sobol/sums.ts";
import { variantRows } from "../evaluate/variants.ts";
import { log } from "../math/elementary.ts";
import type { Range } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";
import { prepareSaltelli, type SaltelliEvaluation } from "./saltelli.ts";

/** How the values of one quantity are centred, and those of its logarithm where that is wanted. */
export interface Reduction {
  readonly plain: Centring;
  readonly log?: Centring;
}

/** Sums for Sobol' indices over rows of a Saltelli design. */
export interface SobolJob extends SaltelliEvaluation {
  readonly kind: "sobol";
  readonly layout: SumsLayout;
  readonly by: readonly Reduction[];
  /** Rows of a block: what a bootstrap keeps together; at most `variantRows`. */
  readonly blockRows: number;
}

/** The sums of one block of rows for one quantity. */
export interface BlockSums {
  readonly plain: SobolSums;
  readonly log?: SobolSums;
}

/** A piece is a range of rows of the plan; it gives, block by block, the sums of each quantity. */
export const sobolKind: JobKind<SobolJob, Range, readonly (readonly BlockSums[])[]> = {
  kind: "sobol",
  prepare(job) {
    const evaluate = prepareSaltelli(job);
    return ([from, to]) => {
      const blocks: BlockSums[][] = [];
      evaluate(from, to, (rows, y) => {
        for (let start = 0; start < rows; start += job.blockRows) {
          const end = Math.min(rows, start + job.blockRows);
          blocks.push(
            job.by.map((by, quantity) =>
              sumBlock(job, by, (variant) => y(variant, quantity).subarray(start, end)),
            ),
          );
        }
      });
      return blocks;
    };
  },
  writes: () => [],
};

function sumBlock({ layout }: SobolJob, by: Reduction, y: (variant: number) => Float64Array): BlockSums {
  const columns = (map: (column: Float64Array) => Float64Array) => {
    const column = (variant: number): Float64Array => map(y(variant));
    const groups = Array.from({ length: layout.groups }, (_, group) => group);
    return {
      a: column(0),
      b: column(1),
      ab: groups.map((group) => column(2 + group)),
      ba: layout.both ? groups.map((group) => column(2 + layout.groups + group)) : [],
    };
  };
  const plain = makeSums(layout);
  addBlock(
    plain,
    layout,
    columns((column) => column),
    by.plain,
  );
  if (by.log === undefined) return { plain };
  const logarithm = makeSums(layout);
  addBlock(
    logarithm,
    layout,
    columns((column) => column.map(log)),
    by.log,
  );
  return { plain, log: logarithm };
}

/** Rows from..to−1 of one replicate in pieces of whole blocks: cut the same way whatever else is computed. */
export function cutRows(from: number, to: number, first: number): readonly Range[] {
  const length = 4 * variantRows;
  const ranges: Range[] = [];
  for (let row = from; row < to; row += length)
    ranges.push([first + row, first + Math.min(to, row + length)]);
  return ranges;
}
