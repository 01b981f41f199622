import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/analyze/estimate.ts";
import { runDgsm } from "../../../src/run/analyses/run-dgsm.ts";
import { runEfast } from "../../../src/run/analyses/run-efast.ts";
import { runNested } from "../../../src/run/analyses/run-nested.ts";
import { runTornado, runTwoWay } from "../../../src/run/analyses/run-one-at-a-time.ts";
import { runShapley } from "../../../src/run/analyses/run-shapley.ts";
import { runSensitivity } from "../../../src/run/run.ts";
import { load } from "../../scenario/memory-files.ts";
import { contextOf, runOptions } from "./context.ts";

function close(estimate: Estimate | undefined, value: number, tolerance: number): void {
  expect(Math.abs(estimate!.value! - value)).toBeLessThan(tolerance);
}

/** Two constants that move together: their sum steps by 50, with variance 50²·(3/4)(1/4) against 100²/12 of z. */
const constants = (analyses: string) => `model: {equations: {y: power + 2 * memory + z}}
factors:
  board:
    categorical:
      options:
        - {value: 1, weight: 0.75, set: {power: 300, memory: 40}}
        - {value: 2, weight: 0.25, set: {power: 310, memory: 60}}
  z: {uniform: {low: 0, high: 100}}
outputs: [y]
sampling: {design: random, draws: 2048, replicates: 1}
analyses: ${analyses}
`;
const s1 = (2500 * 0.1875) / (2500 * 0.1875 + 10_000 / 12);

/** One factor with a distribution of its own under each option. */
const distributions = (analyses: string, h = "h") => `model: {equations: {y: 3 * ${h} + z}}
factors:
  board:
    categorical:
      options:
        - {value: 1, weight: 0.75, set: {h: {uniform: {low: 0, high: 1}}}}
        - {value: 2, weight: 0.25, set: {h: {uniform: {low: 2, high: 4}}}}
  h: {constant: 0, kind: epistemic}
  z: {uniform: {low: 0, high: 1}}
outputs: [y]
sampling: {design: random, draws: 512, replicates: 1}
analyses: ${analyses}
`;

describe("constants that one choice sets", () => {
  test("move together in a tornado and a two-way table", async () => {
    const { context, analyses } = await contextOf(constants("{tornado: {}, twoWay: {factors: [board, z]}}"));
    const [tornado] = await runTornado(analyses.tornado!, context);
    expect(tornado!.nominal).toBe(430);
    expect(tornado!.bars).toEqual([
      { factor: "board", low: 430, high: 480, swing: 50 },
      { factor: "z", low: 385, high: 475, swing: 90 },
    ]);
    const [table] = await runTwoWay(analyses.twoWay!, context);
    expect(table!.values[2]).toEqual([385, 405, 430, 455, 475]);
    expect(table!.values[4]).toEqual([435, 455, 480, 505, 525]);
  });

  test("have one index in eFAST, Sobol' and Shapley's shares", async () => {
    const { context, analyses } = await contextOf(constants("{efast: {}, shapley: {}}"));
    expect(s1).toBeCloseTo(0.36, 12);
    const [fast] = await runEfast(analyses.efast!, context);
    expect(fast!.indices.map(({ factor }) => factor)).toEqual(["board", "z"]);
    // Four harmonics hold 88 % of a step of one in four.
    close(fast!.indices[0]!.s1, 0.88 * s1, 0.02);
    close(fast!.indices[0]!.st, s1, 0.02);
    const [shapley] = await runShapley(analyses.shapley!, context);
    expect(shapley!.effects.map(({ factor }) => factor)).toEqual(["board", "z"]);
    close(shapley!.effects[0]!.sh, s1, 0.005);
    const scenario = await load(`rebound: 1\n${constants("{sobol: {}, morris: {}}")}`);
    const { sobol, morris } = await runSensitivity(scenario, runOptions);
    close(sobol![0]!.indices[0]!.s1, s1, 0.01);
    close(sobol![0]!.indices[0]!.st, s1, 0.01);
    // Of four levels a step of two crosses 3/4 half the time, by 50/Δ = 75.
    expect(morris![0]!.measures[0]!.factor).toBe("board");
    close(morris![0]!.measures[0]!.muStar, 37.5, 15);
  });

  test("are one column in a regression, which they make exact", async () => {
    const scenario = await load(`rebound: 1\n${constants("{src: {}, spearman: {}}")}`);
    const { src } = await runSensitivity(scenario, runOptions);
    expect(src![0]!.measures.map(({ factor }) => factor)).toEqual(["board", "z"]);
    expect((src![0] as unknown as { r2: Estimate }).r2.value).toBeCloseTo(1, 12);
    // Two standard errors of the share of an option in 2048 draws.
    close(src![0]!.measures[0]!["src"] as Estimate, Math.sqrt(s1), 0.03);
  });
});

describe("a factor with a distribution under each option", () => {
  test("moves under the option at hand in a tornado and a two-way table", async () => {
    const { context, analyses } = await contextOf(
      distributions("{tornado: {}, twoWay: {factors: [board, h], levels: [0.05, 0.95]}}"),
    );
    const [tornado] = await runTornado(analyses.tornado!, context);
    const h = tornado!.bars.find(({ factor }) => factor === "h")!;
    expect(h.low).toBeCloseTo(0.15 + 0.5, 12);
    expect(h.high).toBeCloseTo(2.85 + 0.5, 12);
    const [table] = await runTwoWay(analyses.twoWay!, context);
    const wanted = [0.65, 3.35, 6.8, 12.2];
    table!.values.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 12);
    });
  });

  test("has one slope for all options, and the bound of its score", async () => {
    const { context, analyses } = await contextOf(distributions("{dgsm: {base: 1024}}"));
    const [found] = await runDgsm(analyses.dgsm!, context);
    const h = found!.measures.find(({ factor }) => factor === "h")!;
    close(h.nu, 9, 1e-6);
    // Var h over options of mean 1/2 and 3; E[(dh/dz)²] = width²·E[φ(z)²] = width²/(2π√3).
    const variance = 9 * (0.75 / 12 + 0.25 / 3 + 0.1875 * 2.5 ** 2) + 1 / 12;
    close(h.scoreBound, (9 * 1.75) / (2 * Math.PI * Math.sqrt(3)) / variance, 0.002);
    expect(h.boundBy).toBe("normal score: 1");
    const constant = distributions("{dgsm: {}}").replace("{uniform: {low: 2, high: 4}}", "3");
    const one = await contextOf(constant);
    const [moved] = await runDgsm(one.analyses.dgsm!, one.context);
    const measure = moved!.measures.find(({ factor }) => factor === "h")!;
    expect(measure.nu).toMatchObject({ value: null, reason: expect.stringContaining("constant") });
    expect(measure.scoreBound.value).toBeGreaterThan(0);
  });

  test("is the column that equations read, on which the model is linear", async () => {
    const scenario = await load(`rebound: 1\n${distributions("{src: {}, pcc: {}}")}`);
    const { src } = await runSensitivity(scenario, runOptions);
    expect((src![0] as unknown as { r2: Estimate }).r2.value).toBeCloseTo(1, 12);
    const measures = src![0]!.measures.map((measure) => (measure["src"] as Estimate).value!);
    expect(measures[0]).toBeCloseTo(0, 10);
    expect(measures[1]!).toBeGreaterThan(0.9);
  });

  test("is one side of an interval, at the same place under each option", async () => {
    const { context, analyses } = await contextOf(
      distributions("{nested: {mode: interval, at: [1.5]}}").replace("3 * h + z", "h + 0 * z"),
    );
    const [found] = await runNested(analyses.nested!, context);
    expect(found!.epistemic).toEqual(["h"]);
    const [{ low, high, highAt }] = found!.probabilities as unknown as [
      { low: number; high: number; highAt: Record<string, number> },
    ];
    // h ≤ 1.5 where board is 1, wherever h is.
    expect([low, high]).toEqual([0.75, 0.75]);
    expect(Object.keys(highAt)).toEqual(["h"]);
    expect(found!.bounds!.find(({ p }) => p === 0.975)).toMatchObject({ low: 2, high: 4 });
    expect(found!.bounds!.find(({ p }) => p === 0.25)).toMatchObject({ low: 0, high: 1 });
  });

  test("keeps its correlation under every option, in Shapley effects and Sobol' indices", async () => {
    // ρ .6 of normal scores; h is 0 under the first option, normal under the second.
    const text = (analyses: string) => `model: {equations: {y: h + z}}
factors:
  board: {categorical: {options: [{value: 1, weight: 1, set: {h: 0}}, {value: 2, weight: 1, set: {h: {normal: {mean: 0, sd: 1}}}}]}}
  z: {normal: {mean: 0, sd: 1}}
correlations: [{factors: [h, z], spearman: ${(6 / Math.PI) * Math.asin(0.3)}}]
outputs: [y]
analyses: ${analyses}
`;
    const { context, analyses } = await contextOf(text("{shapley: {}}"));
    const [found] = await runShapley(analyses.shapley!, context);
    const total = 0.5 + 1 + 2 * 0.5 * 0.6;
    close(found!.variance, total, 0.03);
    // c(z) = Var E[y|z] = (1 + .6/2)²; c(board, h) = Var(h + .6·score of h), half of it 1.6², half .6².
    const [c1, c2] = [(1.6 ** 2 + 0.6 ** 2) / 2, 1.3 ** 2];
    close(found!.effects[0]!.sh, (c1 + total - c2) / 2 / total, 0.01);
    close(found!.effects[1]!.sh, (c2 + total - c1) / 2 / total, 0.01);
  });
});

describe("kinds of parts", () => {
  test("decide what is epistemic, with that of the factor where a part has none", async () => {
    const { context, analyses } = await contextOf(`model: {equations: {y: f}}
factors:
  f:
    parts:
      shared: {uniform: {low: -1, high: 1}}
      other: {normal: {mean: 0, sd: 1}, scope: shared, kind: aleatory}
    combine: sum
    kind: epistemic
outputs: [y]
analyses: {nested: {mode: interval, at: [0]}}
`);
    const [found] = await runNested(analyses.nested!, context);
    expect(found).toMatchObject({ epistemic: ["f.shared"], aleatory: ["f.other"] });
    const [{ low, high }] = found!.probabilities as unknown as [{ low: number; high: number }];
    expect(Math.abs(low - 0.158655)).toBeLessThan(1e-3);
    expect(Math.abs(high - 0.841345)).toBeLessThan(1e-3);
  });
});

describe("extremes inside the box", () => {
  const text = (x: string) => `model: {equations: {x: ${x} + z}}
factors:
  mu: {uniform: {low: -1, high: 1}, kind: epistemic}
  z: {normal: {mean: 0, sd: 1}, kind: aleatory}
outputs: [x]
analyses: {nested: {mode: interval, at: [0]}}
`;
  test.each([
    // A single peak, of 0, off the middle; at the ends P(x ≤ 0) is near 1.
    ["-8 * (mu - 0.37)^2", 0.5, 1],
    // Three whole waves: ends and middle all give P = .5.
    ["sin(3 * pi * mu)", 0.158655, 0.841345],
  ])("of %s", async (x, low, high) => {
    const { context, analyses } = await contextOf(text(x));
    const [found] = await runNested(analyses.nested!, context);
    const [range] = found!.probabilities as unknown as [{ low: number; high: number }];
    expect(Math.abs(range.low - low)).toBeLessThan(1e-3);
    expect(Math.abs(range.high - high)).toBeLessThan(1e-3);
    expect(found!.outer).toBeLessThan(400);
  });
});
