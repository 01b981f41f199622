import type { Kernel } from "./kernels.ts";
import type { Machine } from "./machine.ts";
import type { Instruction, Operand } from "./program.ts";

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
const unused: Place = { offset: 0, mask: 0, stride: 0 };

/** Collects kernels, so that code names them by number. */
export class KernelTable {
  readonly kernels: Kernel[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #kernelOf: Machine["kernelOf"];

  constructor(kernelOf: Machine["kernelOf"]) {
    this.#kernelOf = kernelOf;
  }

  number(fn: Instruction["fn"], arity: number): number {
    const key = `${fn}/${arity}`;
    let known = this.#numbers.get(key);
    if (known === undefined) {
      known = this.kernels.push(this.#kernelOf(fn, arity)) - 1;
      this.#numbers.set(key, known);
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
  instructions.forEach(({ fn, operands, out: register }, index) => {
    const to = out(register);
    const [a = unused, b = unused, c = unused] = operands.map(operand);
    const parts = [a, b, c].flatMap(({ offset, mask, stride }) => [offset, mask, stride]);
    code.set([table.number(fn, operands.length), to.offset, to.stride, ...parts], index * width);
  });
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
