import { type Kernel, kernelOf } from "./kernels.ts";
import type { Instruction, Program, Routine } from "./program.ts";

/** Where the values of factors come from: a plan, or the nominal point. */
export interface FactorSource {
  /** Writes the values of one component of a factor for rows from..to−1 into `out` from `offset` on. */
  fill(factor: number, component: number, from: number, to: number, out: Float64Array, offset: number): void;
}

/** What receives the values of one target of one system: `values(row) = memory[offset + ((row − from) & mask)]`. */
export type Receive = (
  system: number,
  target: number,
  from: number,
  to: number,
  memory: Float64Array,
  offset: number,
  mask: number,
) => void;

/** Runs a compiled model. A back end (here plain loops) prepares once and evaluates any range of rows. */
export interface BackEnd {
  readonly name: string;
  prepare(program: Program, source: FactorSource): (from: number, to: number, receive: Receive) => void;
}

export const javascript: BackEnd = {
  name: "javascript",
  prepare(program, source) {
    const memory = new Float64Array(program.memorySize);
    memory.set(program.scalars);
    const common = bind(program.common);
    const systems = program.systems.map(bind);
    return (from, to, receive) => {
      for (let start = from; start < to; start += program.blockRows) {
        const end = Math.min(to, start + program.blockRows);
        run(common, source, memory, start, end);
        program.systems.forEach((system, index) => {
          run(systems[index]!, source, memory, start, end);
          system.targets.forEach(({ offset, mask }, target) => {
            receive(index, target, start, end, memory, offset, mask);
          });
        });
      }
    };
  },
};

/** A routine with its kernels looked up. */
interface Bound {
  readonly draws: Routine["draws"];
  readonly steps: readonly (Instruction & { readonly kernel: Kernel })[];
}

function bind({ draws, instructions }: Routine): Bound {
  return { draws, steps: instructions.map((step) => ({ ...step, kernel: kernelOf(step.fn, step.arity) })) };
}

function run(routine: Bound, source: FactorSource, memory: Float64Array, from: number, to: number): void {
  for (const { factor, component, out } of routine.draws)
    source.fill(factor, component, from, to, memory, out);
  for (const { kernel, out, operands } of routine.steps) {
    const [a, b, c] = operands;
    kernel(memory, to - from, out, a.offset, a.mask, b.offset, b.mask, c.offset, c.mask);
  }
}
