import { makeSums, mergeSums, type SobolSums, type SumsLayout } from "../../analyze/sobol/sums.ts";
import type { BlockSums } from "../sobol-job.ts";

/** Most parts of a design that are kept apart for a bootstrap. */
export const mostParts = 64;

/** The parts of a design whose sums are kept apart, for one quantity. */
interface Parts {
  readonly plain: SobolSums[];
  readonly log: SobolSums[];
}

/**
 * Sums of a design as its blocks come in, in the order of rows: replicate by replicate, or (for a bootstrap) in parts of
 * equally many blocks, joined in pairs when the design is doubled, so that memory does not grow with it.
 */
export class SobolParts {
  readonly #layout: SumsLayout;
  readonly #byReplicate: boolean;
  readonly #parts: Parts[];

  constructor(layout: SumsLayout, quantities: number, replicates: number, byReplicate: boolean) {
    this.#layout = layout;
    this.#byReplicate = byReplicate;
    const start = (): SobolSums[] =>
      Array.from({ length: byReplicate ? replicates : 0 }, () => makeSums(layout));
    this.#parts = Array.from({ length: quantities }, () => ({ plain: start(), log: start() }));
  }

  /** Adds blocks of one size of the design: of each replicate a list, the rows that the last size did not have. */
  add(replicates: readonly (readonly (readonly BlockSums[])[])[]): void {
    if (this.#byReplicate) {
      for (const [replicate, blocks] of replicates.entries()) {
        for (const block of blocks) this.#merge(block, replicate);
      }
      return;
    }
    const blocks = replicates.flat();
    const perPart = Math.ceil(blocks.length / mostParts);
    const first = this.#parts[0]?.plain.length ?? 0;
    for (const [index, block] of blocks.entries()) this.#merge(block, first + Math.floor(index / perPart));
    if (first > 0) for (const parts of this.#parts) this.#halve(parts);
  }

  #merge(block: readonly BlockSums[], part: number): void {
    for (const [quantity, { plain, log }] of block.entries()) {
      const parts = this.#parts[quantity]!;
      this.#mergeInto(parts.plain, part, plain);
      if (log !== undefined) this.#mergeInto(parts.log, part, log);
    }
  }

  #mergeInto(parts: SobolSums[], part: number, sums: SobolSums): void {
    const into = parts[part] ?? makeSums(this.#layout);
    parts[part] = into;
    mergeSums(into, sums);
  }

  #halve(parts: Parts): void {
    for (const list of [parts.plain, parts.log]) {
      const joined: SobolSums[] = [];
      for (const [index, sums] of list.entries()) {
        if (index % 2 === 0) joined.push(sums);
        else mergeSums(joined.at(-1)!, sums);
      }
      list.splice(0, list.length, ...joined);
    }
  }

  plain(quantity: number): readonly SobolSums[] {
    return this.#parts[quantity]!.plain;
  }

  log(quantity: number): readonly SobolSums[] {
    return this.#parts[quantity]!.log;
  }
}
