import studentQuantile from "@stdlib/stats/base/dists/t/quantile";
import { describe, expect, test } from "vitest";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

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
j,2020,6,
`;
const files = (scale: string, sizes = table) => ({
  "t.csv": sizes,
  "s.yaml": `rebound: 1
model: {equations: {y: size}}
table: t.csv
factors:
  size: {regression: {scale: ${scale}, on: {year: year, height: height}}}
outputs: [y]
sampling: {draws: 32768, replicates: 8}
aggregates: {both: {of: y, reduce: sum, where: 'system == "i" or system == "j"'}}
`,
});
const run = async (all: Record<string, string>, ...sets: string[]) =>
  runScenario(await load(all, ...sets), { directions, executor: inline, version: "test", runtime: "test" });

/** The prediction at i, its leverage times s², and s (numpy; see the test of the fit). */
const [expected, error, s] = [10.597463768115942, 0.021183093537772053, 0.18636492174755107];

describe("imputed values", () => {
  test("are Student's t about their prediction; what is recorded stays", async () => {
    const { systems } = await run(files("linear"));
    const [recorded, imputed] = [systems![0]!.outputs[0]!, systems![8]!.outputs[0]!];
    expect(recorded.quantiles.every(({ value }) => value === 1.2)).toBe(true);
    expect(imputed.deterministic).toBeCloseTo(expected, 9);
    const spread = Math.sqrt(error + s * s);
    for (const p of [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]) {
      const { value } = imputed.quantiles.find((quantile) => quantile.p === p)!;
      expect(Math.abs(value! - expected - spread * studentQuantile(p, 5))).toBeLessThan(0.02 * spread);
    }
  });

  test("share the errors of the coefficients: the sd of a sum of two", async () => {
    const { aggregates } = await run(files("linear"));
    // (x₁ + x₂)ᵀ(XᵀX)⁻¹(x₁ + x₂) and 2 residuals, with the variance 5/3 of Student's t with 5 degrees of freedom
    const x = [2, 2024 + 2020 - 2 * 2019.5, 16 - 2 * 4.875];
    const [syy, syh, shh] = [42, sumOfProducts(years, heights), sumOfProducts(heights, heights)];
    const determinant = syy * shh - syh * syh;
    const quadratic = (shh * x[1]! ** 2 - 2 * syh * x[1]! * x[2]! + syy * x[2]! ** 2) / determinant;
    const variance = (5 / 3) * s * s * (x[0]! ** 2 / 8 + quadratic + 2);
    const { sd, mean } = aggregates[0]!;
    expect(sd.value! / Math.sqrt(variance)).toBeGreaterThan(0.98);
    expect(sd.value! / Math.sqrt(variance)).toBeLessThan(1.02);
    expect(mean.value).toBeCloseTo(aggregates[0]!.deterministic!, 2);
  });

  test("on the scale of log10 the same holds for the logarithm", async () => {
    const powers = table.replaceAll(/,(\d+\.\d)$/gm, (_, value) => `,${10 ** Number(value)}`);
    const { systems } = await run(files("log10", powers));
    const imputed = systems![8]!.outputs[0]!;
    expect(Math.log10(imputed.deterministic!)).toBeCloseTo(expected, 9);
    const { value } = imputed.quantiles.find(({ p }) => p === 0.975)!;
    const bound = expected + Math.sqrt(error + s * s) * studentQuantile(0.975, 5);
    expect(Math.log10(value!)).toBeCloseTo(bound, 1);
  });

  test("are shifted alone, by a level and by a year", async () => {
    const sets = ["shift=1", "shift_per_year=0.5"].map((set) => `factors.size.regression.${set}`);
    const [plain, shifted] = [await run(files("linear")), await run(files("linear"), ...sets)];
    const value = (result: typeof plain, index: number) => result.systems![index]!.outputs[0]!.deterministic!;
    expect(value(shifted, 0)).toBe(value(plain, 0));
    expect(value(shifted, 8) - value(plain, 8)).toBeCloseTo(1 + 0.5 * 4, 12);
    expect(value(shifted, 9) - value(plain, 9)).toBeCloseTo(1, 12);
  });
});

const years = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023];
const heights = [1, 3, 2, 5, 4, 7, 9, 8];

function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreA, centreB] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - centreA) * (b[i]! - centreB), 0);
}
