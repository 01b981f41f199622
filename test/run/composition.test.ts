import { describe, expect, test } from "vitest";
import { fits } from "../../src/analyze/fits.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Result } from "../../src/result/result.ts";
import { computeBands } from "../../src/run/bands.ts";
import { inline } from "../../src/run/inline.ts";
import { makeJob } from "../../src/run/make-job.ts";
import { runScenario } from "../../src/run/run.ts";
import { parseQuantity } from "../../src/scenario/read-quantity.ts";
import { Reader } from "../../src/scenario/reader.ts";
import { directions } from "../design/directions.ts";
import { load, problemsOf } from "../scenario/memory-files.ts";

/** Thirty systems over ten years, three a year, doubling with scatter. */
const rows = Array.from({ length: 30 }, (_, j) => {
  const year = 2013 + Math.floor(j / 3);
  const scatter = Math.sin(12.9898 * (j + 1)) * 43758.5453;
  return `s${j},${year},o${j % 7},${2 ** (year - 2013) * 10 ** (scatter - Math.floor(scatter))}`;
});
const files = (rest: string, factors = "x: {lognormal: {median: 1, gsd: 1.5}, scope: system}") => ({
  "t.csv": `system,year,organization,size\n${rows.join("\n")}\n`,
  "s.yaml": `rebound: 1\nmodel: {equations: {y: x * size}}\ntable: t.csv\nfactors:\n  ${factors}\n${rest}\noutputs: [y]\nsampling: {draws: 2048, replicates: 8}\n`,
});
const sample = (scope = "system") => `  system_sample: {exponential: {rate: 1}, scope: ${scope}}\n`;
const trend = "trends: {t: {of: y, over: year}}";

async function run(all: Record<string, string>, ...sets: string[]): Promise<Result> {
  const scenario = await load(all, ...sets);
  return runScenario(scenario, { directions, executor: inline, version: "test", runtime: "test" });
}

describe("the choice of systems", () => {
  test("is drawn beside the inputs: bands of either alone, and shares that add up to 1", async () => {
    const [without, drawn] = await Promise.all([run(files(trend)), run(files(sample() + trend))]);
    const [plain, both] = [without!.trends[0]!, drawn!.trends[0]!];
    expect(plain).not.toHaveProperty("inputs");
    for (const measure of ["growthPerYear", "doublingMonths", "slope", "r2Draws"] as const)
      expect(both.inputs![measure]).toEqual(plain[measure]);
    expect(drawn!.systems).toEqual(without!.systems);
    const { inputs, composition, both: rest } = both.variance!;
    expect(inputs.value! + composition.value! + rest.value!).toBeCloseTo(1, 12);
    expect(both.slope.sd.value).toBeGreaterThan(both.inputs!.slope.sd.value!);
    expect(both.slope.sd.value).toBeGreaterThan(both.composition!.slope.sd.value!);
    for (const variant of [both, both.inputs!, both.composition!])
      expect(variant.growthPerYear.deterministic).toBeCloseTo(plain.growthPerYear.deterministic!, 12);
    expect(composition).toMatchObject({ level: 0.95, method: "Student t over 8 replicates" });
  });

  test("alone is all there is where inputs are constant; a constant weight switches it off", async () => {
    const constant = "x: {constant: 1}";
    const [found] = (await run(files(sample() + trend, constant))).trends;
    expect(found!.slope).toEqual(found!.composition!.slope);
    expect(found!.variance).toMatchObject({
      inputs: { value: 0 },
      composition: { value: 1 },
      both: { value: 0 },
    });
    const off = await run(files(sample() + trend), "factors.system_sample.constant=1");
    expect(off.trends[0]).toEqual((await run(files(trend))).trends[0]);
  });

  test("has the spread of the scatter about the line", async () => {
    const [found] = (await run(files(sample() + trend, "x: {constant: 1}"))).trends;
    const points = rows
      .map((row) => row.split(","))
      .map(([, year, , size]) => [Number(year), Math.log10(Number(size))] as const);
    const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const sxx = points.reduce((sum, [year]) => sum + (year - x) ** 2, 0);
    const slope = found!.slope.deterministic!;
    const scatter = points.reduce(
      (sum, [year, log]) => sum + ((year - x) * (log - y - slope * (year - x))) ** 2,
      0,
    );
    // White (1980); terms of the order of 1/30 are left out.
    expect(found!.slope.sd.value! / (Math.sqrt(scatter) / sxx)).toBeCloseTo(1, 1);
  });

  test("by organisation weighs all its systems alike", async () => {
    const clustered = await run(files(sample("organization") + trend, "x: {constant: 1}"));
    const single = await run(files(sample() + trend, "x: {constant: 1}"));
    const { columns } = clustered.manifest.plan as { columns: { factor: string; component: string }[] };
    expect(
      columns.filter(({ factor }) => factor === "system_sample").map(({ component }) => component),
    ).toEqual(Array.from({ length: 7 }, (_, j) => `o${j}`));
    expect(clustered.trends[0]!.slope.sd.value).not.toBe(single.trends[0]!.slope.sd.value);
    const everything = await run(files(sample("shared") + trend, "x: {constant: 1}"));
    expect(everything.trends[0]!.slope.sd.value).toBeLessThan(1e-12);
  });

  test("can be told from the inputs in quantities", async () => {
    const bandsOf = async (all: Record<string, string>, text: string, ...sets: string[]) => {
      const scenario = await load(all, ...sets);
      const reader = new Reader();
      const names = {
        outputs: ["y"],
        systems: rows.map((_, j) => `s${j}`),
        trends: scenario.trends.map(({ id }) => id),
        aggregates: [],
      };
      const at = {
        node: { kind: "scalar", value: text, origin: { file: "s.yaml", base: "" } },
        path: [],
      } as const;
      const quantity = parseQuantity(reader, at, text, names)!;
      const { job } = makeJob(scenario, buildModel(scenario), directions, [quantity]);
      return (await computeBands(job, inline, () => {})).quantity(0);
    };
    const two = files(
      `${sample()}trends: {t: {of: y, over: year}, u: {of: y, over: year, where: year > 2015}}`,
    );
    const [, found] = (await run(two)).trends;
    for (const variant of ["inputs", "composition"] as const) {
      const { id: _, unit: __, deterministic: ___, ...summary } = found![variant]!.slope;
      expect(await bandsOf(two, `trend.u.${variant}.slope`)).toEqual(summary);
    }
    const off = "factors.system_sample.constant=1";
    expect(await bandsOf(two, "trend.u.inputs.slope", off)).toEqual(await bandsOf(two, "trend.u.slope", off));
    await expect(bandsOf(two, "trend.u.composition.slope", off)).rejects.toThrow(
      "there is no factor system_sample that varies",
    );
  });

  test("leaves aggregates as they are", async () => {
    const aggregates = "\naggregates: {sum: {of: y, reduce: sum}}";
    const [without, drawn] = await Promise.all([
      run(files(trend + aggregates)),
      run(files(sample() + trend + aggregates)),
    ]);
    expect(drawn!.aggregates).toEqual(without!.aggregates);
  });

  test("with weights below 0 is refused", async () => {
    await expect(
      run(files(`  system_sample: {normal: {mean: 1, sd: 1}, scope: system}\n${trend}`)),
    ).rejects.toThrow(
      "factors.system_sample: got a distribution that reaches down to -Infinity, expected weights of 0 or more.",
    );
  });
});

describe("fits", () => {
  test("of scenario files are those that exist", async () => {
    const names = fits.map(({ name }) => name).filter((name) => name !== "frontier-reranked");
    for (const fit of names) {
      const { trends } = await load(files(`trends: {t: {of: y, over: year, fit: ${fit}}}`));
      expect(trends[0]!.fit).toBe(fit);
    }
    expect(await problemsOf(files("trends: {t: {of: y, over: year, fit: lowess}}"))).toEqual([
      expect.stringContaining(`expected one of ${names.join(", ")}`),
    ]);
    expect(await problemsOf(files("trends: {t: {of: y, over: year, rerank: true, top: 0}}"))).toHaveLength(3);
  });

  test("by Theil and Sen take 256 draws of all replicates, or as many as a trend asks for", async () => {
    const text =
      "trends: {few: {of: y, over: year, fit: theil-sen, draws: 64}, usual: {of: y, over: year, fit: theil-sen}, all: {of: y, over: year, fit: theil-sen, draws: 99999}}";
    const [few, usual, all] = (await run(files(sample() + text))).trends;
    expect([few, usual, all].map((found) => found!.growthPerYear.draws)).toEqual([64, 256, 2048]);
    expect(few!.growthPerYear.failures).toBe(0);
    expect(few!.notes).toEqual(["fitted in 64 of 2048 draws, the first of each replicate"]);
    expect(all).not.toHaveProperty("notes");
    for (const found of [few, usual]) {
      expect(found!.slope.mean).toMatchObject({ method: "Student t over 8 replicates" });
      expect(Math.abs(found!.slope.mean.value! - all!.slope.mean.value!)).toBeLessThan(0.02);
      expect(found!.slope.deterministic).toBe(all!.slope.deterministic);
      expect(found!.variance!.inputs).toHaveProperty("level");
    }
    expect(few!.regression).toEqual({
      value: null,
      reason: "no interval of the regression for the fit theil-sen",
    });
  });

  test("through a frontier keep its members; chosen again in each draw they say so", async () => {
    const text =
      "trends: {top: {of: y, over: year, fit: frontier, top: 1}, again: {of: y, over: year, fit: frontier, top: 1, rerank: true}, wide: {of: y, over: year, fit: frontier}}";
    const [top, again, wide] = (await run(files(text))).trends;
    expect([top, again, wide].map((found) => found!.systems)).toEqual([10, 30, 30]);
    expect(top!.slope.deterministic).toBeCloseTo(again!.slope.deterministic!, 12);
    expect(top!.slope.sd.value).not.toBe(again!.slope.sd.value);
    expect(again!.notes![0]).toContain("biases the growth upward");
    expect(wide!.slope).toEqual((await run(files(trend))).trends[0]!.slope);
  });
});

describe("what is left out", () => {
  test("is in the result", async () => {
    const base = files(trend);
    const text = base["s.yaml"].replace("model: {", 'model: {excluded: ["failed runs"], ');
    const result = await run({ ...base, "s.yaml": `${text}excluded: [buildings]\n` });
    expect(result.excluded).toEqual(["failed runs", "buildings"]);
    expect(await run(base)).not.toHaveProperty("excluded");
  });
});
