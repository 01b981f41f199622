import fc from "fast-check";
import { expect, test } from "vitest";
import { findRange } from "../../src/analyze/range.ts";
import { makeScratch, sortFinite, splitRuns } from "../../src/analyze/sort.ts";
import { makeNormal } from "./generator.ts";

/** Sorts by the code under test; the answer is put beside the engine's own sort. */
function check(values: Float64Array, room = values.length): void {
  const scratch = makeScratch(room);
  const range = findRange(values);
  sortFinite(values, range, scratch);
  // -0 and 0 are equal, in any order.
  const sorted = scratch.sorted.slice(0, range.count).map((value) => value + 0);
  const expected = values.filter(Number.isFinite).map((value) => value * range.scale + 0);
  expect(sorted).toEqual(expected.sort());
  const rows = scratch.rows.subarray(0, range.count);
  expect(Float64Array.from(rows, (row) => values[row] * range.scale + 0)).toEqual(sorted);
  expect(new Set(rows).size).toBe(range.count);
}

const size = 6000;
const normal = makeNormal(7);
const noise = Float64Array.from({ length: size }, normal);

test.each([
  ["normal", noise],
  ["lognormal", noise.map((z) => Math.exp(z))],
  ["very wide lognormal", noise.map((z) => Math.exp(20 * z))],
  ["offset", noise.map((z) => 1e9 + 1e-6 * z)],
  ["huge", noise.map((z) => 1e308 * Math.tanh(z))],
  ["subnormal", noise.map((z) => 1e-315 * z)],
  ["few distinct values", noise.map((z) => Math.round(z) + 0)],
  ["a clump far from the least", noise.map((z, i) => (i === 5 ? -1e12 : z))],
  ["falling", noise.map((_, i) => size - i)],
  [
    "failures",
    noise.map((z, i) => [z, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][i % 4]),
  ],
])("sorts %s", (_, values) => {
  check(values);
  check(values, 100_000);
});

test("sorts anything", () => {
  fc.assert(fc.property(fc.float64Array({ maxLength: 200 }), (values) => check(values)));
  fc.assert(
    fc.property(fc.array(fc.double({ min: -9, max: 9 }), { maxLength: 40 }), (values) =>
      check(Float64Array.from(values)),
    ),
  );
});

test("deals values out to their replicates, each sorted, without the failures", () => {
  const values = Float64Array.of(3, 1, Number.NaN, 9, 7, 8, 5, 4, 6);
  const scratch = makeScratch(9);
  sortFinite(values, findRange(values), scratch);
  expect([...splitRuns(8, 3, 3, scratch)]).toEqual([2, 6, 9]);
  const runs = scratch.runs;
  expect([...runs.subarray(0, 2), ...runs.subarray(3, 9)]).toEqual([1, 3, 7, 8, 9, 4, 5, 6]);
});

test("every row goes to its own replicate, for sizes that divide unevenly into binary", () => {
  for (const size of [1, 3, 7, 10, 49, 1000]) {
    const values = Float64Array.from({ length: 21 * size }, (_, row) => Math.floor(row / size));
    const scratch = makeScratch(values.length);
    sortFinite(values, findRange(values), scratch);
    splitRuns(values.length, size, 21, scratch);
    expect(scratch.runs).toEqual(values);
  }
});
