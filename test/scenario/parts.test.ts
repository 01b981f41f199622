import { describe, expect, test } from "vitest";
import { load, problemsOf } from "./memory-files.ts";

const runs = "system,year,org\nA,2018,x\nB,2020,x\nC,2023,y\n";
const files = (factors: string, extra = ""): Record<string, string> => ({
  "t.csv": runs,
  "s.yaml": `rebound: 1\nmodel: {equations: {y: f}}\ntable: t.csv\n${extra}factors:\n${factors}\noutputs: [y]\n`,
});
const parted =
  "  f: {parts: {shared: {normal: {mean: 1, sd: 2}, kind: epistemic}, org: {lognormal: {median: 2, gsd: 1.5}, truncate: {high: 9}}}, combine: sum, drift: {normal: {mean: 0.1, sd: 0.2}}, source: me}";

describe("parts and drift", () => {
  test("are read with the scopes that their names say", async () => {
    const [factor] = (await load(files(parted))).factors;
    expect(factor).toMatchObject({
      name: "f",
      combine: "sum",
      source: "me",
      parts: [
        { name: "shared", scope: "shared", kind: "epistemic", place: { path: "factors.f.parts.shared" } },
        { name: "org", scope: ["org"], distribution: { family: "lognormal", truncate: { high: 9 } } },
      ],
      drift: { centre: 2020, over: "year", distribution: { family: "normal" } },
    });
  });

  test("a part may state another scope than its name; a drift may be a number", async () => {
    const [factor] = (
      await load(
        files(
          "  f: {parts: {shared: {constant: 1}, site: {uniform: {low: 1, high: 2}, scope: [org, year]}}, drift: 0}",
        ),
      )
    ).factors;
    expect(factor).toMatchObject({
      combine: "product",
      parts: [{}, { name: "site", scope: ["org", "year"] }],
      drift: { distribution: { family: "constant", parameters: 0 } },
    });
  });

  test("problems are told all at once", async () => {
    const text = `  f:
    normal: {mean: 0, sd: 1}
    scope: system
    truncate: {low: 0}
    nominal: 3
    parts: {shared: {normal: {mean: 1, sd: -2}}, sytem: {constant: 2, nominal: 4}}
    combine: produkt
  g: {parts: {shared: {constant: 1}}}
  h: {constant: 1, drift: {normal: {mean: 0, sd: 1}, center: 2020}}
  k: {constant: 1, drift: {normal: {mean: 0, sd: 1}, over: yaer}}
  m: {parts: {shared: {constant: 1}, orgg: {constant: 1}}}`;
    const problems = await problemsOf(files(text));
    expect(problems).toEqual([
      's.yaml:6:13  factors.f.normal: got "normal", expected no such key beside parts. Move it into a part, or remove the parts.',
      's.yaml:7:12  factors.f.scope: got "scope", expected no such key beside parts. Each part has its own scope.',
      's.yaml:8:15  factors.f.truncate: got "truncate", expected no such key beside parts. Move it into a part, or remove the parts.',
      's.yaml:11:14  factors.f.combine: got "produkt", expected one of product, sum, logit. Did you mean "product"?',
      "s.yaml:10:44  factors.f.parts.shared.normal.sd: got -2, expected a number above 0.",
      's.yaml:12:14  factors.g.parts: got {"shared":{"constant":1}}, expected two parts or more. A factor with one part is a family with a scope.',
      expect.stringMatching(
        /^s\.yaml:13:62 {2}factors\.h\.drift\.center: got the key "center".*Did you mean "centre"\?$/,
      ),
      's.yaml:15:44  factors.m.parts.orgg: got "orgg", expected a column of t.csv. Did you mean "org"?',
      's.yaml:14:27  factors.k.drift: got a drift over "yaer", expected the name of a column, constant, equation or other factor that holds the year. Name it by `over`; without that it is `year`.',
    ]);
    expect(
      await problemsOf(
        files("  f: {nominal: 1, parts: {shared: {constant: 1, nominal: 2}, system: {constant: 2}}}"),
      ),
    ).toEqual([
      's.yaml:5:16  factors.f.nominal: got 1, expected no nominal beside that of the part "shared". State it for the factor or for its parts.',
    ]);
  });
});

describe("a later declaration", () => {
  const drifting =
    "factors: {f: {constant: 2, drift: {normal: {mean: 0.1, sd: 0.2}}, unit: m, source: me}}\n";

  test("without family and parts amends the earlier one, with either it replaces it", async () => {
    const base = { ...files("  f: {drift: 0, source: you}", "include: b.yaml\n"), "b.yaml": drifting };
    expect((await load(base)).factors[0]).toMatchObject({
      distribution: { family: "constant", parameters: 2 },
      unit: "m",
      source: "you",
      drift: { distribution: { family: "constant", parameters: 0 } },
    });
    const whole = { ...files("  f: {constant: 3}", "include: b.yaml\n"), "b.yaml": drifting };
    const [factor] = (await load(whole)).factors;
    expect(factor).not.toHaveProperty("drift");
    expect(factor).not.toHaveProperty("unit");
  });

  test("that amends nothing lacks its family", async () => {
    expect(await problemsOf(files("  f: {drift: 0}"))).toEqual([
      expect.stringContaining("factors.f: got no family, expected one family of distributions"),
    ]);
  });
});

describe("--set", () => {
  test("changes a part and a drift, and gives them another family", async () => {
    const [factor] = (
      await load(
        files(parted),
        "factors.f.parts.shared.normal.sd=5",
        "factors.f.parts.org.constant=3",
        "factors.f.drift.normal.mean=0.5",
        "factors.f.drift.centre=2019",
      )
    ).factors;
    expect(factor).toMatchObject({
      parts: [
        { distribution: { parameters: { mean: 1, sd: 5 } } },
        { distribution: { family: "constant", parameters: 3 } },
      ],
      drift: { centre: 2019, distribution: { parameters: { mean: 0.5, sd: 0.2 } } },
    });
  });

  test("a family takes the place of parts, and keeps the drift; a constant ends it", async () => {
    const [factor] = (await load(files(parted), "factors.f.uniform={low: 1, high: 2}")).factors;
    expect(factor).toMatchObject({
      distribution: { family: "uniform" },
      scope: "shared",
      source: "me",
      drift: {},
    });
    expect(factor).not.toHaveProperty("parts");
    const [certain] = (await load(files(parted), "factors.f.constant=7")).factors;
    expect(certain).toMatchObject({ distribution: { family: "constant", parameters: 7 }, source: "me" });
    expect(certain).not.toHaveProperty("drift");
    const [again] = (await load(files(parted), "factors.f.constant=7", "factors.f.drift=0.1")).factors;
    expect(again).toMatchObject({
      distribution: { parameters: 7 },
      drift: { distribution: { parameters: 0.1 } },
    });
  });

  test("parts take the place of a family with its scope and truncation", async () => {
    const [factor] = (
      await load(
        files("  f: {normal: {mean: 0, sd: 1}, truncate: {low: 0}, scope: system, unit: m}"),
        "factors.f.parts={shared: {constant: 1}, system: {uniform: {low: 0, high: 1}}}",
        "factors.f.combine=sum",
      )
    ).factors;
    expect(factor).toMatchObject({ combine: "sum", unit: "m", parts: [{}, {}] });
  });

  test("a drift that is not there, and unknown paths below", async () => {
    expect(
      (await load(files("  f: {constant: 1}"), "factors.f.drift={constant: 0.2}")).factors[0],
    ).toMatchObject({
      drift: { distribution: { parameters: 0.2 } },
    });
    expect(await problemsOf(files(parted), "factors.f.drift.normal.men=1")).toEqual([
      '--set  factors.f.drift.normal.men: got "men", expected a path of the scenario. Did you mean "mean"?',
    ]);
  });
});
