import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionalShape } from "../../../src/analyze/claims/conditional-shape.ts";
import { findDecisive } from "../../../src/analyze/claims/decisive.ts";

/** 0, 1/n … as a column, in an order that mixes them. */
const spread = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) / n);

describe("how a factor's values lie where a claim holds and where it fails", () => {
  test("counts equal bins of all but half a percent at either end", () => {
    const values = spread(2400);
    const inside = values.map((value) => Number(value >= 0.5));
    const shape = conditionalShape(values, inside);
    if (!("low" in shape)) throw new Error("expected bins");
    expect([shape.low, shape.high].map((end) => end.toFixed(3))).toEqual(["0.005", "0.995"]);
    expect(shape.fails.slice(12)).toEqual(new Array(12).fill(0));
    expect(shape.holds.slice(0, 12)).toEqual(new Array(12).fill(0));
    const all = [...shape.holds, ...shape.fails].reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThanOrEqual(2400 * 0.99 - 2);
    expect(all).toBeLessThanOrEqual(2400 * 0.99 + 2);
    for (const count of shape.holds.slice(12)) expect(Math.abs(count - 99)).toBeLessThanOrEqual(2);
  });

  test("counts each of a few values", () => {
    expect(conditionalShape(Float64Array.of(2, 1, 2, 5), Float64Array.of(1, 0, 0, 1))).toEqual({
      values: [1, 2, 5],
      holds: [0, 1, 1],
      fails: [1, 1, 0],
    });
  });

  test("counts no value twice, and none that is not there", () => {
    const column = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(column, fc.infiniteStream(fc.boolean()), (list, truths) => {
        const values = Float64Array.from(list);
        const inside = Float64Array.from(list, () => Number(truths.next().value));
        const { holds, fails } = conditionalShape(values, inside);
        const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
        expect(sum(holds)).toBeLessThanOrEqual(inside.reduce((total, side) => total + side, 0));
        expect(sum(holds) + sum(fails)).toBeLessThanOrEqual(list.length);
      }),
    );
  });

  test("is kept for the factors that decide, and for the column that does", () => {
    const values = spread(1000);
    const truth = values.map((value) => Number(value >= 0.3));
    const other = Float64Array.from({ length: 1000 }, (_, i) => ((i * 13) % 1000) / 1000);
    const found = findDecisive(
      truth,
      values.map((value) => value - 0.3),
      [
        { factor: "a", over: "x", values: other },
        { factor: "a", over: "y", values },
      ],
    )!;
    expect(found.factors.map(({ factor, over, fails }) => [factor, over, fails])).toEqual([
      ["a", "y", "low"],
    ]);
    expect(found.factors[0]!.shape).toEqual(conditionalShape(values, truth));
  });
});
