import { assemble, execute, KernelTable, type Place } from "./code.ts";
import type { FusedRun, Machine } from "./machine.ts";
import type { Instruction, Operand } from "./routine.ts";
import { type Shape, shapeOf } from "./shape.ts";

/** Instructions computed together, on the rows of a block. */
export type Segment = (rows: number, block: number) => void;

/** The instructions of a routine, which write registers of one space. */
export interface Instructions {
  readonly instructions: readonly Instruction[];
  readonly space: "common" | "own";
  /** Whether a register is read when all have run. */
  isRead(register: number): boolean;
  placeOf(operand: Operand): Place;
}

/** Most instructions of a segment, which keep the function made of it within what engines compile well. */
const mostInstructions = 128;
/** Instructions times rows after which a function of its own pays for a shape. */
const worthFusing = 2 ** 21;

/** What segments of one shape have done so far, and their function once they have one; null where none can be made. */
interface Worker {
  work: number;
  run: FusedRun | null | undefined;
}

/**
 * Makes segments for a machine. At first each instruction runs on its own; a shape that has done enough work becomes
 * one function, which keeps values in registers, where the machine can make functions. The bits are the same.
 */
export class Segmenter {
  readonly #machine: Machine;
  readonly #table: KernelTable;
  readonly #workers = new Map<string, Worker>();

  readonly #worth: number;

  constructor(machine: Machine, worth = worthFusing) {
    this.#machine = machine;
    this.#table = new KernelTable(machine.kernelOf);
    this.#worth = worth;
  }

  segments(routine: Instructions): readonly Segment[] {
    const { instructions, space } = routine;
    const parts: (readonly Instruction[])[] = [];
    for (let from = 0; from < instructions.length; from += mostInstructions)
      parts.push(instructions.slice(from, from + mostInstructions));
    const lastReader = new Map<number, number>();
    parts.forEach((part, index) => {
      for (const { operands } of part)
        for (const operand of operands) if (operand.space === space) lastReader.set(operand.index, index);
    });
    return parts.map((part, index) => {
      const isRead = (register: number): boolean =>
        routine.isRead(register) || (lastReader.get(register) ?? -1) > index;
      return this.#segment({ ...routine, instructions: part, isRead });
    });
  }

  #segment(part: Instructions): Segment {
    const { instructions, space, isRead, placeOf } = part;
    const machine = this.#machine;
    const { kernels } = this.#table;
    const code = assemble(instructions, this.#table, placeOf, (index) => placeOf({ space, index }));
    const interpret: Segment = (rows, block) => execute(code, kernels, machine.memory(), rows, block);
    if (machine.fuse === undefined) return interpret;
    let bound: { readonly shape: Shape; readonly worker: Worker } | undefined;
    let places = 0;
    return (rows, block) => {
      if (bound === undefined) {
        const shape = shapeOf(instructions, space, isRead);
        bound = { shape, worker: this.#workerOf(shape) };
      }
      const { shape, worker } = bound;
      if (worker.run === undefined && worker.work >= this.#worth)
        worker.run = machine.fuse!(shape.routine()) ?? null;
      if (worker.run) {
        if (places === 0) places = this.#writePlaces(shape.values.map(placeOf));
        worker.run(rows, block, places);
      } else {
        worker.work += rows * instructions.length;
        interpret(rows, block);
      }
    };
  }

  #workerOf({ key }: Shape): Worker {
    let worker = this.#workers.get(key);
    if (worker === undefined) {
      worker = { work: 0, run: undefined };
      this.#workers.set(key, worker);
    }
    return worker;
  }

  /** Writes the table of places that a fused routine reads; its address. */
  #writePlaces(places: readonly Place[]): number {
    const address = 8 * this.#machine.allocate(places.length);
    const words = new Int32Array(this.#machine.memory().buffer, address, 2 * places.length);
    words.set(places.flatMap(({ offset, stride }) => [8 * offset, 8 * stride]));
    return address;
  }
}
