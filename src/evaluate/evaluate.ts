import { assemble, execute, KernelTable, type Place } from "./code.ts";
import type { Operand, Program } from "./program.ts";

/** Where the values of factors come from: a plan, or the nominal point. */
export interface FactorSource {
  /** Writes the values of one component of a factor for rows from..to−1 into `out` from `offset` on. */
  fill(factor: number, component: number, from: number, to: number, out: Float64Array, offset: number): void;
}

/** What receives the values of one target: `values(row) = memory[offset + ((row − from) & mask)]`. */
export type Receive = (
  target: number,
  from: number,
  to: number,
  memory: Float64Array,
  offset: number,
  mask: number,
) => void;

/** A model made ready. Rows are loaded first: what systems have in common is then computed once for all of them. */
export interface Evaluator {
  /** The most rows that can be loaded at once. */
  readonly mostRows: number;
  load(from: number, to: number): void;
  /** Gives every target of one system for the rows loaded, block by block. */
  evaluate(system: number, receive: Receive): void;
}

/** Runs a compiled model. */
export interface BackEnd {
  readonly name: string;
  prepare(program: Program, source: FactorSource): Evaluator;
}

/** A block's registers should stay within a core's second-level cache. */
const blockRows = 512;
/** Room for the common registers of all rows loaded: 64 MB. */
const commonDoubles = 2 ** 23;

/** Most rows, a whole number of blocks, whose common registers have room. */
export function mostRowsOf(program: Program): number {
  const blocks = Math.floor(commonDoubles / (Math.max(1, program.commonRegisters) * blockRows));
  return Math.max(1, blocks) * blockRows;
}

/**
 * Memory: scalars, the registers of one system for one block, then block after block of the common registers.
 */
export const javascript: BackEnd = {
  name: "javascript",
  prepare(program, source) {
    const { scalars, commonRegisters, ownRegisters } = program;
    const ownStart = scalars.length;
    const commonStart = ownStart + ownRegisters * blockRows;
    const stride = commonRegisters * blockRows;
    const own = (register: number): Place => place(ownStart + register * blockRows, 0);
    const common = (register: number): Place => place(commonStart + register * blockRows, stride);
    const placeOf = ({ space, index }: Operand): Place =>
      space === "scalar" ? { offset: index, mask: 0, stride: 0 } : (space === "own" ? own : common)(index);

    const table = new KernelTable();
    const commonCode = assemble(program.common.instructions, table, placeOf, common);
    const codes = program.systems.map(({ instructions }) =>
      once(() => assemble(instructions, table, placeOf, own)),
    );
    let memory: Float64Array = new Float64Array(0);
    let [first, last] = [0, 0];

    const blocks = (run: (block: number, from: number, to: number) => void): void => {
      for (let from = first, block = 0; from < last; from += blockRows, block++)
        run(block, from, Math.min(last, from + blockRows));
    };
    return {
      mostRows: mostRowsOf(program),
      load(from, to) {
        if (first === from && last === to) return;
        [first, last] = [from, to];
        memory = grow(memory, commonStart + stride * Math.ceil((to - from) / blockRows));
        memory.set(scalars);
        blocks((block, from, to) => {
          for (const { factor, component, out } of program.common.draws)
            source.fill(factor, component, from, to, memory, common(out).offset + block * stride);
          execute(commonCode, table.kernels, memory, to - from, block);
        });
      },
      evaluate(system, receive) {
        const { draws, targets } = program.systems[system]!;
        const code = codes[system]!();
        const places = targets.map(placeOf);
        blocks((block, from, to) => {
          for (const { factor, component, out } of draws)
            source.fill(factor, component, from, to, memory, own(out).offset);
          execute(code, table.kernels, memory, to - from, block);
          places.forEach(({ offset, mask, stride }, target) => {
            receive(target, from, to, memory, offset + block * stride, mask);
          });
        });
      },
    };
  },
};

function place(offset: number, stride: number): Place {
  return { offset, mask: -1, stride };
}

function grow(memory: Float64Array, size: number): Float64Array {
  return memory.length >= size ? memory : new Float64Array(size);
}

/** A value made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
