import { describe, expect, test } from "vitest";
import { layOutColumns } from "../../src/evaluate/columns.ts";
import { buildModel } from "../../src/model/build.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { load, problemsOf } from "../scenario/memory-files.ts";

const files = (factors: string, equation = "g", rest = ""): Record<string, string> => ({
  "t.csv": "system,year,group\nA,2018,g\nB,2020,g\nC,2021,h\n",
  "s.yaml": `rebound: 1\nmodel: {constants: {tdp: {value: 3, unit: W}}, equations: {y: "${equation}"}}\ntable: t.csv\nfactors:\n${factors}\noutputs: [y]\nsampling: {draws: 16384}\n${rest}`,
});

async function run(all: Record<string, string>, ...sets: string[]) {
  const scenario = await load(all, ...sets);
  const result = await runScenario(scenario, {
    directions,
    executor: inline,
    version: "test",
    runtime: "test",
  });
  return { result, outputs: result.systems!.map(({ outputs }) => outputs[0]!) };
}

const choice = `  c:
    categorical:
      options:
        - {value: 1, weight: 1, set: {g: {normal: {mean: 2, sd: 1}}}}
        - {value: 2, weight: 3, set: {g: 10}}
        - {value: 4, weight: 4}
`;
const own = "  g: {uniform: {low: 0, high: 6}}";

describe("an option that sets another factor", () => {
  test("makes it the mixture of what the options say, and its own distribution elsewhere", async () => {
    const { outputs } = await run(files(choice + own));
    const mean = 2 / 8 + 30 / 8 + 12 / 8;
    const square = (4 + 1) / 8 + 300 / 8 + (12 * 4) / 8;
    expect(outputs[0]!.mean.value).toBeCloseTo(mean, 2);
    expect(outputs[0]!.sd.value).toBeCloseTo(Math.sqrt(square - mean ** 2), 2);
    // The heaviest option says nothing of g.
    expect(outputs[0]!.deterministic).toBe(3);
  });

  test("is dependent on it: the product has the exact moments of the joint distribution", async () => {
    const { outputs } = await run(files(choice + own, "c * g"));
    const mean = 2 / 8 + (2 * 30) / 8 + (4 * 12) / 8;
    const square = 5 / 8 + (4 * 300) / 8 + (16 * 48) / 8;
    expect(outputs[0]!.mean.value).toBeCloseTo(mean, 1);
    expect(outputs[0]!.sd.value! / Math.sqrt(square - mean ** 2)).toBeCloseTo(1, 2);
  });

  test("needs no declaration of what every option sets, which has the scope of the choice", async () => {
    const text =
      "  c: {categorical: {options: [{value: 1, weight: 2, set: {g: 1, k: {constant: 5}}}, {value: 2, weight: 1, set: {g: 100, k: {uniform: {low: 0, high: 1}}}}]}, scope: group}";
    const { result, outputs } = await run(files(text, "g + k * 0"));
    expect(outputs[0]).toEqual(outputs[1]);
    expect(outputs[0]!.mean.value).toBeCloseTo(34, 1);
    const { model } = buildModel(await load(files(text)));
    expect(model.factors.filter(({ id }) => id === "g").map(({ components }) => components)).toEqual([
      ["g", "h"],
      ["g", "h"],
    ]);
    expect(outputs[0]!.deterministic).toBe(1);
    expect(result.notes).toEqual([]);
  });

  test("draws one u for the factor, whatever is chosen, and moves no other draw", async () => {
    const without = await load(files(`${own}\n  h: {normal: {mean: 0, sd: 1}}`));
    const scenario = await load(files(`${own}\n  h: {normal: {mean: 0, sd: 1}}\n${choice}`));
    const { model } = buildModel(scenario);
    expect(model.factors.map(({ name, id, stream, group }) => [name, id, stream, group])).toEqual([
      ["g.base", "g", "g", "g+c"],
      ["g.option1", "g", "g", "g+c"],
      ["g.option2", "g", "g", "g+c"],
      ["h", "h", "h", "h"],
      ["c", "c", "c", "g+c"],
    ]);
    const columns = layOutColumns(model).columns;
    expect(columns.slice(0, 2)).toEqual(layOutColumns(buildModel(without).model).columns);
    expect(columns).toHaveLength(3);
    // Under one option with the same distribution nothing changes at all.
    const same = choice
      .replace("{normal: {mean: 2, sd: 1}}", "{uniform: {low: 0, high: 6}}")
      .replace("{g: 10}", "{}");
    const [a, b] = await Promise.all([run(files(own)), run(files(`${own}\n${same}`))]);
    expect(b.outputs).toEqual(a.outputs);
  });

  test("stays correlated with what the set factor is correlated with", async () => {
    const text = `${choice.replace("{g: 10}", "{g: {normal: {mean: 0, sd: 3}}}")}  g: {normal: {mean: 0, sd: 1}}\n  h: {normal: {mean: 0, sd: 1}}`;
    const rho = 0.7;
    const spearman = (6 / Math.PI) * Math.asin(rho / 2);
    const { outputs } = await run(
      files(text, "g * h", `correlations: [{factors: [h, g], spearman: ${spearman}}]\n`),
    );
    expect(outputs[0]!.mean.value).toBeCloseTo(rho * (1 / 8 + 9 / 8 + 4 / 8), 1);
  });

  test("may be chosen for certain: a constant of its value keeps what it sets", async () => {
    for (const [value, expected] of [
      [2, 10],
      [4, 3],
    ]) {
      const { outputs } = await run(files(choice + own), `factors.c.constant=${value}`);
      expect(outputs[0]!.deterministic).toBe(expected);
    }
    const { outputs } = await run(files(choice + own), "factors.c.constant=2");
    expect(outputs[0]).toMatchObject({ draws: 1, mean: { value: 10 } });
  });

  test("may have a unit, set what takes the place of a constant, and be set itself", async () => {
    const text = `  c: {categorical: {options: [{value: 8, weight: 1, set: {d: 2}}, {value: 16, weight: 2, set: {d: 1}}]}, unit: GB}
  d: {categorical: {options: [{value: 1, weight: 1, set: {tdp: 100}}, {value: 2, weight: 1, set: {tdp: {constant: 200}}}]}}`;
    const { outputs } = await run(files(text, "tdp"));
    expect(outputs[0]).toMatchObject({ unit: "kg m^2/s^3", deterministic: 100 });
    expect(outputs[0]!.mean.value).toBeCloseTo(400 / 3, 1);
  });

  test("may set a factor that drifts", async () => {
    const { outputs } = await run(
      files(`${choice}  g: {uniform: {low: 0, high: 6}, drift: 0.5}`),
      "factors.c.constant=2",
    );
    expect(outputs[0]!.deterministic).toBeCloseTo(10 * Math.exp(-1), 12);
    expect(outputs[1]!.deterministic).toBe(10);
  });
});

describe("bad choices", () => {
  test.each([
    [choice, 'got "g", expected the name of a factor, or one that every option sets. Declare it'],
    [
      `${choice.replace("{g: 10}", "{g: {normal: {mean: 1, sd: -1}}}")}${own}`,
      "factors.c.categorical.options[1].set.g.normal.sd: got -1, expected a number above 0.",
    ],
    [
      `${choice.replace("value: 4", "value: 2")}${own}`,
      "got 2, expected another value than any other option",
    ],
    [
      `${choice}    scope: system\n${own}`,
      'got "g" of scope shared, set by "c" of scope system, expected a scope',
    ],
    [
      `${choice}    scope: group\n  g: {constant: 1, scope: year}`,
      'got "g" of scope year, set by "c" of scope group',
    ],
    [
      `${choice}${own}\n${choice.replace("  c:", "  d:")}`,
      'got "g", which "c" sets, expected factors that one choice sets',
    ],
    [`${choice}    drift: 0\n${own}`, "got a drift, expected no drift of a factor whose options set others"],
    [
      `${choice}  g: {categorical: {options: [{value: 10, weight: 1, set: {c: {constant: 1}}}]}}`,
      "got the cycle c → g → c, expected choices that do not set themselves",
    ],
    [
      `${choice}  g: {categorical: {options: [{value: 1, weight: 1, set: {k: 1}}]}}`,
      'got another value of "g", expected one of its own options (1), since it sets others',
    ],
    [
      `${choice}  g: {parts: {shared: {constant: 1}, system: {constant: 2}}}`,
      'got "g", which has parts, expected a factor with one distribution',
    ],
    [
      `${choice.replace("set: {g: 10}", "set: {g: {categorical: {options: [{value: 1, weight: 1, set: {h: 1}}]}}}")}${own}`,
      "got options with `set`, expected no `set` here",
    ],
    [choice.replaceAll("g:", "y:"), 'got "y", expected the name of a factor, or one that every option sets'],
  ])("%#", async (text, expected) => {
    const problems = await problemsOf(files(text));
    expect(problems.join("\n")).toContain(expected);
  });

  test("a distribution that is never used is told", async () => {
    const { notes } = await load(files(choice.replace("weight: 4}", "weight: 4, set: {g: 3}}") + own));
    expect(notes).toEqual(["the own distribution of g is never used: every option of c sets it"]);
  });
});
