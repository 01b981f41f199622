import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completeOptions } from "../../../src/analyze/given/estimate-given.ts";
import { givenMethods } from "../../../src/analyze/given/methods.ts";

interface Case {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly [method: string]: unknown;
}
type Documents = Readonly<Record<string, Case>>;
const file = new URL("../../reference/given.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Documents;

/** The numbers of the reference in the order of `compute`: totals, then measures by factor. */
function expected(name: string, document: Case): readonly number[] | undefined {
  const found = document[name] as
    | null
    | { r2: number; factors: number[] }
    | readonly (number | readonly number[])[];
  if (found === null) return undefined;
  if ("r2" in found) return [found.r2, ...found.factors];
  return found.flat();
}

describe.each(Object.entries(cases))("%s", (_, document) => {
  const x = document.x.map((column) => Float64Array.from(column));
  const y = Float64Array.from(document.y);
  const referenced = givenMethods.filter(({ name }) => name in document);
  test.each(referenced.map((method) => [method.name, method] as const))("%s", (name, method) => {
    const numbers = [...method.compute(x, y, completeOptions(method))];
    const wanted = expected(name, document);
    if (wanted === undefined) return expect(name).toBe("xi");
    const offset = numbers.length - wanted.length;
    wanted.forEach((value, i) => {
      expect(Math.abs(numbers[offset + i]! - value)).toBeLessThan(1e-10);
    });
  });

  test("R² of partial correlations is that of the regression", () => {
    const [byName] = [new Map(givenMethods.map((method) => [method.name, method]))];
    for (const [a, b] of [
      ["src", "pcc"],
      ["srrc", "prcc"],
    ] as const) {
      const [left, right] = [a, b].map((name) => byName.get(name)!.compute(x, y, {})[0]!);
      expect(left).toBeCloseTo(right!, 12);
    }
  });
});
