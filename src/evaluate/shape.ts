import type { FusedRoutine } from "../wasm/fused.ts";
import { callNumbered, numberOf } from "./node-table.ts";
import type { Instruction, Operand } from "./routine.ts";

/** Instructions but for the places of their values: systems that differ in their numbers alone have the same. */
export interface Shape {
  /** Equal for equal shapes. */
  readonly key: string;
  readonly routine: () => FusedRoutine;
  /** The columns and scalars read and the registers written, in the order in which a fused routine finds their places. */
  readonly values: readonly Operand[];
}

/** What a value is: one of the columns read, of the scalars, or the result of an instruction. */
const [COLUMN, SCALAR, RESULT] = [0, 1, 2] as const;
const KIND = 2 ** 28;

/** The shape of instructions that write registers of one space; `isWritten` tells which of these are read elsewhere. */
export function shapeOf(
  instructions: readonly Instruction[],
  space: Operand["space"],
  isWritten: (register: number) => boolean,
): Shape {
  const read = [new Numbering(), new Numbering()] as const;
  const resultOf = new Map<number, number>();
  const numberedValue = (operand: Operand): number => {
    const result = operand.space === space ? resultOf.get(operand.index) : undefined;
    if (result !== undefined) return RESULT * KIND + result;
    const kind = operand.space === "scalar" ? SCALAR : COLUMN;
    return kind * KIND + read[kind].number(operand);
  };
  const code = instructions.map(({ fn, operands, out }, index) => {
    const values = operands.map(numberedValue);
    resultOf.set(out, index);
    return [numberOf(fn), ...values];
  });
  const written = instructions.flatMap(({ out }, index) => (isWritten(out) ? [index] : []));
  const [{ operands: columns }, { operands: scalars }] = read;
  const starts = [0, columns.length, columns.length + scalars.length];
  return {
    key: `${code.join(";")}|${written.join()}`,
    routine: () => ({
      columns: columns.length,
      scalars: scalars.length,
      instructions: code.map(([fn, ...values]) => ({
        fn: callNumbered(fn!),
        operands: values.map((value) => starts[Math.floor(value / KIND)]! + (value % KIND)),
      })),
      written: written.map((index) => starts[RESULT]! + index),
    }),
    values: [...columns, ...scalars, ...written.map((index) => ({ space, index: instructions[index]!.out }))],
  };
}

/** Numbers operands in the order in which they are met. */
class Numbering {
  readonly operands: Operand[] = [];
  readonly #known = new Map<string, number>();

  number(operand: Operand): number {
    const key = `${operand.space}${operand.index}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.operands.push(operand) - 1;
      this.#known.set(key, found);
    }
    return found;
  }
}
