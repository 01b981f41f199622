import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Place } from "../../src/evaluate/code.ts";
import { javascriptMachine, type Machine, vectorMachine } from "../../src/evaluate/machine.ts";
import { callNames } from "../../src/evaluate/node-table.ts";
import type { Instruction, Operand } from "../../src/evaluate/routine.ts";
import { Segmenter } from "../../src/evaluate/segments.ts";
import { shapeOf } from "../../src/evaluate/shape.ts";
import { functionArity } from "../../src/expression/expr.ts";
import { firstDifference } from "../wasm/columns.ts";

const [rows, blocks, gap] = [8, 3, 8];
const columnCount = 6;
const scalarValues = [2, 0.7, -1, 0, Number.NaN, 1e300, 3, 1e-310];

/** What calls read: columns of several blocks, scalars, and results, which take turns in one block. */
const operand = (before: number): fc.Arbitrary<Operand> =>
  fc.oneof(
    fc.record({ space: fc.constant("common" as const), index: fc.nat(columnCount - 1) }),
    fc.record({ space: fc.constant("scalar" as const), index: fc.nat(scalarValues.length - 1) }),
    { arbitrary: fc.record({ space: fc.constant("own" as const), index: fc.nat(before - 1) }), weight: 3 },
  );

function instruction(out: number): fc.Arbitrary<Instruction> {
  return fc.constantFrom(...callNames).chain((fn) => {
    const [least, most] = fn === "select" ? [3, 3] : functionArity[fn];
    // A longer min or max is a chain of two operands each.
    const maxLength = fn === "select" ? 3 : Math.min(most, 2);
    return fc
      .array(operand(out), { minLength: least, maxLength })
      .map((operands): Instruction => ({ fn, operands, out }));
  });
}

/** Register 0 is a copy of a column; each instruction may read those before. */
const routines = fc
  .integer({ min: 1, max: 300 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => instruction(i + 1))))
  .map((instructions): Instruction[] => [
    { fn: "negate", operands: [{ space: "common", index: 0 }], out: 0 },
    ...instructions,
  ]);

const values = fc.array(fc.oneof({ arbitrary: fc.double({ min: 0.01, max: 20 }), weight: 8 }, fc.double()), {
  minLength: columnCount * rows * blocks,
  maxLength: columnCount * rows * blocks,
});

/** Runs instructions on all blocks; the registers read afterwards, block by block. */
function run(machine: Machine, worth: number, instructions: readonly Instruction[], data: readonly number[]) {
  const stride = rows + gap;
  const place = (count: number) => machine.allocate(count * stride);
  const [columns, own] = [place(columnCount * blocks), place(instructions.length)];
  const scalars = machine.allocate(2 * scalarValues.length);
  const placeOf = ({ space, index }: Operand): Place => {
    if (space === "scalar") return { offset: scalars + 2 * index, mask: 0, stride: 0 };
    if (space === "common") return { offset: columns + index * blocks * stride, mask: -1, stride };
    return { offset: own + index * stride, mask: -1, stride: 0 };
  };
  const memory = machine.memory();
  scalarValues.forEach((value, i) => {
    memory.fill(value, scalars + 2 * i, scalars + 2 * i + 2);
  });
  data.forEach((value, i) => {
    const [column, row] = [Math.floor(i / (rows * blocks)), i % (rows * blocks)];
    memory[columns + (column * blocks + Math.floor(row / rows)) * stride + (row % rows)] = value;
  });
  const isRead = (register: number): boolean => register % 3 === 0 || register === instructions.length - 1;
  const segments = new Segmenter(machine, worth).segments({ instructions, space: "own", isRead, placeOf });
  const found: number[] = [];
  for (let block = 0; block < blocks; block++) {
    for (const segment of segments) segment(rows, block);
    instructions.forEach((_, register) => {
      const start = own + register * stride;
      if (isRead(register)) found.push(...machine.memory().subarray(start, start + rows));
    });
  }
  return Float64Array.from(found);
}

describe("segments", () => {
  test("of one function each have the bits of instructions one by one in plain loops", () => {
    fc.assert(
      fc.property(routines, values, (instructions, data) => {
        const expected = run(javascriptMachine(), Number.POSITIVE_INFINITY, instructions, data);
        expect(firstDifference(run(vectorMachine(), 0, instructions, data), expected)).toBe(-1);
      }),
      { seed: 8, numRuns: 40 },
    );
  });

  test("go on alike when a function takes over", () => {
    const chain = Array.from({ length: 200 }, (_, out): Instruction => {
      const before: Operand = out === 0 ? { space: "common", index: 1 } : { space: "own", index: out - 1 };
      const fn = (["exp", "log1p", "sqrt", "add"] as const)[out % 4]!;
      return { fn, operands: fn === "add" ? [before, { space: "common", index: 2 }] : [before], out };
    });
    const data = Array.from({ length: columnCount * rows * blocks }, (_, i) => (i % 17) / 8);
    const expected = run(javascriptMachine(), 0, chain, data);
    // The first segment has done its 128 × 8 after one block.
    for (const worth of [1, 128 * rows, 128 * rows + 1, Number.POSITIVE_INFINITY])
      expect(run(vectorMachine(), worth, chain, data)).toEqual(expected);
  });
});

describe("shapes", () => {
  const own = (index: number): Operand => ({ space: "own", index });
  const scalar = (index: number): Operand => ({ space: "scalar", index });
  const two = (first: number, second: number, last: number): Instruction[] => [
    { fn: "multiply", operands: [own(0), scalar(first)], out: 1 },
    { fn: "add", operands: [own(1), scalar(second)], out: last },
  ];
  const shape = (instructions: readonly Instruction[], written: number) =>
    shapeOf(instructions, "own", (register) => register === written);

  test("are equal where only scalars and places differ", () => {
    expect(shape(two(5, 6, 2), 2).key).toBe(shape(two(9, 1, 7), 7).key);
    expect(shape(two(5, 6, 2), 2).values).toEqual([own(0), scalar(5), scalar(6), own(2)]);
  });

  test("differ where one scalar serves twice, or more is written", () => {
    const keys = [shape(two(5, 6, 2), 2), shape(two(5, 5, 2), 2), shape(two(5, 6, 2), 1)].map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(3);
  });
});
