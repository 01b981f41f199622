import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLowDiscrepancy } from "../../../src/analyze/given/detect-design.ts";
import { estimateGiven } from "../../../src/analyze/given/estimate-given.ts";
import { givenMethods } from "../../../src/analyze/given/methods.ts";
import { pawn } from "../../../src/analyze/given/pawn.ts";
import { partialCorrelations } from "../../../src/analyze/given/regression.ts";
import type { RowOrigin, Sample } from "../../../src/analyze/given/sample.ts";
import { src } from "../../../src/analyze/given/src.ts";
import { xi } from "../../../src/analyze/given/xi.ts";
import { fillColumn, makePlan } from "../../../src/design/index.ts";
import { masterKey } from "../../../src/design/key.ts";
import { normalQuantile } from "../../../src/math/special/normal.ts";
import { directions } from "../../design/directions.ts";

function points(design: RowOrigin["design"], draws: number, factors: number, seed: number, replicates = 1) {
  const columns = Array.from({ length: factors }, (_, i) => ({ factor: `x${i + 1}`, component: "" }));
  const request = { name: "bands", design, draws, replicates, seed, columns, qmcDimensions: 256 };
  const plan = makePlan(request, directions);
  return columns.map((_, i) => {
    const out = new Float64Array(draws);
    fillColumn(plan, i, 0, draws, out);
    return out;
  });
}

function sampleOf(design: "random" | "lhs" | "sobol", draws: number, seed: number, replicates = 1): Sample {
  const x = points(design, draws, 3, seed, replicates);
  const noise = points("random", draws, 1, seed + 1)[0];
  const y = x[0].map((u, row) => 2 * normalQuantile(u) + normalQuantile(x[1][row]) + 0.2 * noise[row]);
  const origin = { design, replicates };
  return {
    factors: ["x1", "x2", "x3"],
    x: x.map((u) => u.map(normalQuantile)),
    y,
    origin,
    key: masterKey(seed, "t"),
  };
}

describe("estimates", () => {
  test.each(givenMethods.map((method) => [method.name, method] as const))(
    "%s: every number has an interval around it on a random design, and the same for the same seed",
    (_, method) => {
      const found = estimateGiven(method, sampleOf("random", 128, 4));
      for (const { estimates } of found.measures) {
        for (const [name, estimate] of Object.entries(estimates)) {
          if (name === "pValue" || name === "plugIn") continue;
          expect(estimate).toMatchObject({ level: 0.95 });
          expect(estimate.value).not.toBeNaN();
        }
      }
      expect(estimateGiven(method, sampleOf("random", 128, 4))).toEqual(found);
    },
  );

  test("a Sobol' design has intervals by replicates, one net has none, neighbours are refused", () => {
    const eight = estimateGiven(src, sampleOf("sobol", 512, 1, 8)).measures[0]!.estimates["src"]!;
    expect(eight).toMatchObject({ method: "jackknife over 8 replicates" });
    const one = estimateGiven(src, sampleOf("sobol", 512, 1)).measures[0]!.estimates["src"]!;
    expect(one).toMatchObject({
      low: null,
      high: null,
      reason: expect.stringContaining("4 replicates, got 1"),
    });
    const refused = estimateGiven(xi, sampleOf("sobol", 512, 1, 8)).measures[0]!.estimates["xi"]!;
    expect(refused).toMatchObject({ value: null, reason: expect.stringContaining("low-discrepancy") });
  });

  test("what cannot be estimated is absent with a reason", () => {
    const sample = sampleOf("random", 64, 1);
    const constant = estimateGiven(pawn, { ...sample, y: new Float64Array(64).fill(3) });
    expect(constant.measures[0]!.estimates["median"]).toEqual({ value: null, reason: "constant output" });
    const x = [sample.x[0], sample.x[0], new Float64Array(64)];
    const tied = estimateGiven(src, { ...sample, x }).measures.map(({ estimates }) => estimates["src"]);
    expect(tied[0]).toMatchObject({ value: null, reason: expect.stringContaining("linear combinations") });
    expect(tied[2]).toEqual({ value: null, reason: "constant factor" });
    const y = sample.y.map((value, row) => (row % 4 === 0 ? Number.NaN : value));
    expect(estimateGiven(src, { ...sample, y })).toMatchObject({ rows: 48, failures: 16 });
    const none = estimateGiven(src, { ...sample, y: sample.y.map(() => Number.NaN) });
    expect(none.measures[0]!.estimates["src"]).toEqual({ value: null, reason: "all 64 draws failed" });
  });

  test("partial correlations of an exact line are 1, and not defined for a factor outside it", () => {
    const { x } = sampleOf("random", 64, 1);
    const [r2, first, second, third] = partialCorrelations(
      x,
      x[0].map((value, row) => value - 3 * x[1][row]),
    );
    expect(r2).toBeCloseTo(1, 12);
    expect([first, second, third]).toEqual([1, -1, Number.NaN]);
  });

  test("PAWN of a factor that does nothing is within the range of its dummies", () => {
    const { measures, dummy } = estimateGiven(pawn, sampleOf("random", 512, 9));
    const value = measures[2]!.estimates["median"]!.value!;
    expect(dummy).toMatchObject({ level: 0.95 });
    const { low, high } = dummy as { low: number; high: number };
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
    expect(measures[0]!.estimates["median"]!.value).toBeGreaterThan(3 * high);
  });

  test("HSIC and regional p-values tell the factors that act from one that does not", () => {
    for (const name of ["hsic", "regional"]) {
      const method = givenMethods.find((candidate) => candidate.name === name)!;
      const found = estimateGiven(method, sampleOf("lhs", 256, 3)).measures;
      expect(found.map(({ estimates }) => estimates["pValue"]!.value! <= 0.005)).toEqual([true, true, false]);
    }
  });

  // 200 samples: an interval that covers with probability 0.95 fails either bound with probability below 1e-4.
  test("intervals of regression coefficients cover the true value", () => {
    const truth = 2 / Math.sqrt(5 + 0.04 / 12);
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const found = estimateGiven(src, sampleOf("random", 100, seed)).measures[0]!.estimates["src"]!;
      const { low, high } = found as { low: number; high: number };
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(176);
    expect(covered).toBeLessThanOrEqual(199);
  });
});

describe("invariances", () => {
  const rankMethods = givenMethods.filter(({ name }) =>
    /^(srrc|prcc|spearman|xi|rbdFast|pawn|rankFirstOrder)$/.test(name),
  );
  const affineMethods = givenMethods.filter(({ name }) => !/^(hsic|shapleyNeighbours)$/.test(name));
  const seeds = fc.integer({ min: 0, max: 1e6 });

  test("monotone transforms of the factors leave rank measures, to the last bit", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...rankMethods), (seed, method) => {
        const { x, y } = sampleOf("random", 60, seed);
        const options = { harmonics: 6, slices: 6 };
        // Quantiles between rows move with the transform, so slices are compared on bounds that no row is near.
        const bent =
          method.name === "pawn"
            ? x.map((column) => column.map((v) => 3 * v))
            : x.map((column) => column.map((v) => v * v * v));
        expect([...method.compute(bent, y, options)]).toEqual([...method.compute(x, y, options)]);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test("an affine change of the output leaves every measure that has no scale of the output", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom(...affineMethods),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (seed, method, scale) => {
          const { x, y } = sampleOf("random", 60, seed);
          const options = { harmonics: 6, slices: 6, percentile: 50 };
          const moved = method.compute(
            x,
            y.map((value) => scale * value - 7),
            options,
          );
          for (const [i, value] of method.compute(x, y, options).entries())
            expect(moved[i]).toBeCloseTo(value, 8);
        },
      ),
      { numRuns: 40, seed: 2 },
    );
  });

  test("permuting factors permutes measures", () => {
    const { x, y } = sampleOf("random", 80, 5);
    for (const method of givenMethods) {
      const options = { harmonics: 6, slices: 6, percentile: 50 };
      const width = method.measures.length;
      const first = (method.totals ?? []).length;
      const forward = method.compute(x, y, options);
      const backward = method.compute([...x].reverse(), y, options);
      for (let i = 0; i < 3; i++) {
        for (let m = 0; m < width; m++) {
          expect(backward[first + (2 - i) * width + m]).toBeCloseTo(forward[first + i * width + m]!, 12);
        }
      }
    }
  });
});

describe("detection of low-discrepancy designs", () => {
  test.each([64, 512, 4096])(
    "a Sobol' net of %i rows is found, random rows and hypercubes are not",
    (draws) => {
      for (let seed = 0; seed < 20; seed++) {
        expect(isLowDiscrepancy(points("sobol", draws, 3, seed))).toBe(true);
        expect(isLowDiscrepancy(points("random", draws, 3, seed))).toBe(false);
        expect(isLowDiscrepancy(points("lhs", draws, 3, seed))).toBe(false);
      }
    },
  );

  test("replicates together and rows that are no power of two are found as well", () => {
    expect(isLowDiscrepancy(points("sobol", 4096, 6, 3, 8))).toBe(true);
    expect(isLowDiscrepancy(points("sobol", 1024, 6, 3).map((column) => column.slice(0, 700)))).toBe(true);
  });
});
