import { describe, expect, test } from "vitest";
import { compareColumns } from "../../src/analyze/comparison.ts";
import { compareScenarios } from "../../src/run/compare.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { load, problemsOf } from "../scenario/memory-files.ts";

const options = { directions, executor: inline, version: "test", runtime: "test" };

const scenario = (own: string, mu: number, more = ""): string => `
rebound: 1
model: {equations: {y: c * ${own}}}
factors:
  c: {lognormal: {logMu: 0, logSigma: 0.8}}
  ${own}: {lognormal: {logMu: ${mu}, logSigma: 0.1}}
${more}
outputs: [y]
sampling: {draws: 4096, replicates: 8}
`;

async function compare(a: string, b: string, ...sets: string[]) {
  const { comparisons, manifest } = await compareScenarios(
    await load(a, ...sets),
    await load(b, ...sets),
    options,
  );
  return { y: comparisons![0]!, plan: manifest.plan as { columns: { factor: string; dimension: number }[] } };
}

describe("two scenarios on common draws", () => {
  test.each(["sobol", "lhs", "random"])(
    "the pairing example, %s: P(A < B) = 0.8555778168",
    async (design) => {
      const { y, plan } = await compare(scenario("a", 0), scenario("b", 0.15), `sampling.design=${design}`);
      const { value, low, high } = y.probLess as { value: number; low: number; high: number };
      // Twice the half-width of a 95 % interval over 8 replicates: passed over by chance with p < 0.002 (Student t, 7 df).
      expect(Math.abs(value - 0.8555778168)).toBeLessThan(high - low);
      expect(high - low).toBeLessThan(0.03);
      expect(plan.columns.map(({ factor }) => factor)).toEqual(["c", "a", "b"]);
      expect(y.discernibility).toEqual(y.probLess);
    },
  );

  test("unpaired, the same distributions tell little: P(A < B) = 0.5523323291", async () => {
    const other = scenario("b", 0.15).replaceAll("c:", "d:").replace("c * b", "d * b");
    const { y } = await compare(scenario("a", 0), other);
    expect(Math.abs(y.probLess.value! - 0.5523323291)).toBeLessThan(0.02);
    // P(A > B) is the smaller one here.
    expect(y.discernibility.value).toBe(y.probLess.value);
  });

  test("one name with two distributions shares u; each side has the draws of its own run", async () => {
    const b = scenario("a", 0.15);
    const { y } = await compare(scenario("a", 0), b);
    // A/B is exp(−0.15) in every draw.
    for (const { value } of y.ratio.quantiles) expect(value).toBeCloseTo(Math.exp(-0.15), 12);
    expect(y.probLess).toMatchObject({ value: 1 });
    const own = await runScenario(await load(scenario("a", 0)), options);
    expect(y.difference.deterministic).toBeCloseTo(1 - Math.exp(0.15), 12);
    expect(own.outputs[0]!.draws).toBe(y.difference.draws);
  });

  test("what makes the difference", async () => {
    const { y } = await compare(scenario("a", 0), scenario("b", 0.15));
    expect(y.drivers.map(({ factor }) => factor).sort()).toEqual(["a", "b", "c"]);
    expect(y.drivers.find(({ factor }) => factor === "a")!.correlation.value).toBeGreaterThan(0);
    expect(y.drivers.find(({ factor }) => factor === "b")!.correlation.value).toBeLessThan(0);
  });

  test("nothing in common is an error", async () => {
    expect(await problemsOf(scenario("a", 0))).toEqual([]);
    const other = scenario("a", 0).replace("{y:", "{z:").replace("[y]", "[z]");
    await expect(compare(scenario("a", 0), other)).rejects.toThrow("an output, aggregate or trend");
  });
});

describe("the measures of a comparison", () => {
  const context = { design: "random", replicates: 1, probabilities: [0.5], level: 0.95 } as const;
  const shifted = (by: number) => Float64Array.from({ length: 1000 }, (_, i) => (i % 100) / 100 + by);

  test("the same values: no difference, full overlap, no test", () => {
    const found = compareColumns(shifted(0), shifted(0), context);
    expect(found.probLess.value).toBe(0);
    expect(found.overlap.value).toBeCloseTo(1, 12);
    expect(found.test).toMatchObject({ rejected: null, reason: "the difference is the same in every draw" });
  });

  test("far apart: no overlap", () => {
    expect(compareColumns(shifted(0), shifted(5), context).overlap.value).toBe(0);
  });

  test("the modified test asks for more than 0.2 standard deviations (t = (|d| − 0.2)·√n)", () => {
    const noise = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const sd = Math.sqrt(400 / 399);
    const at = (mean: number) =>
      compareColumns(
        noise.map((value) => value + mean),
        new Float64Array(400),
        context,
      ).test;
    expect(at(0.15).rejected).toBe(false);
    expect(at(0.4).rejected).toBe(true);
    expect(at(0.4).effect).toBeCloseTo(0.4 / sd, 12);
    expect(at(0.4).statistic).toBeCloseTo((0.4 / sd - 0.2) * 20, 10);
    expect(at(0.4).critical).toBeCloseTo(1.648682, 5);
  });
});
