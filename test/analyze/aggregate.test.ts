import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reduction } from "../../src/analyze/aggregate.ts";
import { aggregateColumns } from "./blocks.ts";

/** Aggregates rows of values, one row per draw, over the first `members` systems. */
function aggregate(
  reduce: Reduction,
  rows: readonly (readonly number[])[],
  members = rows[0].length,
): number[] {
  const all = rows[0].map((_, j) => Float64Array.from(rows, (row) => row[j]));
  const out = new Float64Array(rows.length).fill(99);
  aggregateColumns(reduce, all.slice(0, members), all, 0, rows.length, out);
  return [...out];
}

test.each([
  ["sum", 10],
  ["mean", 2.5],
  ["median", 2],
  ["share", 1],
] as const)("%s of 1, 5, 1, 3", (reduce, expected) => {
  expect(aggregate(reduce, [[1, 5, 1, 3]])).toEqual([expected]);
});

test("the median of an odd number is the middle one, negative values and all", () => {
  expect(
    aggregate("median", [
      [3, -7, 2],
      [5, 5, 1],
      [-1, -2, -30],
    ]),
  ).toEqual([2, 5, -2]);
});

test("the share of some in all", () => {
  expect(
    aggregate(
      "share",
      [
        [1, 2, 5],
        [3, 3, 6],
      ],
      2,
    ),
  ).toEqual([0.375, 0.5]);
  expect(aggregate("share", [[0, 0, 0]], 1)).toEqual([Number.NaN]);
});

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
test.each(["sum", "mean", "median", "share"] as const)(
  "%s: a member that is not finite fails its draw",
  (reduce) => {
    for (const failure of bad) {
      for (let at = 0; at < 3; at++) {
        const rows = [[1, 2, 4], [1, 2, 4].map((value, j) => (j === at ? failure : value)), [1, 2, 4]];
        expect(aggregate(reduce, rows).map(Number.isNaN)).toEqual([false, true, false]);
      }
    }
  },
);

test("a share fails with a system outside the set too", () => {
  for (const failure of bad) expect(aggregate("share", [[1, 2, failure]], 2)).toEqual([Number.NaN]);
});

test("a sum beyond the range of doubles is a failure", () => {
  expect(aggregate("sum", [[1e308, 1e308]])).toEqual([Number.NaN]);
  expect(aggregate("median", [[1e308, 1.2e308]])).toEqual([1.1e308]);
});

test("no systems are refused", () => {
  expect(() => aggregateColumns("sum", [], [], 0, 1, new Float64Array(1))).toThrow(/got no systems/);
});

test("rows outside from..to are left alone, and blocks leave no seam", () => {
  const columns = [1, 2, 9].map((factor) =>
    Float64Array.from({ length: 300 }, (_, row) => factor * (row + 1)),
  );
  for (const reduce of ["sum", "mean", "median", "share"] as const) {
    const whole = new Float64Array(300);
    aggregateColumns(reduce, columns.slice(1), columns, 0, 300, whole);
    const part = new Float64Array(300).fill(-1);
    aggregateColumns(reduce, columns.slice(1), columns, 70, 215, part);
    expect(part).toEqual(whole.map((value, row) => (row >= 70 && row < 215 ? value : -1)));
    expect(whole[199]).toBeCloseTo({ sum: 2200, mean: 1100, median: 1100, share: 11 / 12 }[reduce], 10);
  }
});

test("the median is the engine's own sort's", () => {
  const row = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(row, (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const [below, above] = [sorted[(values.length - 1) >> 1], sorted[values.length >> 1]];
      expect(aggregate("median", [values])[0]).toBeCloseTo((below + above) / 2, 9);
    }),
  );
});
