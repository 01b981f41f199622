import { backEndNamed } from "../evaluate/evaluate.ts";
import { nominalSource, sampledSource } from "../evaluate/sources.ts";
import { countVariants, prepareVariants, type Swaps, variantRows } from "../evaluate/variants.ts";
import { outputBlocks, reducedBlocks } from "./columns-job.ts";
import type { Evaluation } from "./evaluation.ts";
import { makeReducer } from "./reducer.ts";

/** An evaluation over the points of a Saltelli design; its plan has the columns of A and of B. */
export interface SaltelliEvaluation extends Evaluation {
  readonly swaps: Swaps;
  /** What takes the place of B: every factor at its nominal value, so that AB_i is A with group i fixed. */
  readonly against?: "nominal";
}

/**
 * What receives a block of base rows: `y(variant, quantity)` holds its `rows` values, variants numbered as
 * `countVariants` says. The columns are used again for the next block.
 */
export type ReceiveRows = (rows: number, y: (variant: number, quantity: number) => Float64Array) => void;

/** Evaluates base rows from..to−1, block by block in ascending order. */
export function prepareSaltelli(
  job: SaltelliEvaluation,
): (from: number, to: number, receive: ReceiveRows) => void {
  const { model, plan, program, reductions, swaps } = job;
  const systems = model.systems.length;
  const other = job.against === "nominal" ? nominalSource(model) : sampledSource(model, plan, 1);
  const sources = [sampledSource(model, plan, 0), other] as const;
  const evaluator = prepareVariants(program, swaps, sources, backEndNamed(job.backEnd));
  const variants = Array.from({ length: countVariants(swaps) }, (_, variant) => ({
    base: variant < 2 + swaps.groups ? 0 : 1,
    outputs: outputBlocks(reductions, systems, variantRows),
    reduced: reducedBlocks(reductions, variantRows),
    /** Outputs, by system and target, that differ from those of the base in this block. */
    changed: new Set<Float64Array>(),
  }));
  const reduce = makeReducer(reductions, systems);
  const evaluateSystem = (system: number, rows: number): void => {
    evaluator.evaluate(system, (variant, target, memory, offset, mask) => {
      const { outputs, changed } = variants[variant]!;
      const block = outputs.block(system, target);
      if (block === undefined) return;
      changed.add(block);
      if (mask === 0) block.fill(memory[offset]!, 0, rows);
      else block.set(memory.subarray(offset, offset + rows));
    });
  };
  return (from, to, receive) => {
    for (let start = from; start < to; start += variantRows) {
      const rows = Math.min(variantRows, to - start);
      evaluator.load(start, start + rows);
      for (const { changed } of variants) changed.clear();
      for (const system of variants[0]!.outputs.systems) evaluateSystem(system, rows);
      for (const { base, outputs, reduced, changed } of variants) {
        const read = (system: number, target: number): Float64Array => {
          const own = outputs.block(system, target)!;
          return changed.has(own) ? own : variants[base]!.outputs.block(system, target)!;
        };
        reduce(read, 0, rows, reduced);
      }
      receive(rows, (variant, quantity) => variants[variant]!.reduced.quantity(quantity));
    }
  };
}
