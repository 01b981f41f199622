import { describe, expect, test } from "vitest";
import { formatExpr } from "../../src/expression/format.ts";
import { parseQuantity, type ResultNames } from "../../src/scenario/read-quantity.ts";
import { Reader } from "../../src/scenario/reader.ts";

const table: ResultNames = {
  outputs: ["y", "gwp"],
  systems: ["GPT-3 175B (davinci)", 'a "b"'],
  trends: ["gwp", "energy-nvidia"],
  aggregates: ["gwp-2025", "gwp", "a", "b"],
};

function read(text: string, names: ResultNames = table) {
  const reader = new Reader();
  const at = {
    node: { kind: "scalar", value: text, origin: { file: "s.yaml", base: "" } },
    path: ["t"],
  } as const;
  const found = parseQuantity(reader, at, text, names);
  return { found, problems: reader.issues.map(({ got, expected, hint }) => [got, expected, hint]) };
}

describe("result paths", () => {
  test.each([
    ["trend.gwp.growthPerYear", { kind: "trend", id: "gwp", measure: "growthPerYear" }],
    ["trend.energy-nvidia.slope", { kind: "trend", id: "energy-nvidia", measure: "slope" }],
    ["trend.gwp.inputs.slope", { kind: "trend", id: "gwp", variant: "inputs", measure: "slope" }],
    ['aggregate["gwp-2025"]', { kind: "aggregate", id: "gwp-2025" }],
    ["aggregate.gwp-2025", { kind: "aggregate", id: "gwp-2025" }],
    ['system["GPT-3 175B (davinci)"].gwp', { kind: "output", system: "GPT-3 175B (davinci)", output: "gwp" }],
    ['system["a \\"b\\""].y', { kind: "output", system: 'a "b"', output: "y" }],
  ])("%s", (text, path) => {
    const { found, problems } = read(text);
    expect(problems).toEqual([]);
    expect(Object.values(found!.reads)).toEqual([path]);
    expect(found!.id).toBe(text);
  });

  test("stand in expressions", () => {
    const { found } = read(
      'aggregate.a - aggregate.b > 2*trend.gwp.growthPerYear - 1 and aggregate["gwp"] < 3',
    );
    expect(formatExpr(found!.expr)).toBe(
      formatExpr(
        read("aggregate.a - aggregate.b > 2 * trend.gwp.growthPerYear - 1 and aggregate.gwp < 3").found!.expr,
      ),
    );
    expect(Object.values(found!.reads)).toHaveLength(4);
  });

  test("an output by its name takes one system, or no table", () => {
    expect(read("y / 2", { ...table, systems: undefined }).found!.reads).toEqual({
      y: { kind: "output", output: "y" },
    });
    expect(read("y", { ...table, systems: ["A"] }).found!.reads).toEqual({
      y: { kind: "output", system: "A", output: "y" },
    });
    expect(read("y").problems[0]![2]).toContain('system["GPT-3 175B (davinci)"].y');
  });

  test.each([
    ["trend.gpw.growthPerYear", 'Did you mean "gwp"?'],
    ["trend.gwp.growth", undefined],
    ["trend.gwp", undefined],
    ["trend.gwp.composition", undefined],
    ["aggregate.gwp.inputs", undefined],
    ["aggregate.gwp-2024 + 1", 'Write a minus with spaces around it, or ["…"] around a name that holds one.'],
    [
      "aggregate.a-aggregate.b",
      'Write a minus with spaces around it, or ["…"] around a name that holds one.',
    ],
    ["trend.gwp.slope-1", 'Write a minus with spaces around it, or ["…"] around a name that holds one.'],
    ['system["GPT"].y', undefined],
    ['system["a \\"b\\""].gpw', 'Did you mean "gwp"?'],
    ["trend.gwp.growthPerYear.value", undefined],
    ["process.exit", undefined],
    ["gpw", 'Did you mean "gwp"?'],
  ])("%s is refused", (text, hint) => {
    const { found, problems } = read(text);
    expect(found).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    if (hint !== undefined) expect(problems[0]![2]).toBe(hint);
  });
});
