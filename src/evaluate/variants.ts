import { assemble, type Code, execute, KernelTable, type Place } from "./code.ts";
import { type BackEnd, type FactorSource, once, placeScalars, scalarPlace } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { type Operand, type Routine, unpackRoutine } from "./routine.ts";

/**
 * The points of a Saltelli design: A and B, then for each group i of factors A with the factors of i from B (AB_i),
 * and, where asked for, B with those of A (BA_i).
 */
export interface Swaps {
  /** Number of the group of each factor of the model, from 0. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly both: boolean;
}

/** Number of variants: A is 0, B is 1, AB_i is 2 + i, BA_i is 2 + groups + i. */
export function countVariants({ groups, both }: Swaps): number {
  return 2 + groups * (both ? 2 : 1);
}

/** What receives one target in one variant: `values(row) = memory[offset + ((row − from) & mask)]`. */
export type ReceiveVariant = (
  variant: number,
  target: number,
  memory: Float64Array,
  offset: number,
  mask: number,
) => void;

/** Evaluates all variants of a block of rows; of each only what the swapped group changes is computed anew. */
export interface VariantEvaluator {
  load(from: number, to: number): void;
  /**
   * Gives the targets of one system in every variant: of A and B all of them, of the others those that differ from
   * A (AB_i) or from B (BA_i).
   */
  evaluate(system: number, receive: ReceiveVariant): void;
}

export const variantRows = 64;

/** One variant: what it starts from, where the swapped draws come from, and which group they belong to. */
interface Variant {
  readonly base: 0 | 1;
  readonly group: number;
}

/**
 * Memory: scalars; A and B (each the common registers and then a system's own); the common registers that each variant
 * changes, at the places that they have in A; the own registers that the variant at work changes.
 */
export function prepareVariants(
  program: Program,
  swaps: Swaps,
  sources: readonly [FactorSource, FactorSource],
  backEnd: BackEnd,
): VariantEvaluator {
  const { commonRegisters, ownRegisters } = program;
  const commonSize = commonRegisters * variantRows;
  const baseSize = commonSize + ownRegisters * variantRows;
  const variants = listVariants(swaps);
  const machine = backEnd.makeMachine();
  const scalars = placeScalars(machine, program.scalars);
  const baseStart = machine.allocate(2 * baseSize);
  const commonChanged = machine.allocate(variants.length * commonSize);
  const ownChanged = machine.allocate(ownRegisters * variantRows);
  const inBase = (base: number, { space, index }: Operand): Place =>
    space === "scalar"
      ? scalarPlace(scalars, index)
      : column(baseStart + base * baseSize + (space === "own" ? commonSize : 0) + index * variantRows);
  const changedPlace = (variant: number, { space, index }: Operand): Place =>
    column((space === "own" ? ownChanged : commonChanged + variant * commonSize) + index * variantRows);

  const table = new KernelTable(machine.kernelOf);
  const common = unpackRoutine(program.common);
  const changedCommon = variants.map(({ group }) => changes(common, swaps, group));
  /** Where an operand stands in a variant: unchanged, drawn from the other base, or computed anew. */
  const inVariant = (variant: number, own: Changes) => {
    const { base } = variants[variant]!;
    return (operand: Operand): Place => {
      const how = (operand.space === "own" ? own : changedCommon[variant]!)[operand.index];
      if (operand.space === "scalar" || !how) return inBase(base, operand);
      return how === "drawn" ? inBase(1 - base, operand) : changedPlace(variant, operand);
    };
  };
  const baseCode = (routine: Routine, space: "common" | "own"): readonly Code[] =>
    [0, 1].map((base) =>
      assemble(
        routine.instructions,
        table,
        (operand) => inBase(base, operand),
        (index) => inBase(base, { space, index }),
      ),
    );
  const variantCode = (routine: Routine, space: "common" | "own", variant: number, changed: Changes): Code =>
    assemble(
      routine.instructions.filter(({ out }) => changed[out] === "computed"),
      table,
      inVariant(variant, space === "own" ? changed : []),
      (index) => changedPlace(variant, { space, index }),
    );
  const commonCodes = once(() => [
    ...baseCode(common, "common"),
    ...variants.map((_, variant) => variantCode(common, "common", variant, changedCommon[variant]!)),
  ]);
  const systems = program.systems.map((packed) =>
    once(() => {
      const system = unpackRoutine(packed);
      const changed = variants.map(({ group }, variant) =>
        changes(system, swaps, group, changedCommon[variant]!),
      );
      return {
        routine: system,
        bases: baseCode(system, "own"),
        codes: variants.map((_, variant) => variantCode(system, "own", variant, changed[variant]!)),
        targets: variants.map((_, variant) => changedTargets(system.targets, changed[variant]!, variant)),
      };
    }),
  );
  const changedTargets = (targets: readonly Operand[], own: Changes, variant: number) =>
    targets.flatMap((operand, target) => {
      const how =
        operand.space === "scalar"
          ? undefined
          : (operand.space === "own" ? own : changedCommon[variant]!)[operand.index];
      return how === undefined ? [] : [{ target, ...inVariant(variant, own)(operand) }];
    });

  let [from, to] = [0, 0];
  const drawBoth = (routine: Routine, space: "common" | "own"): void => {
    for (const { factor, component, out } of routine.draws) {
      sources.forEach((source, base) => {
        source.fill(
          factor,
          component,
          from,
          to,
          machine.memory(),
          inBase(base, { space, index: out }).offset,
        );
      });
    }
  };
  return {
    load(first, last) {
      [from, to] = [first, last];
      drawBoth(common, "common");
      for (const code of commonCodes()) execute(code, table.kernels, machine.memory(), to - from, 0);
    },
    evaluate(system, receive) {
      const { routine, bases, codes, targets } = systems[system]!();
      drawBoth(routine, "own");
      bases.forEach((code, base) => {
        execute(code, table.kernels, machine.memory(), to - from, 0);
        routine.targets.forEach((operand, target) => {
          const { offset, mask } = inBase(base, operand);
          receive(base, target, machine.memory(), offset, mask);
        });
      });
      codes.forEach((code, variant) => {
        execute(code, table.kernels, machine.memory(), to - from, 0);
        for (const { target, offset, mask } of targets[variant]!)
          receive(2 + variant, target, machine.memory(), offset, mask);
      });
    },
  };
}

function listVariants({ groups, both }: Swaps): readonly Variant[] {
  const swapInto = (base: 0 | 1): Variant[] =>
    Array.from({ length: groups }, (_, group) => ({ base, group }));
  return [...swapInto(0), ...(both ? swapInto(1) : [])];
}

/** How each register of a routine differs from its base: not at all, by its draw, or by what it computes. */
type Changes = readonly (undefined | "drawn" | "computed")[];

/** Of the common routine, or of a system's own with the changes of the `common` one. */
function changes(routine: Routine, { groupOf }: Swaps, group: number, common?: Changes): Changes {
  const found: (undefined | "drawn" | "computed")[] = [];
  for (const { factor, out } of routine.draws) if (groupOf[factor] === group) found[out] = "drawn";
  const registers = { common: common ?? found, own: found };
  const isChanged = ({ space, index }: Operand): boolean =>
    space !== "scalar" && registers[space][index] !== undefined;
  for (const { out, operands } of routine.instructions) if (operands.some(isChanged)) found[out] = "computed";
  return found;
}

function column(offset: number): Place {
  return { offset, mask: -1, stride: 0 };
}
