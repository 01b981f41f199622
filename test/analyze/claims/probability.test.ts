import { describe, expect, test } from "vitest";
import { estimateProbability } from "../../../src/analyze/claims/probability.ts";

const random = { design: "random", replicates: 8, level: 0.95 } as const;
const truth = (holds: number, fails: number, undefinedDraws = 0): Float64Array =>
  Float64Array.from({ length: holds + fails + undefinedDraws }, (_, i) =>
    i < holds ? 1 : i < holds + fails ? 0 : Number.NaN,
  );

describe("the probability that a statement holds", () => {
  test("independent draws: the exact interval of Clopper & Pearson (R: binom.test(7, 20))", () => {
    const found = estimateProbability(truth(7, 13), random);
    expect(found).toMatchObject({ value: 0.35, level: 0.95 });
    expect((found as { low: number }).low).toBeCloseTo(0.1539092, 6);
    expect((found as { high: number }).high).toBeCloseTo(0.5921885, 6);
  });

  test("all agree: the rule of three, one-sided", () => {
    const found = estimateProbability(truth(1000, 0), random) as { low: number; high: number };
    expect(found.high).toBe(1);
    expect(found.low).toBeCloseTo(0.05 ** (1 / 1000), 12);
    expect(1 - found.low).toBeCloseTo(3 / 1000, 4);
    expect(estimateProbability(truth(0, 1000), random)).toMatchObject({ value: 0, low: 0 });
  });

  test("nets: replicates make the interval, and none where all agree", () => {
    const net = { design: "sobol", replicates: 2, level: 0.95 } as const;
    const found = estimateProbability(Float64Array.of(1, 1, 0, 1, 1, 0, 0, 0), net) as { value: number };
    expect(found.value).toBe(0.5);
    expect(found).toMatchObject({ low: 0, high: 1 });
    expect(estimateProbability(truth(8, 0), net)).toMatchObject({ value: 1, low: null });
  });

  test("draws in which it is not defined count for nothing", () => {
    expect(estimateProbability(truth(3, 1, 4), random)).toMatchObject({ value: 0.75 });
    expect(estimateProbability(truth(0, 0, 4), random)).toEqual({
      value: null,
      reason: "not defined in any draw",
    });
  });
});
