import fc from "fast-check";
import { expect, test } from "vitest";
import { makeRunSorter, plainSorter, quantileOfRuns, selectFromRuns } from "../../src/analyze/runs.ts";

/** Columns with ties, failures, huge and tiny values. */
const value = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.double(),
  fc.constantFrom(1e300, -1e300, 1e-310, Number.NaN),
);

const vectors = makeRunSorter(4096);
const plain = plainSorter(4096);

test("vector functions and plain loops sort each replicate alike, and select from all of them", () => {
  const column = fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }))
    .chain(([r, size]) =>
      fc.tuple(fc.constant(r), fc.array(value, { minLength: r * size, maxLength: r * size })),
    );
  fc.assert(
    fc.property(column, ([replicates, list]) => {
      const values = Float64Array.from(list, (x) => x + 0);
      const range = vectors.load(values);
      expect(range).toEqual(plain.load(values));
      if (range.count === 0) return;
      const [found, expected] = [vectors, plain].map((sorter) => sorter.sort(range, replicates));
      expect([...found!.ends]).toEqual([...expected!.ends]);
      const all: number[] = [];
      found!.ends.forEach((end, r) => {
        const run = found!.runs.slice(r * found!.size, end).map((x) => x + 0);
        expect(run).toEqual(expected!.runs.slice(r * found!.size, end).map((x) => x + 0));
        all.push(...run);
      });
      all.sort((a, b) => a - b);
      for (const k of [0, all.length >> 1, all.length - 1]) {
        const next = all[Math.min(k + 1, all.length - 1)]! + 0;
        expect(selectFromRuns(found!, k).map((x) => x + 0)).toEqual([all[k]! + 0, next]);
      }
      expect(quantileOfRuns(found!, all.length, 0)).toBe(all[0]);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("a run that is all in one bucket but one value is sorted too", () => {
  const values = Float64Array.from({ length: 4096 }, (_, i) =>
    i === 5 ? -1e12 : ((i * 1103) % 4096) / 4096,
  );
  const sorted = vectors.sort(vectors.load(values), 4);
  for (let r = 0; r < 4; r++) {
    const run = sorted.runs.slice(r * 1024, (r + 1) * 1024);
    expect(run).toEqual(values.slice(r * 1024, (r + 1) * 1024).sort());
  }
});
