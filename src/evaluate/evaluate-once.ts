import { scalarFunction } from "../expression/scalar.ts";
import type { CallName } from "./node-table.ts";
import type { Program } from "./program.ts";
import { type Operand, type PackedRoutine, unpackRoutine } from "./routine.ts";

/**
 * Evaluates a compiled model at one point: the targets of every system, one system after another. No memory is laid
 * out for it, which for one row takes longer than computing.
 */
export function evaluateOnce(
  program: Program,
  draw: (factor: number, component: number) => number,
): Float64Array {
  const common = new Float64Array(program.commonRegisters);
  const own = new Float64Array(program.ownRegisters);
  const spaces = { scalar: program.scalars, common, own };
  const read = ({ space, index }: Operand): number => spaces[space][index]!;
  const run = (packed: PackedRoutine, registers: Float64Array): readonly number[] => {
    const { draws, instructions, targets } = unpackRoutine(packed);
    for (const { factor, component, out } of draws) registers[out] = draw(factor, component);
    for (const { fn, out, operands } of instructions) registers[out] = compute(fn, operands.map(read));
    return targets.map(read);
  };
  run(program.common, common);
  return Float64Array.from(program.systems.flatMap((system) => run(system, own)));
}

function compute(fn: CallName, values: readonly number[]): number {
  if (fn !== "select") return scalarFunction(fn)(...values);
  const [condition, taken, otherwise] = values as readonly [number, number, number];
  if (Number.isNaN(condition)) return Number.NaN;
  return condition !== 0 ? taken : otherwise;
}
