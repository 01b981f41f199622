import { describe, expect, test } from "vitest";
import { formatIssue, IssueError } from "../../src/core/issue.ts";
import { layOutColumns } from "../../src/evaluate/columns.ts";
import { buildModel } from "../../src/model/build.ts";
import { expandScenario } from "../../src/model/expand-scenario.ts";
import type { Result } from "../../src/result/result.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

const table = "system,year,group\nA,2018,g\nB,2020,g\nC,2021,h\nD,2023,h\n";
const files = (factors: string, rest = "", equation = "f"): Record<string, string> => ({
  "t.csv": table,
  "s.yaml": `rebound: 1\nmodel: {equations: {y: ${equation}}}\ntable: t.csv\nfactors:\n${factors}\noutputs: [y]\n${rest}`,
});

async function run(all: Record<string, string>, ...sets: string[]): Promise<Result> {
  const scenario = await load(all, ...sets);
  return runScenario(scenario, { directions, executor: inline, version: "test", runtime: "test" });
}

const draws = "sampling: {draws: 65536}\n";
const sums = `aggregates: {all: {of: y, reduce: sum}, mean: {of: y, reduce: mean}}\n`;

/** Mean and variance of exp(normal(0, sigma)). */
const lognormal = (sigma: number) => {
  const mean = Math.exp(sigma ** 2 / 2);
  return { mean, variance: mean ** 2 * Math.expm1(sigma ** 2) };
};

describe("parts", () => {
  test("of a product: shared errors stay in a sum, individual ones average out", async () => {
    const result = await run(
      files(
        "  f: {parts: {shared: {lognormal: {median: 1, gsd: 1.2}}, group: {lognormal: {median: 5, gsd: 1.3}}, system: {lognormal: {median: 1, gsd: 1.5}}}}",
        draws + sums,
      ),
    );
    const [a, b, c] = [1.2, 1.3, 1.5].map((gsd) => lognormal(Math.log(gsd))) as [
      ReturnType<typeof lognormal>,
      ReturnType<typeof lognormal>,
      ReturnType<typeof lognormal>,
    ];
    // One group: B·(C₁ + C₂); two groups, independent; times the shared A.
    const groupMean = 5 * b.mean * 2 * c.mean;
    const groupSquare = 25 * (b.variance + b.mean ** 2) * (2 * c.variance + 4 * c.mean ** 2);
    const inner = 2 * (groupSquare - groupMean ** 2) + (2 * groupMean) ** 2;
    const mean = a.mean * 2 * groupMean;
    const variance = (a.variance + a.mean ** 2) * inner - mean ** 2;
    const [sum, average] = result.aggregates;
    expect(sum!.mean.value! / mean).toBeCloseTo(1, 3);
    expect(sum!.sd.value! / Math.sqrt(variance)).toBeCloseTo(1, 2);
    expect(average!.sd.value! / (Math.sqrt(variance) / 4)).toBeCloseTo(1, 2);
    expect(sum!.deterministic).toBe(20);
  });

  test("of a sum have the variance of a mean: shared + individual / n", async () => {
    const result = await run(
      files(
        "  f: {parts: {shared: {normal: {mean: 3, sd: 2}}, system: {normal: {mean: 1, sd: 4}}}, combine: sum}",
        draws + sums,
      ),
    );
    expect(result.aggregates[1]!.sd.value).toBeCloseTo(Math.sqrt(4 + 16 / 4), 2);
    expect(result.systems![0]!.outputs[0]!.sd.value).toBeCloseTo(Math.sqrt(20), 1);
    expect(result.aggregates[1]!.deterministic).toBe(4);
  });

  test("on the logit scale are a logit-normal factor of the summed variance", async () => {
    const parts = files(
      "  f: {parts: {shared: {normal: {mean: -0.83, sd: 0.3}}, system: {normal: {mean: 0, sd: 0.4}}}, combine: logit}",
      draws,
    );
    const whole = files("  f: {logitNormal: {mu: -0.83, sigma: 0.5}, scope: system}", draws);
    const [a, b] = (await Promise.all([run(parts), run(whole)])).map(
      ({ systems }) => systems![2]!.outputs[0]!,
    );
    expect(a!.deterministic).toBeCloseTo(1 / (1 + Math.exp(0.83)), 14);
    expect(a!.mean.value).toBeCloseTo(b!.mean.value!, 4);
    expect(a!.sd.value).toBeCloseTo(b!.sd.value!, 3);
    for (const [i, { value }] of a!.quantiles.entries())
      expect(value).toBeCloseTo(b!.quantiles[i]!.value!, 2);
  });

  test("combine their nominal values, or take the one of the factor", async () => {
    const nominalOf = async (text: string) => (await run(files(text, "sampling: {draws: 8}\n"))).systems![0]!;
    const parts =
      "shared: {lognormal: {median: 3, gsd: 2}}, system: {uniform: {low: 0, high: 1}, nominal: 0.25}";
    expect((await nominalOf(`  f: {parts: {${parts}}}`)).outputs[0]!.deterministic).toBe(0.75);
    const plain = "shared: {lognormal: {median: 3, gsd: 2}}, system: {uniform: {low: 0, high: 1}}";
    for (const combine of ["product", "sum"]) {
      const found = await nominalOf(`  f: {nominal: 0.7, combine: ${combine}, parts: {${plain}}}`);
      expect(found.outputs[0]!.deterministic).toBe(0.7);
    }
    const logit = await nominalOf(`  f: {nominal: 0.7, combine: logit, parts: {${plain}}}`);
    expect(logit.outputs[0]!.deterministic).toBeCloseTo(0.7, 15);
  });
});

describe("drift", () => {
  const trend = "trends: {t: {of: y, over: year}}\n";

  test("of d a year adds d to a slope, exactly", async () => {
    const { trends, systems } = await run(files("  f: {constant: 3, drift: 0.25}", trend));
    expect(trends[0]!.growthPerYear.deterministic).toBeCloseTo(Math.exp(0.25), 13);
    expect(trends[0]!.growthPerYear.mean.value).toBeCloseTo(Math.exp(0.25), 13);
    expect(systems!.map(({ outputs }) => outputs[0]!.deterministic)).toEqual(
      [-2, 0, 1, 3].map((years) => expect.closeTo(3 * Math.exp(0.25 * years), 12)),
    );
  });

  test("that varies makes growth lognormal, whatever the factor's own spread that all share", async () => {
    const text = "  f: {lognormal: {median: 3, gsd: 2}, drift: {normal: {mean: 0.1, sd: 0.2}, centre: 2000}}";
    const { trends } = await run(files(text, trend + draws));
    const growth = trends[0]!.growthPerYear;
    const { mean, variance } = lognormal(0.2);
    expect(growth.mean.value! / (Math.exp(0.1) * mean)).toBeCloseTo(1, 4);
    expect(growth.sd.value! / (Math.exp(0.1) * Math.sqrt(variance))).toBeCloseTo(1, 3);
    expect(growth.deterministic).toBeCloseTo(Math.exp(0.1), 13);
  });

  test("moves no other shared draw; one of 0 instead moves none at all", async () => {
    const plain = "  f: {normal: {mean: 9, sd: 1}}\n  g: {uniform: {low: 1, high: 2}}";
    const drifting = (drift: string) => plain.replace("}}", `}, drift: ${drift}}`);
    const individual = "\n  k: {normal: {mean: 9, sd: 1}, scope: group}";
    const texts = [
      plain,
      drifting("{normal: {mean: 0, sd: 1}}"),
      drifting("0") + individual,
      drifting("{normal: {mean: 0, sd: 1}}") + individual,
    ];
    const [none, drift, zero, both] = await Promise.all(
      texts.map((text, i) => run(files(text, draws, i < 2 ? "f * g" : "f * g * k"))),
    );
    // 2020 is the centre.
    expect(drift!.systems![1]).toEqual(none!.systems![1]);
    expect(drift!.systems![0]).not.toEqual(none!.systems![0]);
    expect(both!.systems![1]).toEqual(zero!.systems![1]);
  });

  test("reads the year where `over` says, in its unit", async () => {
    const all = {
      ...files("  f: {constant: 2, unit: kg, drift: {constant: 0.5, over: date, centre: 2000}}"),
      "t.csv": "system,date\nA,2002\n",
      "datapackage.json": JSON.stringify({
        resources: [{ path: "t.csv", schema: { fields: [{ name: "date", type: "number", unit: "year" }] } }],
      }),
    };
    expect((await run(all)).systems![0]!.outputs[0]).toMatchObject({
      unit: "kg",
      deterministic: expect.closeTo(2 * Math.E, 13),
    });
  });

  test("a year that depends on the factor is a cycle", async () => {
    const text =
      "rebound: 1\nmodel: {equations: {y: f, year: 2000 + f}}\nfactors: {f: {constant: 2, drift: 1}}\noutputs: [y]\n";
    const error = await load(text)
      .then(buildModel)
      .catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(IssueError);
    expect((error as IssueError).issues.map(formatIssue).join()).toContain("got the cycle");
  });
});

describe("the model", () => {
  const text =
    "  f: {parts: {shared: {constant: 2}, system: {lognormal: {median: 1, gsd: 2}}}, drift: {normal: {mean: 0, sd: 1}}, unit: kg}\n  g: {normal: {mean: 0, sd: 1}}\n  h: {normal: {mean: 0, sd: 1}}";

  test("has plain factors with the ids, streams and groups that analyses use; drifts come last", async () => {
    const scenario = await load(
      files(
        text,
        "correlations: [{factors: [g, h], spearman: 0.5}, {factors: [f.drift, h], spearman: 0.1}]\n",
      ),
    );
    const { model } = buildModel(scenario);
    expect(model.factors.map(({ name, id, stream, group }) => [name, id, stream, group])).toEqual([
      ["f.shared", "f.shared", "f.shared", "f+g+h"],
      ["f.system", "f.system", "f.system", "f+g+h"],
      ["g", "g", "g", "f+g+h"],
      ["h", "h", "h", "f+g+h"],
      ["f.drift", "f.drift", "f.drift", "f+g+h"],
    ]);
    expect(expandScenario(scenario).equations.at(-1)).toMatchObject({
      name: "f",
      text: "f.shared * f.system * exp(f.drift * (year - 2020))",
      unit: "kg",
    });
    expect(layOutColumns(model).columns.map(({ factor }) => factor)).toEqual([
      "f.shared",
      "g",
      "h",
      "f.drift",
      ...Array(4).fill("f.system"),
    ]);
  });

  test("correlates parts, and says so where a whole is named", async () => {
    const named = files(text, "correlations: [{factors: [f, h], spearman: 0.5}]\n");
    await expect(load(named)).rejects.toThrow(
      'got "f", expected one of its parts: f.shared, f.system, f.drift.',
    );
  });

  test("takes the place of a column or a constant with its unit", async () => {
    const all = {
      ...files("  tdp: {parts: {shared: {constant: 2}, system: {constant: 3}}}", "", "tdp"),
      "t.csv": "system,tdp\nA,1\n",
      "datapackage.json": JSON.stringify({
        resources: [{ path: "t.csv", schema: { fields: [{ name: "tdp", type: "number", unit: "W" }] } }],
      }),
    };
    expect((await run(all)).systems![0]!.outputs[0]).toMatchObject({ unit: "kg m^2/s^3", deterministic: 6 });
  });
});
