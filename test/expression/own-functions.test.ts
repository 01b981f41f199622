import { describe, expect, test } from "vitest";
import { evaluateExpr } from "../../src/expression/evaluate.ts";
import { formatExpr } from "../../src/expression/format.ts";
import { addFunction } from "../../src/expression/own-functions.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { checkUnits } from "../../src/model/unit-check.ts";
import { evaluateDraws } from "../../src/run/draws.ts";
import { load } from "../scenario/memory-files.ts";

const directions = { dimensions: 0, bytes: new Uint8Array() };

// Saturation: rises from 0 at 0 to `most`, half of it at `half`.
addFunction({ name: "saturate", arity: 3, compute: (x, half, most) => (most * x) / (x + half) });
addFunction({ name: "larger", arity: 2, units: "same", compute: (a, b) => Math.max(a, b) });
addFunction({
  name: "yield_of",
  arity: 1,
  units: { args: ["mm^2"], result: "1" },
  compute: (area) => 1 / (1 + area / 1000),
});
addFunction({ name: "broken", arity: 1, compute: () => undefined as never });

const scenario = (equations: string): string => `rebound: 1
model: {equations: {${equations}}}
factors: {a: {uniform: {low: 1, high: 2}, unit: mm^2}, x: {uniform: {low: 0, high: 1}}}
outputs: [y]
sampling: {design: random, draws: 64}
`;

async function draw(equations: string): Promise<Float64Array> {
  const [block] = evaluateDraws(await load(scenario(equations)), directions).blocks();
  return block!.values[0]!;
}

describe("a function from outside", () => {
  test("is parsed, written and evaluated like any other", () => {
    const expr = parseExpression("1 + saturate(x, 2, 10)");
    expect(formatExpr(expr)).toBe("1 + saturate(x, 2, 10)");
    expect(evaluateExpr(expr, () => 2)).toBe(6);
    expect(() => parseExpression("saturate(x, 2)")).toThrow("saturate with 2 arguments");
    expect(() => parseExpression("satrate(x, 2, 3)")).toThrow("Did you mean saturate?");
  });

  test("gives the values of the same formula written out, to the last bit, folded or drawn", async () => {
    expect(await draw("y: 'saturate(x, 2, 10)'")).toEqual(await draw("y: 10 * x / (x + 2)"));
    expect(await draw("y: 'x + saturate(3, 2, 10)'")).toEqual(await draw("y: x + 6"));
    expect(await draw("y: 'larger(x, 0.5)'")).toEqual(await draw("y: 'max(x, 0.5)'"));
  });

  test("that gives no number gives a failed draw", async () => {
    expect([...new Set(await draw("y: broken(x)"))]).toEqual([Number.NaN]);
  });

  test.each([
    ["y: yield_of(a)", []],
    ["y: {expr: yield_of(x), unit: '1'}", ["mm^2"]],
    ["y: {expr: yield_of(a), unit: mm^2}", ["mm^2, as declared"]],
    ["y: 'larger(a, x)'", ["one unit on all sides"]],
    ["y: {expr: 'larger(a, 2 * a)', unit: mm^2}", []],
    ["y: 'saturate(a, 1, 1)'", ["a pure number"]],
  ])("has units: %s", async (equations, expected) => {
    const issues = checkUnits(await load(scenario(equations)));
    expect(issues.map((issue) => issue.expected)).toEqual(expected);
  });

  test.each([
    [{ name: "sin", arity: 1 }, "a name that no function has"],
    [{ name: "saturate", arity: 1 }, "a name that no function has"],
    [{ name: "toString", arity: 1 }, "a name that no function has"],
    [{ name: "a b", arity: 1 }, "a letter or _"],
    [{ name: "four", arity: 4 }, "1 to 3 arguments"],
    [{ name: "listed", arity: 2, units: { args: ["1"], result: "1" } }, "expected 2, one for each"],
  ])("%o is refused", (own, message) => {
    expect(() => addFunction({ ...own, compute: () => 0 })).toThrow(message);
  });
});
