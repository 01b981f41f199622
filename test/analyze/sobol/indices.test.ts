import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/analyze/estimate.ts";
import { lookAt, makeCentring } from "../../../src/analyze/sobol/centring.ts";
import {
  type EstimateOptions,
  estimateSobol,
  type SobolEstimates,
} from "../../../src/analyze/sobol/estimate-sobol.ts";
import { chooseEstimator } from "../../../src/analyze/sobol/estimators.ts";
import {
  addBlock,
  makeSums,
  type SaltelliColumns,
  type SumsLayout,
} from "../../../src/analyze/sobol/sums.ts";
import type { SobolEstimatorName } from "../../../src/scenario/analyses/index.ts";
import { benchmarks, ishigami } from "../benchmarks.ts";
import { type Benchmark, evaluatePoints, type Points } from "../saltelli-points.ts";

const standard: Points = { design: "sobol", base: 1024, replicates: 8, seed: 1, both: false };

interface Setting {
  readonly estimator?: SobolEstimatorName | "auto";
  readonly failures?: "refuse" | "drop";
}

function estimate(
  of: Pick<Benchmark, "dimensions" | "evaluate">,
  points: Points,
  setting: Setting = {},
): SobolEstimates {
  const columns = Array.from({ length: points.replicates }, (_, replicate) =>
    evaluatePoints(of, points, replicate),
  );
  return estimateColumns(columns, points, setting);
}

function estimateColumns(
  columns: readonly SaltelliColumns[],
  { both, design }: Points,
  { estimator = "auto", failures = "refuse" }: Setting,
): SobolEstimates {
  const layout: SumsLayout = { groups: columns[0]!.ab.length, both, second: both };
  const centring = makeCentring(columns[0]!.a.subarray(0, 64));
  const rows = columns[0]!.a.length;
  const length = design === "random" ? Math.ceil((rows * columns.length) / 64) : rows;
  const parts = columns.flatMap(({ a, b, ab, ba }) =>
    Array.from({ length: Math.ceil(rows / length) }, (_, part) => {
      const cut = (column: Float64Array): Float64Array => column.subarray(part * length, (part + 1) * length);
      const sums = makeSums(layout);
      addBlock(sums, layout, { a: cut(a), b: cut(b), ab: ab.map(cut), ba: ba.map(cut) }, centring);
      return sums;
    }),
  );
  const method: EstimateOptions["method"] =
    design === "random"
      ? { kind: "bootstrap", key: [1, 2], resamples: 1000, conservative: undefined }
      : { kind: "replicates" };
  return estimateSobol(parts, centring, {
    layout,
    estimator: chooseEstimator(estimator, both),
    method,
    failures,
    level: 0.95,
  });
}

const half = (found: Estimate): number => ("level" in found ? (found.high - found.low) / 2 : 0);
const errors = (found: SobolEstimates, truth: Benchmark): number[] => [
  ...found.s1.map(({ value }, i) => Math.abs(value! - truth.s1[i]!)),
  ...found.st.map(({ value }, i) => Math.abs(value! - truth.st[i]!)),
];

describe("indices at base 1024, 8 scrambles", () => {
  test.each(benchmarks)("$name: inside 3 half-widths of the exact values", (truth) => {
    for (const both of [false, true]) {
      const found = estimate(truth, { ...standard, both });
      // Student's t with 7 degrees of freedom: beyond 3 × 2.36 standard errors once in 5000 indices.
      const widths = [...found.s1, ...found.st].map((index) => 3 * half(index) + 1e-9);
      for (const [k, error] of errors(found, truth).entries()) expect(error).toBeLessThan(widths[k]!);
      expect(Math.max(...errors(found, truth))).toBeLessThan(0.03);
    }
  });

  test("Ishigami: the interaction of x1 and x3, and no other", () => {
    const { s2 } = estimate(ishigami, { ...standard, both: true });
    const expected = [0, 0.2436836641, 0];
    s2.forEach(({ estimate: found }, pair) => {
      expect(Math.abs(found.value! - expected[pair]!)).toBeLessThan(3 * half(found));
    });
    expect(s2.map(({ groups }) => groups)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test("Ishigami + 1000 has the indices of Ishigami", () => {
    const shifted = { dimensions: 3, evaluate: (u: Float64Array) => ishigami.evaluate(u) + 1000 };
    for (const estimator of ["auto", "saltelli2010", "jansen1999", "janon", "martinez"] as const) {
      const [found, other] = [
        estimate(ishigami, standard, { estimator }),
        estimate(shifted, standard, { estimator }),
      ];
      const [before, after] = [found, other].map(({ s1, st }) => [...s1, ...st].map(({ value }) => value!));
      for (const [k, value] of before!.entries()) expect(after![k]).toBeCloseTo(value, 9);
    }
  });

  test("the unit of the output changes nothing, however large or small", () => {
    const found = estimate(ishigami, { ...standard, base: 64 });
    for (const factor of [2 ** 400, 2 ** -400]) {
      const scaled = { dimensions: 3, evaluate: (u: Float64Array) => factor * ishigami.evaluate(u) };
      const other = estimate(scaled, { ...standard, base: 64 });
      expect(other.s1).toEqual(found.s1);
      expect(other.st).toEqual(found.st);
    }
  });

  test("random design: bootstrap of blocks", () => {
    const found = estimate(ishigami, { ...standard, design: "random" });
    expect(found.s1[0]).toMatchObject({ method: "bootstrap of 64 blocks" });
    errors(found, ishigami).forEach((error, k) => {
      expect(error).toBeLessThan(3 * half([...found.s1, ...found.st][k]!));
    });
  });
});

describe("invariances", () => {
  test("permuting the factors permutes the indices", () => {
    const order = [2, 0, 1];
    const columns = evaluatePoints(ishigami, { ...standard, both: true }, 0);
    const permuted = {
      ...columns,
      ab: order.map((i) => columns.ab[i]!),
      ba: order.map((i) => columns.ba[i]!),
    };
    const points = { ...standard, both: true, design: "random" as const };
    const [found, other] = [estimateColumns([columns], points, {}), estimateColumns([permuted], points, {})];
    expect(other.st).toEqual(order.map((i) => found.st[i]));
    expect(other.s1).toEqual(order.map((i) => found.s1[i]));
  });

  test("in an additive model S1 = ST, and the index of a group is the sum of its factors'", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 2, maxLength: 5 }),
        (weights) => {
          const variance = weights.reduce((sum, weight) => sum + weight * weight, 0);
          const evaluate = (u: Float64Array): number =>
            u.reduce((sum, value, i) => sum + weights[i]! * value, 0);
          const found = estimate({ dimensions: weights.length, evaluate }, { ...standard, base: 256 });
          weights.forEach((weight, i) => {
            expect(Math.abs(found.st[i]!.value! - (weight * weight) / variance)).toBeLessThan(0.03);
          });
          expect(found.st.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(1, 1);
        },
      ),
      { numRuns: 10, seed: 3 },
    );
  });
});

describe("what has no index", () => {
  const absent = (reason: string) => ({ value: null, reason: expect.stringContaining(reason) });

  test("a constant output", () => {
    const found = estimate({ dimensions: 2, evaluate: () => 0.1 + 0.2 }, { ...standard, base: 8 });
    for (const index of [...found.s1, ...found.st, found.variance]) expect(index).toEqual(absent("constant"));
  });

  test("an output that failed anywhere, unless its rows are dropped", () => {
    const evaluate = (u: Float64Array): number => (u[0]! > 0.9 ? Number.NaN : u[0]! + u[1]!);
    const refused = estimate({ dimensions: 2, evaluate }, { ...standard, base: 64 });
    expect(refused.s1[0]).toEqual(absent("of 512 rows failed"));
    const dropped = estimate({ dimensions: 2, evaluate }, { ...standard, base: 64 }, { failures: "drop" });
    // u1 is uniform on (0, 0.9) in the rows that are left: variances 0.81 and 1.
    expect(Math.abs(dropped.s1[0]!.value! - 0.81 / 1.81)).toBeLessThan(3 * half(dropped.s1[0]!));
    const all = estimate(
      { dimensions: 2, evaluate: () => Number.NaN },
      { ...standard, base: 8 },
      { failures: "drop" },
    );
    expect(all.st[1]).toEqual(absent("all 64 rows failed"));
  });

  test("an output that is constant in some replicates", () => {
    const evaluate = (u: Float64Array): number => (u[0]! > 0.999 ? 1 : 0);
    const found = estimate({ dimensions: 1, evaluate }, { ...standard, base: 64 });
    expect(found.st[0]).toEqual(absent("constant"));
  });
});

describe("a first look", () => {
  test("tells positive skewed values from others", () => {
    const skewed = Float64Array.from({ length: 64 }, (_, i) => Math.exp(i / 16));
    expect(lookAt(skewed).skewed).toBe(true);
    expect(lookAt(skewed.map((value) => value - 1.5)).skewed).toBe(false);
    expect(lookAt(skewed.map(Math.log1p)).skewed).toBe(false);
  });

  test("leaves failed values out", () => {
    expect(makeCentring(Float64Array.of(Number.NaN, 3, 5))).toEqual({ centre: 4, scale: 1 });
    expect(makeCentring(Float64Array.of(Number.NaN))).toEqual({ centre: 0, scale: 1 });
  });
});
