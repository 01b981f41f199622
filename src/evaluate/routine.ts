import { type CallName, callNumbered, numberOf } from "./node-table.ts";

const spaces = ["scalar", "common", "own"] as const;

/** Where an operand stands: a scalar, or a register of what systems have in common or of one system's own. */
export interface Operand {
  readonly space: (typeof spaces)[number];
  readonly index: number;
}

/** A kernel's name, the register that it writes in its routine's space, and what it reads. */
export interface Instruction {
  readonly fn: CallName;
  readonly out: number;
  readonly operands: readonly Operand[];
}

/**
 * Draws to fetch, instructions to run, in this order, and where the targets stand then. Each draw and instruction
 * writes a register of its own: none is used twice.
 */
export interface Routine {
  readonly draws: readonly { readonly factor: number; readonly component: number; readonly out: number }[];
  readonly instructions: readonly Instruction[];
  readonly targets: readonly Operand[];
}

/** A routine as numbers: hundreds of systems with a hundred instructions each are sent to every worker. */
export interface PackedRoutine {
  /** Factor, component and register of each draw. */
  readonly draws: Int32Array;
  /** Number of the function, register written, number of operands, then space and index of up to three. */
  readonly instructions: Int32Array;
  /** Space and index of each target. */
  readonly targets: Int32Array;
}

const drawWidth = 3;
const instructionWidth = 9;
const operandWidth = 2;

export function packRoutine({ draws, instructions, targets }: Routine): PackedRoutine {
  const packed = {
    draws: new Int32Array(drawWidth * draws.length),
    instructions: new Int32Array(instructionWidth * instructions.length),
    targets: new Int32Array(operandWidth * targets.length),
  };
  draws.forEach(({ factor, component, out }, i) => {
    packed.draws.set([factor, component, out], i * drawWidth);
  });
  instructions.forEach(({ fn, out, operands }, i) => {
    const at = i * instructionWidth;
    packed.instructions.set([numberOf(fn), out, operands.length], at);
    operands.forEach((operand, j) => {
      writeOperand(packed.instructions, at + 3 + operandWidth * j, operand);
    });
  });
  targets.forEach((target, i) => {
    writeOperand(packed.targets, i * operandWidth, target);
  });
  return packed;
}

export function unpackRoutine({ draws, instructions, targets }: PackedRoutine): Routine {
  return {
    draws: Array.from({ length: countDraws({ draws }) }, (_, i) => {
      const at = i * drawWidth;
      return { factor: draws[at]!, component: draws[at + 1]!, out: draws[at + 2]! };
    }),
    instructions: Array.from({ length: instructions.length / instructionWidth }, (_, i) => {
      const at = i * instructionWidth;
      const operands = readOperands(instructions, at + 3, instructions[at + 2]!);
      return { fn: callNumbered(instructions[at]!), out: instructions[at + 1]!, operands };
    }),
    targets: readOperands(targets, 0, countTargets({ targets })),
  };
}

export function countDraws({ draws }: Pick<PackedRoutine, "draws">): number {
  return draws.length / drawWidth;
}

export function countTargets({ targets }: Pick<PackedRoutine, "targets">): number {
  return targets.length / operandWidth;
}

function writeOperand(to: Int32Array, at: number, { space, index }: Operand): void {
  to[at] = spaces.indexOf(space);
  to[at + 1] = index;
}

function readOperands(from: Int32Array, start: number, count: number): readonly Operand[] {
  return Array.from({ length: count }, (_, i) => {
    const at = start + operandWidth * i;
    return { space: spaces[from[at]!]!, index: from[at + 1]! };
  });
}
