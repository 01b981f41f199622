import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/analyze/estimate.ts";
import { resultFiles } from "../../../src/report/files.ts";
import { renderResult } from "../../../src/report/terminal.ts";
import { plainStyle } from "../../../src/report/text-style.ts";
import type { GivenResult } from "../../../src/result/method-results.ts";
import { runScenario, runSensitivity } from "../../../src/run/run.ts";
import { analysisNames, givenNames } from "../../../src/scenario/analyses/index.ts";
import { load } from "../../scenario/memory-files.ts";
import { ishigami, runOptions as options } from "./context.ts";

/** Tested on their own; `missing` takes a factor that a regression fills. */
const apart: readonly string[] = ["sobol", "morris", "missing"];
const all = analysisNames
  .filter((name) => !apart.includes(name))
  .map((name) => {
    const given = { twoWay: "{factors: [x1, x3]}", nested: "{mode: distribution, outer: 16, inner: 64}" };
    const small = { shapley: "{base: 64}", efast: "{points: 65}", dgsm: "{base: 32}" };
    return `  ${name}: ${{ ...given, ...small }[name as string] ?? "{}"}`;
  });
const text = `rebound: 1
${ishigami.replace("high: 3.141592653589793}}", "high: 3.141592653589793}, kind: epistemic}")}sampling: {design: lhs, draws: 256, replicates: 1}
analyses:
${all.join("\n")}
`;

describe("every method through a run", () => {
  test("has its key in the result, its sections on a terminal and its tables", async () => {
    const result = await runScenario(await load(text), options);
    for (const name of analysisNames.filter((name) => !apart.includes(name))) {
      expect(result[name], name).toHaveLength(1);
      expect(result[name]![0]!.output).toBe("y");
    }
    const shown = renderResult(result, plainStyle);
    for (const heading of ["Shapley effects", "eFAST", "PAWN", "HSIC", "one factor at a time", "ignorance"]) {
      expect(shown).toContain(heading);
    }
    const files = resultFiles(result);
    expect(files.get("rank-first-order.csv")).toContain("output,factor,s1,s1_low,s1_high\ny,x");
    expect(files.get("two-way.csv")!.split("\n")).toHaveLength(27);
    expect(JSON.stringify(result)).not.toContain("NaN");
  });

  test("given-data results are the same from the draws of the bands as from the draws alone", async () => {
    const scenario = await load(text);
    const [run, alone] = [await runScenario(scenario, options), await runSensitivity(scenario, options)];
    for (const name of givenNames) expect(alone[name]).toEqual(run[name]);
    expect((run.rbdFast![0] as GivenResult).design).toBe("lhs");
  });

  test("targets over a table: single columns where a target reads one system, else left out with the reason", async () => {
    const scenario = await load({
      "t.csv": "system,year,load\nA,2013,1\nB,2014,10\n",
      "s.yaml": `rebound: 1
model: {equations: {y: load * a + b}}
table: t.csv
factors:
  a: {uniform: {low: 0, high: 1}}
  b: {uniform: {low: 0, high: 1}, scope: system}
outputs: [y]
aggregates: {total: {of: y, reduce: sum}}
sampling: {design: random, draws: 128, replicates: 1}
analyses: {spearman: {targets: ['system["A"].y', aggregate.total]}}
`,
    });
    const { spearman } = await runScenario(scenario, options);
    const measures = spearman!.map((found) => found.measures.map((measure) => measure["spearman"]));
    expect(measures[0]![1]).toMatchObject({ level: 0.95 });
    expect(measures[1]![1]).toMatchObject({
      value: null,
      reason: expect.stringContaining("2 values at a time"),
    });
  });

  test.each([
    ["{design: random, draws: 4096, replicates: 1}", "32 blocks of rows"],
    ["{design: sobol, draws: 4096, replicates: 8}", "8 replicates"],
  ])(
    "a factor of scope system has one linear share of all its components, design %s",
    async (sampling, by) => {
      const scenario = await load({
        "t.csv": "system,year,load\nA,2013,2\nB,2014,3\nC,2015,4\n",
        "s.yaml": `rebound: 1
model: {equations: {y: a + load * b}}
table: t.csv
factors:
  a: {normal: {mean: 0, sd: 1}}
  b: {uniform: {low: 0, high: 6}, scope: system}
outputs: [y]
aggregates: {total: {of: y, reduce: sum}}
sampling: ${sampling}
analyses: {linearShare: {}, src: {}}
`,
      });
      const { linearShare, src } = await runScenario(scenario, options);
      // total = 3a + 2b₁ + 3b₂ + 4b₃: variances 9 and 29·3.
      const shares = linearShare![0]!.measures.map(({ factor, share }) => ({
        factor,
        share: share as Estimate,
      }));
      expect(shares.map(({ factor }) => factor)).toEqual(["a", "b"]);
      for (const [i, wanted] of [9 / 96, 87 / 96].entries()) {
        expect(Math.abs(shares[i]!.share.value! - wanted)).toBeLessThan(0.03);
        expect(shares[i]!.share).toMatchObject({ method: `jackknife over ${by}` });
      }
      expect(src![0]!.measures[1]!["src"]).toMatchObject({
        reason: expect.stringContaining("3 values at a time"),
      });
    },
  );
});
