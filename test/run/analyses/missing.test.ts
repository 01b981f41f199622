import studentCdf from "@stdlib/stats/base/dists/t/cdf";
import studentQuantile from "@stdlib/stats/base/dists/t/quantile";
import { describe, expect, test } from "vitest";
import { formatIssue, IssueError } from "../../../src/core/issue.ts";
import { describeAxis } from "../../../src/report/analyses/missing.ts";
import { inline } from "../../../src/run/inline.ts";
import { runSensitivity } from "../../../src/run/run.ts";
import { directions } from "../../design/directions.ts";
import { load } from "../../scenario/memory-files.ts";

const table = `system,year,height,size
a,2016,1,1.2
b,2017,3,2.9
c,2018,2,2.8
d,2019,5,5.1
e,2020,4,4.7
f,2021,7,7.4
g,2022,9,8.8
h,2023,8,9.1
i,2024,10,
`;
/** Prediction at i, its leverage times s², and s (see test/math/linear-fit.test.ts). */
const [expected, error, s] = [10.597463768115942, 0.021183093537772053, 0.18636492174755107];
const spread = Math.sqrt(error + s * s);

const run = async (analysis: string, claim = 'system["i"].y > 8', scale = "linear") => {
  const files = {
    "t.csv": table,
    "s.yaml": `rebound: 1
model: {equations: {y: size}}
table: t.csv
factors:
  size: {regression: {scale: ${scale}, on: {year: year, height: height}}}
outputs: [y]
claims: [{id: c, statement: Large, expr: '${claim}'}]
analyses: {missing: ${analysis}}
`,
  };
  const setting = { directions, executor: inline, version: "test", runtime: "test" };
  return (await runSensitivity(await load(files), setting)).missing!;
};

describe("how different missing systems would have to be", () => {
  test("the shift at which a claim turns over is known: 8 − y, over 4 years a quarter of it", async () => {
    const [found] = await run("{shift: [-8, 8], per_year: [-2, 2], base: 2048}");
    expect(found).toMatchObject({ output: "c", factor: "size", recorded: 8, imputed: 1 });
    const [level, perYear] = found!.axes;
    for (const p of [0.025, 0.25, 0.5, 0.75, 0.975]) {
      const exact = 8 - expected + spread * studentQuantile(p, 5);
      const value = (axis: typeof level) =>
        axis!.turns.quantiles.find((quantile) => quantile.p === p)!.value!;
      expect(Math.abs(value(level) - exact)).toBeLessThan(0.08 * spread);
      expect(Math.abs(4 * value(perYear) - exact)).toBeLessThan(0.08 * spread);
    }
    expect(level!.found.value).toBe(1);
    expect(level!.turns.failures).toBe(0);
    expect([level!.shift, level!.unit]).toEqual(["size.shift", "1"]);
    expect(perYear).toMatchObject({ shift: "size.shift_per_year", over: "year", centre: 2020 });
    const shifted = -(8 - expected + 8 / 3) / spread;
    expect(level!.curve[2]!.value).toBeCloseTo(-8 / 3, 9);
    expect(level!.curve[2]!.holds.value).toBeCloseTo(studentCdf(shifted, 5), 2);
    expect([level!.curve[0]!.holds.value, level!.curve[6]!.holds.value]).toEqual([0, 1]);
  });

  test("that there is none in the range is an answer", async () => {
    const [found] = await run("{shift: [-1, 8]}");
    const [level] = found!.axes;
    expect(level!.found.value).toBe(0);
    expect(level!.turns.quantiles[0]!.value).toBeNull();
    expect(describeAxis(level!)).toBe("no shift alike in all years from -1 to 8 turns it over.");
  });

  test("on the scale of log10 the sentence says the factor", async () => {
    const [found] = await run("{shift: [-2, 1]}", 'system["i"].y > 1');
    const axis = { ...found!.axes[0]!, unit: "log10" };
    expect(describeAxis(axis)).toMatch(/^no shift/);
    const [lower] = await run("{shift: [-12, 1]}", 'system["i"].y > 9.6');
    expect(describeAxis({ ...lower!.axes[0]!, unit: "log10" })).toMatch(
      /^turns over with a shift of -[01]\.\d+ \(×0\.\d+\) alike in all years; 95 % of draws from /,
    );
  });

  test("a scenario without claims, or a factor without a regression, is told", async () => {
    const problem = async (analysis: string) => {
      try {
        await run(analysis);
        return [];
      } catch (thrown) {
        if (!(thrown instanceof IssueError)) throw thrown;
        return thrown.issues.map(formatIssue);
      }
    };
    expect(await problem("{factor: height}")).toEqual([
      's.yaml:8:21  analyses.missing.factor: got "height", expected a factor with a regression: size.',
    ]);
    expect(await problem("{shift: [3, 1]}")).toEqual([
      "s.yaml:8:29  analyses.missing.shift: got [3,1], expected two numbers, the lower one first.",
    ]);
  });
});
