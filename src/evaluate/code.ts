import type { Kernel } from "./kernels.ts";
import type { Machine } from "./machine.ts";
import type { Instruction, Operand } from "./routine.ts";

/**
 * Where a value stands in memory. `mask` is −1 for one value per row, 0 for one that all rows share (kernels.ts);
 * `stride` is what block after block lies apart, 0 where blocks take turns in one place.
 */
export interface Place {
  readonly offset: number;
  readonly mask: number;
  readonly stride: number;
}

/** Instructions with their places, as flat numbers: a kernel's number, then offset and stride (and mask) of each. */
export type Code = Int32Array;

const width = 12;

/** Collects kernels, so that code names them by number. */
export class KernelTable {
  readonly kernels: Kernel[] = [];
  /** By number of operands, then by name. */
  readonly #numbers = Array.from({ length: 4 }, () => new Map<Instruction["fn"], number>());
  readonly #kernelOf: Machine["kernelOf"];

  constructor(kernelOf: Machine["kernelOf"]) {
    this.#kernelOf = kernelOf;
  }

  number(fn: Instruction["fn"], arity: number): number {
    let known = this.#numbers[arity]!.get(fn);
    if (known === undefined) {
      known = this.kernels.push(this.#kernelOf(fn, arity)) - 1;
      this.#numbers[arity]!.set(fn, known);
    }
    return known;
  }
}

/** Code of some instructions; `out` places the register that one writes. */
export function assemble(
  instructions: readonly Instruction[],
  table: KernelTable,
  operand: (operand: Operand) => Place,
  out: (register: number) => Place,
): Code {
  const code = new Int32Array(width * instructions.length);
  let at = 0;
  for (const { fn, operands, out: register } of instructions) {
    const to = out(register);
    code[at] = table.number(fn, operands.length);
    code[at + 1] = to.offset;
    code[at + 2] = to.stride;
    for (let i = 0; i < operands.length; i++) {
      const { offset, mask, stride } = operand(operands[i]!);
      code[at + 3 + 3 * i] = offset;
      code[at + 4 + 3 * i] = mask;
      code[at + 5 + 3 * i] = stride;
    }
    at += width;
  }
  return code;
}

/** Runs code on `rows` rows of block number `block`. */
export function execute(
  code: Code,
  kernels: readonly Kernel[],
  memory: Float64Array,
  rows: number,
  block: number,
): void {
  for (let i = 0; i < code.length; i += width) {
    kernels[code[i]!]!(
      memory,
      rows,
      code[i + 1]! + block * code[i + 2]!,
      code[i + 3]! + block * code[i + 5]!,
      code[i + 4]!,
      code[i + 6]! + block * code[i + 8]!,
      code[i + 7]!,
      code[i + 9]! + block * code[i + 11]!,
      code[i + 10]!,
    );
  }
}
