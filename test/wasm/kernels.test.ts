import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { vectorMachine } from "../../src/evaluate/machine.ts";
import { type BuiltInName, functionArity } from "../../src/expression/expr.ts";
import { scalarFunctions } from "../../src/expression/scalar.ts";
import { kernelOperands } from "../../src/wasm/kernels.ts";
import { firstDifference, runKernel } from "./columns.ts";

const names = (Object.keys(functionArity) as BuiltInName[]).filter(
  (name) => kernelOperands(name) !== undefined,
);

/** Numbers around which functions change their ways. */
const special = [
  0,
  1,
  -1,
  0.5,
  2,
  10,
  0.25,
  0.7,
  1.41,
  709.78,
  -745.1332191019412,
  709.7827128933841,
  -708.4,
  40,
  -40,
  1e-17,
  2 ** -1022,
  2 ** -1074,
  1e-310,
  1e308,
  1.7976931348623157e308,
  2 ** 51 + 0.5,
  2 ** 52,
  2 ** 53,
  Infinity,
  Number.NaN,
].flatMap((x) => [x, -x, x * (1 + 2 ** -52), x * (1 - 2 ** -53)]);

function expected(name: BuiltInName, operands: readonly Float64Array[]): Float64Array {
  return operands[0]!.map((_, row) => scalarFunctions[name](...operands.map((values) => values[row]!)));
}

/** A stream of numbers that is the same on each run (Numerical Recipes' 32-bit linear congruential generator). */
function* words(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

describe.each(names)("%s has the bits of the scalar function", (name) => {
  const count = kernelOperands(name)!;

  test("at every pair of special numbers", () => {
    const rows = special.flatMap((x) => special.map((y) => [x, y]));
    const operands = Array.from({ length: count }, (_, i) =>
      Float64Array.from(rows.slice(0, 8192), (row) => row[i]!),
    );
    const found = firstDifference(runKernel(name, operands), expected(name, operands));
    expect(operands.map((values) => values[found])).toEqual(operands.map(() => undefined));
  });

  test("at any bits", () => {
    const any = fc.float64Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(fc.tuple(any, any), (pair) => {
        const operands = pair.slice(0, count);
        expect(firstDifference(runKernel(name, operands), expected(name, operands))).toBe(-1);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test("over a hundred thousand numbers of any size and of ordinary sizes", () => {
    const next = words(12);
    for (const exponents of [2000, 20, 4]) {
      const draw = (): number =>
        (next.next().value / 2 ** 31 - 1) * 2 ** Math.floor((next.next().value / 2 ** 32 - 0.5) * exponents);
      for (let round = 0; round < 5; round++) {
        const operands = Array.from({ length: count }, () => Float64Array.from({ length: 8000 }, draw));
        const found = firstDifference(runKernel(name, operands), expected(name, operands));
        expect(operands.map((values) => values[found])).toEqual(operands.map(() => undefined));
      }
    }
  });
});

test("select takes the branch of each row, and NaN where the condition is undefined", () => {
  const condition = Float64Array.of(1, 0, -0, Number.NaN, -2, Infinity);
  const [a, b] = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(-1, -2, -3, -4, -5, -6)];
  expect([...runKernel("select", [condition, a, b])]).toEqual([1, -2, -3, Number.NaN, 5, 6]);
});

test("pow stops at what is no ordinary power, and has the bits of the scalar function elsewhere", () => {
  const machine = vectorMachine();
  const n = 4096;
  const [x, y, out] = [0, 0, 0].map(() => machine.allocate(n));
  const next = words(4);
  const memory = machine.memory();
  const unusual = [0, -0, -1.5, 2, 3, Infinity, Number.NaN, 1e-310];
  for (let i = 0; i < n; i++) {
    const draw = (): number => (next.next().value / 2 ** 32) * 8;
    memory[x! + i] = i % 7 === 0 ? unusual[i % unusual.length]! : draw() ** 9;
    memory[y! + i] = i % 11 === 0 ? unusual[(i >> 3) % unusual.length]! : draw() - 4;
  }
  for (const mask of [-1, 0]) {
    for (const exponent of mask === 0 ? [2, 0.7, -1, 0] : [memory[y!]!]) {
      memory[y!] = exponent;
      memory[y! + 1] = mask === 0 ? exponent : memory[y! + 1]!;
      machine.kernelOf("pow", 2)(memory, n, out!, x!, -1, y!, mask, 0, 0);
      for (let i = 0; i < n; i++) {
        const expected = scalarFunctions.pow(memory[x! + i]!, memory[y! + (i & mask)]!);
        expect([i, memory[out! + i]]).toEqual([i, expected]);
      }
    }
  }
});
