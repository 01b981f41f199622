import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/analyze/estimate.ts";
import { IssueError } from "../../../src/core/issue.ts";
import { buildModel } from "../../../src/model/build.ts";
import { choosePlayers } from "../../../src/run/analyses/players.ts";
import { runDgsm } from "../../../src/run/analyses/run-dgsm.ts";
import { runEfast } from "../../../src/run/analyses/run-efast.ts";
import { runNested } from "../../../src/run/analyses/run-nested.ts";
import { runTornado, runTwoWay } from "../../../src/run/analyses/run-one-at-a-time.ts";
import { runShapley } from "../../../src/run/analyses/run-shapley.ts";
import { load } from "../../scenario/memory-files.ts";
import { contextOf, ishigami } from "./context.ts";

function close(estimate: Estimate, value: number, tolerance: number): void {
  expect(Math.abs(estimate.value! - value)).toBeLessThan(tolerance);
}

const linear = (correlations: string) => `model: {equations: {y: x1 + x2 + x3}}
factors:
  x1: {normal: {mean: 0, sd: 1}}
  x2: {normal: {mean: 5, sd: 1}}
  x3: {normal: {mean: 0, sd: 2}}
correlations: ${correlations}
outputs: [y]
analyses: {shapley: {}}
`;

describe("Shapley effects", () => {
  test("of Ishigami: between S1 and ST, and as in closed form", async () => {
    const { context, analyses } = await contextOf(`${ishigami}analyses: {shapley: {base: 512}}`);
    const [found] = await runShapley(analyses.shapley!, context);
    const truth = [0.435747023, 0.4424111448, 0.121841832];
    found!.effects.forEach(({ sh, s1, st }, i) => {
      close(sh, truth[i]!, 0.01);
      expect(sh.value!).toBeGreaterThan(s1!.value! - 0.01);
      expect(sh.value!).toBeLessThan(st!.value! + 0.01);
    });
    expect(found!.effects.reduce((sum, { sh }) => sum + sh.value!, 0)).toBeCloseTo(1, 12);
    expect(found!.evaluations).toBe(512 * 8 * 8);
  });

  // A normal copula has Pearson correlation r where Spearman's is 6/π·asin(r/2).
  // One random order for each pair: a standard error of about 0.01 with 8192 pairs; all sets: far less.
  test.each([
    ["auto", 0.01],
    ["random", 0.03],
  ])("of the correlated linear case, orders: %s", async (orders, tolerance) => {
    const spearman = (6 / Math.PI) * Math.asin(0.45);
    const text = linear(`[{factors: [x2, x3], spearman: ${spearman}}]`);
    const { context, analyses } = await contextOf(
      text.replace("shapley: {}", `shapley: {orders: ${orders}}`),
    );
    const [found] = await runShapley(analyses.shapley!, context);
    const truth = [0.1041666667, 0.4182291667, 0.4776041667];
    found!.effects.forEach(({ sh, variance }, i) => {
      close(sh, truth[i]!, tolerance);
      expect(Math.abs(variance! - 9.6 * truth[i]!)).toBeLessThan(12 * tolerance);
    });
    close(found!.variance, 9.6, 0.1);
  });

  test("of three factors that are all correlated, one negatively", async () => {
    const rho = { x1x2: 0.4, x1x3: -0.3, x2x3: 0.5 };
    const spearman = Object.values(rho).map((r) => (6 / Math.PI) * Math.asin(r / 2));
    const pairs = ["x1, x2", "x1, x3", "x2, x3"].map(
      (pair, i) => `{factors: [${pair}], spearman: ${spearman[i]}}`,
    );
    const { context, analyses } = await contextOf(linear(`[${pairs.join(", ")}]`));
    const [found] = await runShapley(analyses.shapley!, context);
    // c(u) = (Σβ)ᵤᵀ Σᵤᵤ⁻¹ (Σβ)ᵤ with sd 1, 1, 2.
    const sigma = [
      [1, 0.4, -0.6],
      [0.4, 1, 1],
      [-0.6, 1, 4],
    ];
    const sums = sigma.map((row) => row[0]! + row[1]! + row[2]!);
    const total = sums.reduce((sum, value) => sum + value, 0);
    const one = (i: number) => sums[i]! ** 2 / sigma[i]![i]!;
    const two = (i: number, j: number) => {
      const [a, b, c] = [sigma[i]![i]!, sigma[i]![j]!, sigma[j]![j]!];
      return (sums[i]! ** 2 * c - 2 * sums[i]! * sums[j]! * b + sums[j]! ** 2 * a) / (a * c - b * b);
    };
    for (const i of [0, 1, 2]) {
      const [j, k] = [0, 1, 2].filter((other) => other !== i) as [number, number];
      const shapley = (one(i) + (two(i, j) - one(j) + two(i, k) - one(k)) / 2 + total - two(j, k)) / 3;
      close(found!.effects[i]!.sh, shapley / total, 0.01);
    }
  });

  test("groups are one player, and failures refuse or drop", async () => {
    const text = `model: {equations: {y: f + g + log(x)}}
factors:
  f: {normal: {mean: 0, sd: 1}}
  g: {normal: {mean: 0, sd: 1}}
  x: {uniform: {low: -0.01, high: 1}}
outputs: [y]
analyses: {shapley: {base: 64, replicates: 4, groups: {both: [f, g]}}}
`;
    const { context, analyses } = await contextOf(text);
    const [found] = await runShapley(analyses.shapley!, context);
    expect(found!.groups).toEqual([{ name: "both", factors: ["f", "g"] }]);
    expect(found!.effects.map(({ factor }) => factor)).toEqual(["both", "x"]);
    expect(found!.effects[0]!.sh).toMatchObject({
      value: null,
      reason: expect.stringContaining("failures: drop"),
    });
    const [dropped] = await runShapley({ ...analyses.shapley!, failures: "drop" }, context);
    expect(dropped!.effects[0]!.sh.value).toBeGreaterThan(0.3);
    expect(dropped!.failures.rows).toBe(found!.failures.rows);
  });

  test("a group of what is no factor, and a factor of two groups, are refused together", async () => {
    const text = linear("[]").replace("shapley: {}", "shapley: {groups: {g: [x1, x9], h: [x1, x2]}}");
    const { context, analyses } = await contextOf(text);
    const failure = await runShapley(analyses.shapley!, context).catch((error: unknown) => error);
    const got = (failure as IssueError).issues.map((issue) => issue.got);
    expect(got).toEqual(['"x9"', "h and g, which share factors"]);
  });

  test("parts and what one choice sets are one player, correlated factors are not", async () => {
    const scenario = await load({
      "t.csv": "system,year\nA,2013\nB,2014\n",
      "s.yaml": `rebound: 1
model: {equations: {y: f + g + h * k}}
table: t.csv
factors:
  f: {parts: {shared: {normal: {mean: 0, sd: 1}}, system: {normal: {mean: 0, sd: 1}}}, combine: sum}
  g: {normal: {mean: 0, sd: 1}}
  k: {categorical: {options: [{value: 1, weight: 1, set: {h: {uniform: {low: 0, high: 1}}}}, {value: 2, weight: 1, set: {h: {uniform: {low: 1, high: 2}}}}]}}
correlations: [{factors: [f.shared, g], spearman: 0.5}]
outputs: [y]
`,
    });
    const { model } = buildModel(scenario);
    expect(choosePlayers(scenario, model, [], "together").names).toEqual(["f", "g", "k+h"]);
    expect(choosePlayers(scenario, model, [], "apart").names).toEqual(["f.shared", "f.system", "g", "k+h"]);
  });
});

describe("eFAST", () => {
  test("of Ishigami, with intervals over curves", async () => {
    const { context, analyses } = await contextOf(`${ishigami}analyses: {efast: {}}`);
    const [found] = await runEfast(analyses.efast!, context);
    const truth = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ];
    found!.indices.forEach(({ s1, st }, i) => {
      close(s1, truth[i]![0]!, 0.015);
      close(st, truth[i]![1]!, 0.06);
      expect(s1).toMatchObject({ method: "Student t over 4 curves" });
    });
    expect(found!.evaluations).toBe(3 * 4 * 1031);
  });

  test("refuses correlated factors", async () => {
    const { context } = await contextOf(linear("[{factors: [x1, x2], spearman: 0.5}]"));
    const place = { file: "", path: "" };
    const [found] = await runEfast({ targets: [], points: 65, harmonics: 4, curves: 2, place }, context);
    expect(found!.indices[0]!.s1).toMatchObject({
      value: null,
      reason: expect.stringContaining("correlated"),
    });
  });
});

describe("DGSM", () => {
  test("of Ishigami: ν and Sobol' and Kucherenko's bound", async () => {
    const { context, analyses } = await contextOf(`${ishigami}analyses: {dgsm: {base: 1024}}`);
    const [found] = await runDgsm(analyses.dgsm!, context);
    const nu = [7.7195879407, 24.5, 10.9873050694];
    const total = [0.5575888552, 0.4424111448, 0.2436836641];
    found!.measures.forEach((measure, i) => {
      close(measure.nu, nu[i]!, 0.02 * nu[i]!);
      close(measure.bound, (4 * nu[i]!) / 13.8445879407, 0.1);
      expect(measure.boundBy).toBe("uniform: (high − low)²/π²");
      expect(measure.scoreBound.value!).toBeGreaterThan(total[i]!);
    });
  });

  test("the bounds are exact for a linear function of normal factors, and hold for other families", async () => {
    const { context } = await contextOf(`model: {equations: {y: 2 * a + log(b) + c}}
factors:
  a: {normal: {mean: 3, sd: 1}}
  b: {lognormal: {logMu: 0, logSigma: 2}}
  c: {binomial: {n: 3, p: 0.5}}
outputs: [y]
`);
    const declaration = { targets: [], base: 512, replicates: 8, place: { file: "", path: "" } };
    const [a, b, c] = (await runDgsm(declaration, context))[0]!.measures;
    const variance = 4 + 4 + 0.75;
    close(a!.nu, 4, 1e-6);
    close(a!.bound, 4 / variance, 0.01);
    close(b!.scoreBound, 4 / variance, 0.01);
    expect(b!.boundBy).toBe("normal score: 1");
    expect(c!.nu).toEqual({ value: null, reason: "a discrete factor has no slope" });
  });
});

describe("one and two at a time", () => {
  const text = `model: {equations: {y: a * b}}
factors:
  a: {uniform: {low: 0, high: 10}, nominal: 4}
  b: {normal: {mean: 2, sd: 1}}
outputs: [y]
analyses: {tornado: {}, twoWay: {factors: [b, a], levels: [0.1, 0.5]}}
`;
  test("a tornado moves one factor between its percentiles", async () => {
    const { context, analyses } = await contextOf(text);
    const [found] = await runTornado(analyses.tornado!, context);
    const z = 1.6448536269514722;
    expect(found).toMatchObject({ nominal: 8, low: 0.05, high: 0.95 });
    expect(found!.bars[0]).toMatchObject({ factor: "a", low: 1, high: 19, swing: 18 });
    expect(found!.bars[1]!.low).toBeCloseTo(4 * (2 - z), 10);
    expect(found!.bars[1]!.high).toBeCloseTo(4 * (2 + z), 10);
  });

  test("a two-way table has a value for each pair of percentiles", async () => {
    const { context, analyses } = await contextOf(text);
    const [found] = await runTwoWay(analyses.twoWay!, context);
    expect(found).toMatchObject({ factors: ["b", "a"], levels: [0.1, 0.5] });
    expect(found!.values[1]).toEqual([2, 10]);
    const wrong = { ...analyses.twoWay!, factors: [{ name: "c", place: { file: "s", path: "p" } }] };
    await expect(runTwoWay(wrong, context)).rejects.toThrow(IssueError);
    await expect(contextOf(text.replace("[0.1, 0.5]", "[]"))).rejects.toThrow("at least one percentile");
  });
});

describe("nested", () => {
  const box = (nested: string) => `model: {equations: {x: mu + z}}
factors:
  mu: {uniform: {low: -1, high: 1}, kind: epistemic}
  z: {normal: {mean: 0, sd: 1}, kind: aleatory}
outputs: [x]
analyses: {nested: ${nested}}
`;
  test("a p-box of a normal with an unknown mean", async () => {
    const { context, analyses } = await contextOf(box("{mode: interval, at: [0]}"));
    const [found] = await runNested(analyses.nested!, context);
    const [probability] = found!.probabilities as unknown as [{ low: number; high: number; lowAt: object }];
    expect(Math.abs(probability.low - 0.158655)).toBeLessThan(1e-3);
    expect(Math.abs(probability.high - 0.841345)).toBeLessThan(1e-3);
    expect(probability.lowAt).toEqual({ mu: 1 });
    expect(found!.label).toContain("inner bound");
    const median = found!.bounds!.find(({ p }) => p === 0.5)!;
    expect(Math.abs(median.low! + 1)).toBeLessThan(0.01);
    expect(Math.abs(median.high! - 1)).toBeLessThan(0.01);
  });

  test("a band of bands, and the share of ignorance in the variance", async () => {
    const { context, analyses } = await contextOf(box("{mode: distribution, at: [0]}"));
    const [found] = await runNested(analyses.nested!, context);
    // Var(mu) = 1/3 against 1.
    expect(Math.abs(found!.epistemicShare! - 0.25)).toBeLessThan(0.01);
    const { band } = found!.bands!.find(({ p }) => p === 0.5)!;
    expect(Math.abs(band!.low + 0.95)).toBeLessThan(0.02);
    expect(Math.abs(band!.high - 0.95)).toBeLessThan(0.02);
    expect(found).toMatchObject({ epistemic: ["mu"], aleatory: ["z"], failures: 0 });
  });

  test("refuses what can't be nested, all of it at once", async () => {
    const unbounded = box("{mode: interval}").replace(
      "uniform: {low: -1, high: 1}",
      "normal: {mean: 0, sd: 1}",
    );
    const tied = `${unbounded}correlations: [{factors: [mu, z], spearman: 0.5}]\n`;
    const { context, analyses } = await contextOf(tied);
    const failure = await runNested(analyses.nested!, context).catch((error: unknown) => error);
    expect((failure as IssueError).issues).toHaveLength(2);
    const none = await contextOf(box("{mode: distribution}").replace("epistemic", "aleatory"));
    await expect(runNested(none.analyses.nested!, none.context)).rejects.toThrow("no epistemic factor");
  });
});
