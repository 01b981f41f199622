import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IntervalEstimate } from "../../src/analyze/estimate.ts";
import { fitOlsDeterministic, type OlsFit } from "../../src/analyze/ols.ts";
import { refuseTrend, type TrendColumns, trendWeights } from "../../src/analyze/trend.ts";
import { log10 } from "../../src/math/elementary.ts";
import { fitColumns } from "./blocks.ts";
import { makeNormal } from "./generator.ts";

interface Case {
  x: number[];
  y: number[];
  slope: number;
  intercept: number;
  r2: number;
  standardError: number;
  growthPerYear: [number, number, number];
  doublingMonths: [number, number, number];
}
const reference = JSON.parse(readFileSync(new URL("../reference/analyze.json", import.meta.url), "utf8")) as {
  trends: Case[];
};

function makeColumns(draws: number): TrendColumns {
  return {
    growthPerYear: new Float64Array(draws),
    doublingMonths: new Float64Array(draws),
    r2: new Float64Array(draws),
    slope: new Float64Array(draws),
    intercept: new Float64Array(draws),
  };
}

const logsOf = (columns: readonly Float64Array[]) =>
  columns.map((column) => column.map((value) => log10(value)));

function fitAll(x: readonly number[], columns: readonly Float64Array[]): TrendColumns {
  const draws = columns[0].length;
  const out = makeColumns(draws);
  fitColumns("ols", { dates: Float64Array.from(x), logs: logsOf(columns) }, 0, draws, out);
  return out;
}

/** Fits one draw. */
function fitOne(
  x: readonly number[],
  y: readonly number[],
): { growth: number; doubling: number; r2: number } {
  const out = fitAll(
    x,
    y.map((value) => Float64Array.of(value)),
  );
  return { growth: out.growthPerYear[0], doubling: out.doublingMonths[0], r2: out.r2[0] };
}

function fitDeterministic(x: readonly number[], y: readonly number[]): OlsFit {
  const fit = fitOlsDeterministic(Float64Array.from(x), Float64Array.from(y));
  if ("reason" in fit) throw new Error(fit.reason);
  return fit;
}

describe("a trend in each draw", () => {
  test("slope and intercept are the line", () => {
    // log10 y = 0, 2, 1 at x = 1, 2, 3: slope ½ through the mean (2, 1), so 0 at date 0.
    const { slope, intercept } = fitAll(
      [1, 2, 3],
      [1, 100, 10].map((y) => Float64Array.of(y)),
    );
    expect(slope[0]).toBeCloseTo(0.5, 14);
    expect(intercept[0]).toBeCloseTo(0, 14);
  });

  test("an exact doubling each year", () => {
    const { growth, doubling, r2 } = fitOne([2013, 2014, 2015, 2016], [3, 6, 12, 24]);
    expect(growth).toBeCloseTo(2, 12);
    expect(doubling).toBeCloseTo(12, 11);
    expect(r2).toBeCloseTo(1, 12);
  });

  test("three points by hand", () => {
    // log10 y = 0, 2, 1 at x = 0, 1, 2: slope (−1·0 + 1·1)/2 = ½, r² = ½²·2/2 = ¼.
    const { growth, doubling, r2 } = fitOne([0, 1, 2], [1, 100, 10]);
    expect(growth).toBeCloseTo(Math.sqrt(10), 13);
    expect(doubling).toBeCloseTo(24 * Math.log10(2), 12);
    expect(r2).toBeCloseTo(0.25, 14);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "a %d anywhere fails its draw only",
    (bad) => {
      for (let at = 0; at < 3; at++) {
        const columns = [1, 2, 4].map((value, j) => Float64Array.of(value, j === at ? bad : value, value));
        const out = fitAll([2020, 2021, 2022], columns);
        for (const column of [out.growthPerYear, out.doublingMonths, out.r2]) {
          expect([...column].map(Number.isNaN)).toEqual([false, true, false]);
        }
      }
    },
  );

  test("shrinking has a growth and no doubling time", () => {
    const { growth, doubling, r2 } = fitOne([2020, 2021, 2022], [4, 2, 1]);
    expect(growth).toBeCloseTo(0.5, 13);
    expect(doubling).toBeNaN();
    expect(r2).toBeCloseTo(1, 12);
  });

  test("constant values grow by a factor of exactly 1", () => {
    expect(fitOne([2020.1, 2021.7, 2022.2], [0.3, 0.3, 0.3])).toEqual({
      growth: 1,
      doubling: Number.NaN,
      r2: Number.NaN,
    });
  });

  test("too few systems, or one date only, are refused", () => {
    expect(refuseTrend(Float64Array.of(2020, 2021))).toBe("a trend takes at least 3 systems, got 2");
    expect(refuseTrend(Float64Array.of(2020.5, 2020.5, 2020.5))).toContain("all 3 are 2020.5");
    expect(refuseTrend(Float64Array.of(2020, Number.NaN, 2021))).toContain("finite date");
    expect(refuseTrend(Float64Array.of(2020, 2021, 2021))).toBeUndefined();
    expect(() => trendWeights(Float64Array.of(2020, 2021))).toThrow(RangeError);
  });

  test("weights of the slope by hand", () => {
    const weights = trendWeights(Float64Array.of(2019, 2021, 2023));
    expect(weights.meanX).toBe(2021);
    expect(weights.sxx).toBe(8);
    expect([...weights.slope]).toEqual([-0.25, 0, 0.25]);
  });

  test("against scipy's regression, and blocks of rows leave no seam", () => {
    for (const { x, y, growthPerYear, doublingMonths, r2 } of reference.trends) {
      const columns = y.map((value) => new Float64Array(300).fill(value));
      const out = makeColumns(300);
      for (const [from, to] of [
        [0, 1],
        [1, 140],
        [140, 300],
      ]) {
        fitColumns("ols", { dates: Float64Array.from(x), logs: logsOf(columns) }, from, to, out);
      }
      expect(out.growthPerYear[0] / growthPerYear[0] - 1).toBeCloseTo(0, 11);
      expect(out.doublingMonths[0] / doublingMonths[0] - 1).toBeCloseTo(0, 11);
      expect(out.r2[0]).toBeCloseTo(r2, 11);
      for (const column of Object.values(out)) expect(new Set(column).size).toBe(1);
    }
  });
});

const slopes = fc.array(
  fc.tuple(fc.double({ min: 2013, max: 2026, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
  {
    minLength: 4,
    maxLength: 30,
  },
);

test("neither the unit of y nor the order of the systems changes the growth", () => {
  fc.assert(
    fc.property(slopes, fc.double({ min: -6, max: 6, noNaN: true }), (points, power) => {
      const x = points.map(([date]) => date);
      // Dates a year or more apart somewhere, so that rounding is not magnified.
      fc.pre(Math.max(...x) - Math.min(...x) > 1);
      const y = points.map(([, log]) => 10 ** log);
      const plain = fitOne(x, y).growth;
      const scaled = fitOne(
        x,
        y.map((value) => value * 10 ** power),
      ).growth;
      const reversed = fitOne([...x].reverse(), [...y].reverse()).growth;
      expect(Math.log10(scaled) - Math.log10(plain)).toBeCloseTo(0, 12);
      expect(Math.log10(reversed) - Math.log10(plain)).toBeCloseTo(0, 12);
    }),
  );
});

test("each draw agrees with the deterministic fit of its values", () => {
  fc.assert(
    fc.property(slopes, (points) => {
      const x = points.map(([date]) => date);
      fc.pre(Math.max(...x) - Math.min(...x) > 1);
      const y = points.map(([, log]) => 10 ** log);
      const fit = fitDeterministic(x, y);
      expect(Math.log10(fitOne(x, y).growth)).toBeCloseTo(fit.slope, 12);
      if (fit.r2 !== null) expect(fitOne(x, y).r2).toBeCloseTo(fit.r2, 9);
    }),
  );
});

describe("the deterministic fit", () => {
  test("against scipy's regression", () => {
    for (const expected of reference.trends) {
      const fit = fitDeterministic(expected.x, expected.y);
      for (const key of ["slope", "intercept", "r2", "standardError"] as const) {
        expect((fit[key] as number) / expected[key] - 1, key).toBeCloseTo(0, 10);
      }
      for (const key of ["growthPerYear", "doublingMonths"] as const) {
        const { value, low, high, level } = fit[key] as IntervalEstimate;
        [value, low, high].forEach((got, i) => {
          expect(got / expected[key][i] - 1, key).toBeCloseTo(0, 10);
        });
        expect(level).toBe(0.95);
      }
    }
  });

  test("where the slope may be 0 the doubling time has no interval; where it falls, no value", () => {
    const doubtful = fitDeterministic([0, 1, 2], [1, 100, 10]);
    expect(doubtful.doublingMonths).toEqual({
      value: expect.closeTo(24 * Math.log10(2), 12),
      low: null,
      high: null,
      reason: "no growth is within the interval: no upper bound",
    });
    expect(fitDeterministic([0, 1, 2], [4, 2, 1]).doublingMonths).toEqual({
      value: null,
      reason: "no growth, so no doubling",
    });
  });

  test("constant values have no r2", () => {
    expect(fitDeterministic([2020, 2021, 2023], [0.3, 0.3, 0.3])).toMatchObject({ slope: 0, r2: null });
  });

  test("reasons instead of numbers", () => {
    expect(fitOlsDeterministic(Float64Array.of(1, 2), Float64Array.of(1, 2))).toHaveProperty("reason");
    expect(fitOlsDeterministic(Float64Array.of(1, 2, 3), Float64Array.of(1, 0, 2))).toEqual({
      value: null,
      reason: "a trend takes values above 0 of every system, got 0 for number 2",
    });
  });

  test("the regression interval covers the true growth in 95 % of samples", () => {
    const normal = makeNormal(21);
    const x = Array.from({ length: 15 }, (_, j) => 2013 + 0.8 * j);
    const trials = 2000;
    let hits = 0;
    for (let trial = 0; trial < trials; trial++) {
      const y = x.map((date) => 10 ** (0.3 * (date - 2013) + 0.7 * normal()));
      const { low, high } = fitDeterministic(x, y).growthPerYear as IntervalEstimate;
      if (low <= 10 ** 0.3 && 10 ** 0.3 <= high) hits++;
    }
    // Exact under normal noise; 4.9 standard errors: a false alarm in 1e-6 of seeds, and the seed is fixed.
    expect(Math.abs(hits / trials - 0.95)).toBeLessThan(4.9 * Math.sqrt((0.95 * 0.05) / trials));
  });
});
