import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { drawsForRanks, orderRanks } from "../../src/analyze/order-ranks.ts";
import { makeRunSorter } from "../../src/analyze/runs.ts";
import { criticalNormal, criticalT } from "../../src/analyze/student-t.ts";
import { type SummaryContext, summarizeColumn } from "../../src/analyze/summarize.ts";

type Triple = [number, number, number];
interface Case {
  values: number[];
  replicates?: number;
  mean: Triple;
  sd: Triple;
  quantiles: { p: number; value: number; span: [number, number] | null }[];
}
const reference = JSON.parse(readFileSync(new URL("../reference/analyze.json", import.meta.url), "utf8")) as {
  random: Case[];
  replicates: Case[];
  ranks: { n: number; p: number; ranks: [number, number] }[];
  student: { df: number; t: number }[];
};

const PROBABILITIES = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
function context(
  design: SummaryContext["design"],
  replicates = 1,
  probabilities = PROBABILITIES,
): SummaryContext {
  return { design, replicates, probabilities, level: 0.95 };
}

/** `got` is within a relative 1e-9 of the spread, plus the rounding of numbers of the reference's own size. */
function expectNear(got: number | null | undefined, expected: number, spread: number): void {
  expect(Math.abs((got as number) - expected)).toBeLessThanOrEqual(
    1e-9 * spread + 4e-16 * Math.abs(expected),
  );
}

function expectCase(found: ReturnType<typeof summarizeColumn>, expected: Case): void {
  const spread = expected.sd[0];
  for (const part of ["mean", "sd"] as const) {
    const { value, low, high } = found[part] as { value: number; low: number; high: number };
    [value, low, high].forEach((got, i) => {
      expectNear(got, expected[part][i], spread);
    });
  }
  expect(found.quantiles.map(({ p }) => p)).toEqual(PROBABILITIES);
  found.quantiles.forEach((got, i) => {
    const { value, span } = expected.quantiles[i];
    expectNear(got.value, value, spread);
    if (span === null) expect(got).toMatchObject({ low: null, high: null, reason: expect.any(String) });
    else if ("level" in got) {
      expectNear(got.low, span[0], spread);
      expectNear(got.high, span[1], spread);
    } else expect.fail(`no interval at ${got.p}`);
  });
}

describe("against numpy and scipy", () => {
  test.each(reference.random.map((one, i) => [i, one] as const))("independent draws %i", (_, one) => {
    expectCase(summarizeColumn(Float64Array.from(one.values), context("random")), one);
  });
  test.each(reference.replicates.map((one, i) => [i, one] as const))("replicates %i", (_, one) => {
    for (const design of ["lhs", "sobol"] as const) {
      expectCase(summarizeColumn(Float64Array.from(one.values), context(design, one.replicates)), one);
    }
  });
  test("exact ranks", () => {
    for (const { n, p, ranks } of reference.ranks) {
      const got = orderRanks(n, p, 0.95);
      const exists = ranks[0] >= 1 && ranks[1] <= n;
      expect(got, `n ${n}, p ${p}`).toEqual(exists ? { low: ranks[0], high: ranks[1] } : null);
      expect(n >= drawsForRanks(p, 0.95), `n ${n}, p ${p}`).toBe(exists);
    }
    expect(orderRanks(1000, 0.95, 0.95)).toEqual({ low: 936, high: 964 });
  });
  test("critical values", () => {
    for (const { df, t } of reference.student) expect(criticalT(0.95, df) / t - 1).toBeCloseTo(0, 12);
    expect(criticalNormal(0.95)).toBeCloseTo(1.959963984540054, 14);
  });
});

describe("by hand", () => {
  test("two replicates of two", () => {
    const found = summarizeColumn(Float64Array.of(1, 3, 4, 8), context("sobol", 2, [0.5]));
    // Replicate means 2 and 6: standard error 2; t(1) = 12.7062047361747.
    const mean = found.mean as { value: number; low: number; high: number; method: string };
    expect(mean.value).toBe(4);
    expect(mean.high).toBeCloseTo(4 + 2 * 12.706204736174694, 11);
    expect(mean.low).toBeCloseTo(4 - 2 * 12.706204736174694, 11);
    expect(mean.method).toBe("Student t over 2 replicates");
    expect(found.quantiles[0]).toEqual({
      p: 0.5,
      value: 3.5,
      low: null,
      high: null,
      reason: "an interval takes 40 finite draws in each of the 2 replicates, got 2, at p = 0.5",
    });
  });

  test("one replicate has values and a reason", () => {
    const found = summarizeColumn(Float64Array.of(1, 2, 3, 4), context("sobol", 1, [0.5]));
    const reason = "one replicate: an interval takes two or more";
    expect(found.mean).toEqual({ value: 2.5, low: null, high: null, reason });
    expect(found.sd).toMatchObject({ value: Math.sqrt(5 / 3), reason });
    expect(found.quantiles[0].value).toBe(2.5);
  });

  test("the least number of draws per replicate is 20 beyond the quantile", () => {
    const values = Float64Array.from({ length: 1600 }, (_, i) => (i * 7919) % 1601);
    const [at05, at95, at04] = summarizeColumn(values, context("lhs", 4, [0.05, 0.95, 0.04])).quantiles;
    expect(at05).toHaveProperty("level", 0.95);
    expect(at95).toHaveProperty("level", 0.95);
    expect(at04).toMatchObject({ low: null, reason: expect.stringContaining("500 finite draws") });
  });

  test("a constant column has no interval, and no rounding", () => {
    const found = summarizeColumn(new Float64Array(10).fill(0.1), context("sobol", 2));
    const reason = "constant over all draws";
    expect(found.mean).toEqual({ value: 0.1, low: null, high: null, reason });
    expect(found.sd).toEqual({ value: 0, low: null, high: null, reason });
    for (const quantile of found.quantiles) expect(quantile).toMatchObject({ value: 0.1, low: null, reason });
  });

  test("replicates that agree exactly give no interval", () => {
    const found = summarizeColumn(Float64Array.of(1, 2, 2, 1), context("sobol", 2));
    expect(found.mean).toEqual({
      value: 1.5,
      low: null,
      high: null,
      reason: "all 2 replicates give the same value",
    });
  });

  test("failures are counted and left out", () => {
    const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const found = summarizeColumn(Float64Array.of(1, ...bad, 2, 6), context("random", 1, [0.5]));
    expect(found).toMatchObject({ draws: 6, failures: 3, mean: { value: 3 } });
    expect(found.mean).toHaveProperty("method", "Student t over draws, finite draws only");
    expect(found.quantiles[0].value).toBe(2);
  });

  test("a replicate without a finite draw takes the intervals away, not the values", () => {
    const found = summarizeColumn(Float64Array.of(Number.NaN, Number.NaN, 1, 3), context("sobol", 2));
    expect(found.mean).toMatchObject({ value: 2, low: null, reason: expect.stringContaining("got 0") });
  });

  test("all failed, one left, none at all", () => {
    const failed = summarizeColumn(new Float64Array(4).fill(Number.NaN), context("sobol", 2));
    expect(failed).toMatchObject({
      draws: 4,
      failures: 4,
      mean: { value: null, reason: "all 4 draws failed" },
    });
    const left = summarizeColumn(Float64Array.of(Number.NaN, 5), context("random"));
    expect(left.mean).toEqual({ value: 5, low: null, high: null, reason: "only one finite draw" });
    expect(left.sd.value).toBeNull();
    expect(summarizeColumn(new Float64Array(0), context("random")).mean).toEqual({
      value: null,
      reason: "no draws",
    });
  });

  test("wrong replicates and too small a sorter are refused", () => {
    expect(() => summarizeColumn(new Float64Array(10), context("sobol", 3))).toThrow(/got 3 for 10 draws/);
    expect(() => summarizeColumn(new Float64Array(10), context("random"), makeRunSorter(9))).toThrow(
      /room for 9/,
    );
  });

  test("too few draws for the interval of a quantile or a standard deviation", () => {
    const found = summarizeColumn(Float64Array.of(1, 2, 3, 4, 5), context("random", 1, [0.5]));
    expect(found.quantiles[0]).toMatchObject({
      reason: "an interval takes 6 finite draws at p = 0.5, got 5",
    });
    expect(found.sd).toMatchObject({ low: null, reason: "an interval takes 10 finite draws, got 5" });
  });
});

describe("numerical range", () => {
  test.each([1e300, 1e-300, 1e-310])("times %d", (factor) => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i + 1) * factor);
    const found = summarizeColumn(values, context("random"));
    // Mean 20.5, variance 40·41/12.
    expect((found.mean.value as number) / factor).toBeCloseTo(20.5, 10);
    expect((found.sd.value as number) / factor).toBeCloseTo(Math.sqrt((40 * 41) / 12), 10);
    expect(found.sd).toHaveProperty("level");
  });

  test("the largest doubles of both signs", () => {
    const big = Number.MAX_VALUE;
    const found = summarizeColumn(
      Float64Array.of(-big, big, -big, big, 0),
      context("random", 1, [0.25, 0.5]),
    );
    expect((found.mean.value as number) / big).toBeCloseTo(0, 14);
    expect(found.quantiles.map(({ value }) => value)).toEqual([-big, 0]);
    // sqrt(4/4) of the largest double.
    expect((found.sd.value as number) / big).toBeCloseTo(1, 14);
  });

  test("1e9 and a little", () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 1e9 + (i + 1) * 2 ** -20);
    const found = summarizeColumn(values, context("sobol", 4));
    expect(((found.mean.value as number) - 1e9) * 2 ** 20).toBeCloseTo(20.5, 0);
    expect((found.sd.value as number) * 2 ** 20).toBeCloseTo(Math.sqrt((40 * 41) / 12), 9);
  });
});
