import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseEstimator, estimators } from "../../../src/analyze/sobol/estimators.ts";
import { indexVector, layOutVector } from "../../../src/analyze/sobol/index-vector.ts";
import {
  addBlock,
  makeSums,
  mergeSums,
  type SaltelliColumns,
  type SobolSums,
  type SumsLayout,
} from "../../../src/analyze/sobol/sums.ts";
import type { SobolEstimatorName } from "../../../src/scenario/analyses/index.ts";

const reference = JSON.parse(
  readFileSync(new URL("../../reference/sobol_indices.json", import.meta.url), "utf8"),
) as {
  columns: { a: number[]; b: number[]; ab: number[][]; ba: number[][] };
  centre: number;
  variance: number;
  indices: Record<SobolEstimatorName, { s1: number[]; st: number[] }>;
  s2: number[];
};
const { a, b, ab, ba } = reference.columns;
const columns: SaltelliColumns = {
  a: Float64Array.from(a),
  b: Float64Array.from(b),
  ab: ab.map((column) => Float64Array.from(column)),
  ba: ba.map((column) => Float64Array.from(column)),
};
const layout: SumsLayout = { groups: 3, both: true, second: true };
const by = { centre: reference.centre, scale: 1 };

function sumUp(of: SaltelliColumns, centring = by): SobolSums {
  const sums = makeSums(layout);
  addBlock(sums, layout, of, centring);
  return sums;
}

function slice({ a, b, ab, ba }: SaltelliColumns, from: number, to: number): SaltelliColumns {
  const cut = (column: Float64Array): Float64Array => column.slice(from, to);
  return { a: cut(a), b: cut(b), ab: ab.map(cut), ba: ba.map(cut) };
}

describe("estimators", () => {
  const at = layOutVector(layout);

  test.each(Object.keys(estimators) as SobolEstimatorName[])("%s follows its published formula", (name) => {
    const vector = indexVector(sumUp(columns), layout, chooseEstimator(name, true));
    const expected = reference.indices[name];
    for (let group = 0; group < 3; group++) {
      expect(vector[at.s1(group)]).toBeCloseTo(expected.s1[group]!, 12);
      expect(vector[at.st(group)]).toBeCloseTo(expected.st[group]!, 12);
    }
    expect(vector[at.variance]).toBeCloseTo(reference.variance, 12);
  });

  test("second order by Saltelli 2002, of each pair", () => {
    const vector = indexVector(sumUp(columns), layout, chooseEstimator("saltelli2010", true));
    const found = [vector[at.s2(0, 1)], vector[at.s2(0, 2)], vector[at.s2(1, 2)]];
    for (const [pair, value] of found.entries()) expect(value).toBeCloseTo(reference.s2[pair]!, 12);
  });

  test("auto is Azzini & Rosati's pair where BA is known, else Saltelli's S1 and Janon's ST", () => {
    expect(chooseEstimator("auto", true).label).toBe("azzini-rosati");
    const vector = indexVector(sumUp(columns), layout, chooseEstimator("auto", false));
    expect(vector[at.s1(1)]).toBeCloseTo(reference.indices.saltelli2010.s1[1]!, 12);
    expect(vector[at.st(1)]).toBeCloseTo(reference.indices.janon.st[1]!, 12);
  });

  test.each(Object.keys(estimators) as SobolEstimatorName[])(
    "%s gives the dummy what it gives an inert factor",
    (name) => {
      const inert = {
        ...columns,
        ab: [columns.a, ...columns.ab.slice(1)],
        ba: [columns.b, ...columns.ba.slice(1)],
      };
      const vector = indexVector(sumUp(inert), layout, chooseEstimator(name, true));
      expect(vector[at.dummyS1]).toBe(vector[at.s1(0)]);
      expect(vector[at.dummySt]).toBe(vector[at.st(0)]);
      expect(vector[at.dummySt]).toBe(name === "martinez" ? vector[at.st(0)] : 0);
    },
  );
});

describe("sums", () => {
  const estimator = chooseEstimator("azzini-rosati", true);

  test("of blocks, merged in order, are those of all rows", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 6 }), (cuts) => {
        const ends = [...cuts.sort((x, y) => x - y), 24];
        const merged = makeSums(layout);
        for (const [i, end] of ends.entries())
          mergeSums(merged, sumUp(slice(columns, ends[i - 1] ?? 0, end)));
        const whole = indexVector(sumUp(columns), layout, estimator);
        const found = indexVector(merged, layout, estimator);
        for (const [k, value] of found.entries()) expect(value).toBeCloseTo(whole[k]!, 12);
      }),
    );
  });

  test("a row with a value that is not finite is left out as a whole, and counted", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const failed = slice(columns, 0, 24);
      failed.ba[2]![5] = bad;
      const sums = sumUp(failed);
      expect(sums.failed).toBe(1);
      const kept = makeSums(layout);
      mergeSums(kept, sumUp(slice(columns, 0, 5)));
      mergeSums(kept, sumUp(slice(columns, 6, 24)));
      expect([...sums.sums]).toEqual([...kept.sums].map((value) => expect.closeTo(value, 9)));
      expect([sums.low, sums.high]).toEqual([kept.low, kept.high]);
    }
  });

  test("centre and scale change no index", () => {
    const whole = indexVector(sumUp(columns), layout, chooseEstimator("jansen1999", true));
    const other = indexVector(
      sumUp(columns, { centre: 7, scale: 1 / 64 }),
      layout,
      chooseEstimator("jansen1999", true),
    );
    for (let k = 0; k < 8; k++) expect(other[k]).toBeCloseTo(whole[k]!, 10);
  });
});
