import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitNamed } from "../../src/analyze/fits.ts";
import { estimateShares } from "../../src/analyze/variance-shares.ts";
import { weightedMedian } from "../../src/analyze/weighted-median.ts";
import { log10 } from "../../src/math/elementary.ts";
import { fitColumns } from "./blocks.ts";
import { makeNormal, makeUniform } from "./generator.ts";

const logsOf = (values: readonly (number | Float64Array)[]) =>
  values.map((value) => (typeof value === "number" ? log10(value) : value.map((one) => log10(one))));

function fitWith(
  name: string,
  dates: readonly number[],
  values: readonly (number | Float64Array)[],
  weights: readonly (number | Float64Array)[] = dates.map(() => 1),
  draws = 1,
  top = 5,
) {
  const column = () => new Float64Array(draws);
  const out = {
    growthPerYear: column(),
    doublingMonths: column(),
    r2: column(),
    slope: column(),
    intercept: column(),
  };
  const points = { dates: Float64Array.from(dates), logs: logsOf(values), weights };
  fitColumns(name, points, 0, draws, out, top);
  return out;
}

/** Weighted median by sorting, as the definition says. */
function medianBySorting(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [k, i] of order.entries()) {
    sum += weights[i];
    if (sum > half) return values[i];
    if (sum === half) return (values[i] + values[order.slice(k + 1).find((next) => weights[next] > 0)!]) / 2;
  }
  return Number.NaN;
}

const point = fc.record({
  date: fc.integer({ min: 2010, max: 2026 }),
  exponent: fc.double({ min: -3, max: 6, noNaN: true }),
  weight: fc.integer({ min: 0, max: 4 }),
});
const points = fc
  .array(point, { minLength: 4, maxLength: 30 })
  .filter((all) => new Set(all.filter(({ weight }) => weight > 0).map(({ date }) => date)).size > 1);

describe("weighted median", () => {
  test("is the one of the definition, ties and exact halves included", () => {
    const weighted = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        weighted.filter((all) => all.some(([, weight]) => weight > 0)),
        (all) => {
          const [values, weights] = [all.map(([value]) => value), all.map(([, weight]) => weight)];
          const found = weightedMedian(Float64Array.from(values), Float64Array.from(weights), all.length);
          expect(found).toBeCloseTo(medianBySorting(values, weights), 12);
        },
      ),
      { seed: 5, numRuns: 1000 },
    );
    expect(weightedMedian(Float64Array.of(1, 2), Float64Array.of(0, 0), 2)).toBeNaN();
  });
});

describe("a weighted trend", () => {
  test("of whole weights is the trend of so many copies", () => {
    fc.assert(
      fc.property(points, (all) => {
        const value = ({ exponent }: { exponent: number }) => 10 ** exponent;
        const weighted = fitWith(
          "ols",
          all.map(({ date }) => date),
          all.map(value),
          all.map(({ weight }) => weight),
        );
        const copies = all.flatMap((p) => Array(p.weight).fill(p) as (typeof p)[]);
        fc.pre(copies.length > 2);
        const plain = fitWith(
          "ols",
          copies.map(({ date }) => date),
          copies.map(value),
        );
        expect(weighted.slope[0]).toBeCloseTo(plain.slope[0], 9);
        expect(weighted.growthPerYear[0] / plain.growthPerYear[0]).toBeCloseTo(1, 9);
        if (!Number.isNaN(plain.r2[0])) expect(weighted.r2[0]).toBeCloseTo(plain.r2[0], 8);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test("by Theil and Sen is the weighted median of the slopes between pairs", () => {
    fc.assert(
      fc.property(points, (all) => {
        const slopes: number[] = [];
        const weights: number[] = [];
        all.forEach((a, i) => {
          for (const b of all.slice(i + 1)) {
            if (a.date === b.date) continue;
            slopes.push((b.exponent - a.exponent) / (b.date - a.date));
            weights.push(a.weight * b.weight);
          }
        });
        const { slope } = fitWith(
          "theil-sen",
          all.map(({ date }) => date),
          all.map(({ exponent }) => 10 ** exponent),
          all.map(({ weight }) => weight),
        );
        expect(slope[0]).toBeCloseTo(medianBySorting(slopes, weights), 9);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("agrees with scipy's theilslopes and numpy's weighted polyfit", () => {
    const dates = [2015.2, 2016.1, 2016.9, 2018.4, 2019.0, 2020.3, 2021.7, 2023.1];
    const values = [0.3, 1.2, 0.7, 2.9, 2.2, 3.1, 4.8, 3.9].map((exponent) => 10 ** exponent);
    expect(fitWith("theil-sen", dates, values).slope[0]).toBeCloseTo(0.5325743200506134, 12);
    const { slope } = fitWith("ols", dates, values, [1, 2, 0.5, 3, 1, 0.2, 2, 1]);
    expect(slope[0]).toBeCloseTo(0.5445065787130655, 12);
  });

  test("by Theil and Sen takes no notice of one wild value, least squares does", () => {
    const dates = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023];
    const values = dates.map((date) => 2 ** (date - 2015));
    const wild = values.with(8, 1e12);
    expect(fitWith("theil-sen", dates, wild).growthPerYear[0]).toBeCloseTo(2, 12);
    expect(fitWith("ols", dates, wild).growthPerYear[0]).toBeGreaterThan(3);
    expect(fitWith("theil-sen", dates, wild).doublingMonths[0]).toBeCloseTo(12, 10);
    expect(fitWith("theil-sen", dates, values).r2[0]).toBeCloseTo(1, 12);
  });

  test("of the frontier goes through the greatest of each year, by what the deterministic values say", () => {
    const dates = Float64Array.of(2020.1, 2020.9, 2020.5, 2021.2, 2021.3, 2021.9);
    const select = fitNamed("frontier").select!;
    expect([...select(dates, Float64Array.of(1, 3, 2, 5, 5, Number.NaN), { top: 2 })]).toEqual([1, 2, 3, 4]);
    expect([...select(dates, Float64Array.of(1, 3, 2, 5, 5, 5), { top: 1 })]).toEqual([1, 3]);
    expect([...select(dates, Float64Array.of(1, 3, 2, 5, 5, 5), { top: 9 })]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("chosen again in each draw is biased upward", () => {
    const normal = makeNormal(11);
    const dates = [2020, 2020, 2020, 2021, 2021, 2021, 2022, 2022, 2022, 2022, 2022, 2022];
    const draws = 400;
    const values = dates.map(() => Float64Array.from({ length: draws }, () => 10 ** normal()));
    const ones = dates.map(() => 1);
    const fixed = fitWith("ols", [2020, 2021, 2022], [values[0], values[3], values[6]], [1, 1, 1], draws);
    const reranked = fitWith("frontier-reranked", dates, values, ones, draws, 1);
    const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / draws;
    const expected = dates
      .slice(0, 3)
      .map((_, year) =>
        Math.max(...dates.flatMap((date, j) => (date === 2020 + year ? [values[j][7]] : []))),
      );
    expect(reranked.slope[7]).toBeCloseTo(fitWith("ols", [2020, 2021, 2022], expected).slope[0], 10);
    // Standard error of each mean 0.035; the expected excess of the largest of 6 over that of 3 is 0.42, half of it the slope.
    expect(Math.abs(mean(fixed.slope))).toBeLessThan(0.15);
    expect(mean(reranked.slope)).toBeGreaterThan(0.1);
  });

  test("under exponential weights has the spread that the scatter of the systems gives it", () => {
    const [normal, uniform] = [makeNormal(7), makeUniform(8)];
    const [systems, draws] = [200, 4000];
    const dates = Array.from({ length: systems }, (_, j) => 2013 + (13 * j) / systems);
    const values = dates.map((date) => 10 ** (0.3 * (date - 2020) + normal()));
    const weights = dates.map(() => Float64Array.from({ length: draws }, () => -Math.log(uniform())));
    const slope = fitWith("ols", dates, values).slope[0];
    const drawn = fitWith("ols", dates, values, weights, draws).slope;
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / systems;
    const [meanX, meanY] = [mean(dates), mean(values.map(Math.log10))];
    const deviations = dates.map((date) => date - meanX);
    const residuals = values.map((value, j) => Math.log10(value) - meanY - slope * deviations[j]);
    const sxx = deviations.reduce((sum, x) => sum + x * x, 0);
    // White's (1980) variance of a slope, which the bootstrap of Rubin (1981) has in the limit.
    const variance = deviations.reduce((sum, x, j) => sum + (x * residuals[j]) ** 2, 0) / sxx ** 2;
    const centre = drawn.reduce((sum, value) => sum + value, 0) / draws;
    const sd = Math.sqrt(drawn.reduce((sum, value) => sum + (value - centre) ** 2, 0) / draws);
    // Four standard errors of a standard deviation of 4000 draws, and terms of the order of 1 / 200.
    expect(Math.abs(sd / Math.sqrt(variance) - 1)).toBeLessThan(4 / Math.sqrt(2 * draws) + 0.02);
    expect(Math.abs(centre - slope) / Math.sqrt(variance)).toBeLessThan(0.2);
  });

  test("fails where a value is not positive, and where all weight is on one date", () => {
    const dates = [2015, 2016, 2017, 2018];
    for (const name of ["ols", "theil-sen", "frontier-reranked"]) {
      const out = fitWith(name, dates, [1, 2, -4, 8]);
      for (const column of Object.values(out)) expect(column[0]).toBeNaN();
      expect(fitWith(name, dates, [1, 2, 4, 8], [1, 0, 0, 0]).slope[0]).toBeNaN();
    }
  });

  test("gives the same rows in whatever ranges they are fitted", () => {
    const normal = makeNormal(3);
    const dates = Float64Array.of(2015, 2016, 2017.5, 2019);
    const columns = () =>
      Array.from({ length: 4 }, () => Float64Array.from({ length: 300 }, () => 10 ** normal()));
    const [values, weights] = [columns(), columns()];
    const make = () => {
      const column = () => new Float64Array(300);
      return {
        growthPerYear: column(),
        doublingMonths: column(),
        r2: column(),
        slope: column(),
        intercept: column(),
      };
    };
    for (const name of ["ols", "theil-sen", "frontier-reranked"]) {
      const [whole, parts] = [make(), make()];
      const run = (from: number, to: number, out: ReturnType<typeof make>) =>
        fitColumns(name, { dates, logs: logsOf(values), weights }, from, to, out, 1);
      run(0, 300, whole);
      for (const [from, to] of [
        [170, 300],
        [0, 3],
        [3, 170],
      ])
        run(from, to, parts);
      expect(parts).toEqual(whole);
    }
  });
});

describe("shares of variance", () => {
  const normal = makeNormal(17);
  const draws = 4096;
  const a = Float64Array.from({ length: draws }, () => 3 * normal());
  const b = Float64Array.from({ length: draws }, () => 4 * normal());

  test("of a sum are those of its terms, with nothing left", () => {
    const shares = estimateShares(
      a.map((value, i) => value + b[i]),
      a,
      b,
      8,
    );
    expect(shares.first.value).toBeCloseTo(9 / 25, 1);
    expect(shares.second.value).toBeCloseTo(16 / 25, 1);
    expect(shares.together.value).toBeCloseTo(0, 1);
    expect(shares.first.value! + shares.second.value! + shares.together.value!).toBeCloseTo(1, 14);
    for (const estimate of Object.values(shares)) {
      if (!("level" in estimate)) throw new Error("no interval");
      expect(estimate.low).toBeLessThan(estimate.value);
      expect(estimate.method).toBe("Student t over 8 replicates");
    }
  });

  test("have a reason where there is no variance or no replicate", () => {
    const constant = new Float64Array(draws).fill(2);
    expect(estimateShares(constant, a, b, 8).first).toEqual({
      value: null,
      reason: expect.stringContaining("does not vary"),
    });
    expect(estimateShares(a, a, constant, 1).first).toMatchObject({ value: 1, low: null });
    expect(estimateShares(a, a, constant, 8).second.value).toBe(0);
  });

  test("leave out draws without a value", () => {
    const gaps = a.map((value, i) => (i % 2 === 0 ? value : Number.NaN));
    expect(estimateShares(gaps, a, b, 8).first.value).toBeCloseTo(1, 12);
  });
});

describe("many pairs, of which a sample says where their median is", () => {
  const dates = Float64Array.from({ length: 120 }, (_, j) => 2013 + Math.floor(j / 3) / 4);
  const [normal, uniform] = [makeNormal(5), makeUniform(6)];

  test.each([
    ["random weights", () => -Math.log(uniform())],
    ["equal weights", () => 1],
    ["few systems with a weight", (j: number) => (j % 30 === 7 ? 1 : 0)],
  ])("have the median of the definition with %s", (_, weigh) => {
    for (let round = 0; round < 8; round++) {
      const logs = dates.map((date) => 0.3 * (date - 2020) + normal());
      const weights = dates.map((_, j) => weigh(j));
      const [slopes, products]: [number[], number[]] = [[], []];
      for (let i = 0; i < dates.length; i++) {
        for (let j = i + 1; j < dates.length; j++) {
          if (dates[i] === dates[j]) continue;
          slopes.push((logs[j]! - logs[i]!) * (1 / (dates[j]! - dates[i]!)));
          products.push(weights[i]! * weights[j]!);
        }
      }
      const found = new Float64Array(1);
      const block = { rows: 1, stride: 1, logs, weights };
      fitNamed("theil-sen").prepare(dates, { top: 5 }).slope!(block, found);
      expect(found[0]).toBe(medianBySorting(slopes, products));
    }
  });
});
