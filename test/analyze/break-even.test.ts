import { describe, expect, test } from "vitest";
import { bracketRoots, crossings, narrowBrackets, nextValues } from "../../src/analyze/break-even.ts";

describe("roots along a factor", () => {
  test("are bracketed at their first change of sign, and counted", () => {
    const margins = [
      [-1, 1, Number.NaN, -1],
      [1, 2, 1, 1],
      [2, 3, -1, -1],
    ].map((values) => Float64Array.from(values));
    const found = bracketRoots([0, 1, 2], margins);
    expect([...found.low]).toEqual([0, Number.NaN, 1, 0]);
    expect([...found.high]).toEqual([1, Number.NaN, 2, 1]);
    expect([...found.changes]).toEqual([1, 0, 1, 2]);
    expect([...crossings(found)]).toEqual([0.5, Number.NaN, 1.5, 0.5]);
  });

  test("are narrowed to their value: x³ = c for several c", () => {
    const c = Float64Array.of(0.1, 2, 7.5);
    const margin = (x: Float64Array) => x.map((value, row) => value ** 3 - c[row]!);
    const grid = [0, 1, 2];
    const brackets = bracketRoots(
      grid,
      grid.map((x) => margin(new Float64Array(3).fill(x))),
    );
    for (let step = 0; step < 12; step++) {
      const at = nextValues(brackets);
      narrowBrackets(brackets, at, margin(at));
    }
    crossings(brackets).forEach((root, row) => {
      expect(root).toBeCloseTo(Math.cbrt(c[row]!), 6);
    });
  });
});
