import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { bindDistribution } from "../../src/families/bind.ts";
import { brightway } from "../../src/importers/brightway.ts";
import type { Importer } from "../../src/importers/importer.ts";
import { expressionNames } from "../../src/importers/names.ts";
import { salib } from "../../src/importers/salib.ts";
import { uncertaintyFamilies } from "../../src/importers/uncertainty-types.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { memoryFiles } from "../scenario/memory-files.ts";
import { importText } from "./package-data.ts";

function textOf(importer: Importer, source: unknown) {
  const { imported, issues } = importText(
    importer,
    typeof source === "string" ? source : JSON.stringify(source),
  );
  if (imported === undefined || !("text" in imported)) throw new Error(JSON.stringify(issues));
  return imported;
}

const pi = Math.PI;
const ishigami = {
  num_vars: 3,
  names: ["x1", "x2", "x3"],
  bounds: [
    [-pi, pi],
    [-pi, pi],
    [-pi, pi],
  ],
};

describe("SALib", () => {
  test("a problem becomes a scenario that loads", async () => {
    const { text } = textOf(salib, { ...ishigami, outputs: ["Y"] });
    const scenario = await loadScenario("s.yaml", { files: memoryFiles({ "s.yaml": text }) });
    expect(scenario.outputs.map(({ name }) => name)).toEqual(["Y"]);
    expect(scenario.factors.map(({ name }) => name)).toEqual(["x1", "x2", "x3"]);
    expect(scenario.analyses.sobol).toMatchObject({ order: 2, replicates: 1, estimator: "saltelli2010" });
  });

  test("every distribution as scale_samples reads its bounds", () => {
    const { text } = textOf(salib, {
      names: ["u", "l", "t", "t2", "n", "c", "g"],
      dists: ["unif", "logunif", "triang", "triang", "norm", "truncnorm", "lognorm"],
      bounds: [
        [0, 2],
        [1, 10],
        [1, 3, 0.25],
        [4, 0.5],
        [1, 2],
        [0, 3, 1, 2],
        [0.5, 0.2],
      ],
    });
    expect(parse(text).factors).toEqual({
      u: { uniform: { low: 0, high: 2 } },
      l: { logUniform: { low: 1, high: 10 } },
      t: { triangular: { low: 1, mode: 1.5, high: 3 } },
      t2: { triangular: { low: 0, mode: 2, high: 4 } },
      n: { normal: { mean: 1, sd: 2 } },
      c: { normal: { mean: 1, sd: 2 }, truncate: { low: 0, high: 3 } },
      g: { lognormal: { logMu: 0.5, logSigma: 0.2 } },
    });
  });

  test("groups of inputs are groups; names that expressions cannot use are changed and told", () => {
    const { text, report } = textOf(salib, {
      names: ["x 1", "pi", "x3"],
      bounds: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      groups: ["a", "b", "a"],
    });
    expect(parse(text).analyses.sobol.groups).toEqual({ a: ["x_1", "x3"], b: ["x_pi"] });
    expect(report.notes.slice(0, 2)).toEqual([
      '"x 1" is called x_1: expressions cannot use the name',
      '"pi" is called x_pi: expressions cannot use the name',
    ]);
  });

  test("every problem is told at once", () => {
    const { imported, issues } = importText(
      salib,
      JSON.stringify({ names: ["a", "b"], bounds: [[0], [0, 1]], dists: ["norm", "cauchy"] }),
    );
    expect(imported).toBeUndefined();
    expect(issues.map(({ path, got }) => [path, got])).toEqual([["dists.1", '"cauchy"']]);
    expect(importText(salib, "{").issues[0]!.expected).toContain("JSON");
    expect(
      importText(salib, '{"names": ["a"], "bounds": [[0, 1], [0, 1]], "num_vars": 3}').issues,
    ).toHaveLength(2);
  });
});

describe("Brightway", () => {
  const lognormal = { "uncertainty type": 2, loc: 0.5, scale: 0.2, amount: 1.6 };

  test("a list, a mapping or a table give the same distributions", () => {
    const expected = {
      steel: { lognormal: { logMu: 0.5, logSigma: 0.2 }, unit: "kg", source: "stats_arrays: steel" },
    };
    const list = [{ name: "steel", unit: "kg", ...lognormal }];
    const mapping = { steel: { unit: "kg", ...lognormal, minimum: null } };
    const table = "name,unit,uncertainty_type,loc,scale,minimum\nsteel,kg,2,0.5,0.2,\n";
    for (const source of [list, mapping, table])
      expect(parse(textOf(brightway, source).text).factors).toEqual(expected);
  });

  test("the file can be included", async () => {
    const { text } = textOf(
      brightway,
      `[{"name": "steel", "uncertainty type": 2, "loc": 0, "scale": 0.1, "shape": NaN}]`,
    );
    const scenario = "rebound: 1\nmodel: {equations: {y: 2 * steel}}\ninclude: [d.yaml]\noutputs: [y]\n";
    const loaded = await loadScenario("s.yaml", {
      files: memoryFiles({ "s.yaml": scenario, "d.yaml": text }),
    });
    expect(loaded.factors.map(({ name }) => name)).toEqual(["steel"]);
  });

  // From the formulas that stats_arrays documents, with the normal quantiles of Python's statistics.NormalDist.
  test.each([
    [1, { amount: 3 }, 0.3, 3],
    [2, { loc: 0.5, scale: 0.2 }, 0.975, 2.4399872085846055],
    [3, { loc: 1, scale: 2, minimum: 0 }, 0.5, 1.7937423501790886],
    [4, { minimum: 1, maximum: 3 }, 0.25, 1.5],
    [5, { minimum: 1, loc: 2, maximum: 3 }, 0.5, 2],
    [6, { loc: 0.3 }, 0.5, 0],
    [6, { loc: 0.3 }, 0.71, 1],
    [7, { minimum: 2, maximum: 5 }, 0.99, 4],
    [8, { shape: 2, scale: 3 }, 0.5, 2.497663833],
    [9, { shape: 1, scale: 2 }, 0.5, 1.386294361],
    [10, { loc: 1, shape: 1, minimum: 2, maximum: 4 }, 0.25, 2.5],
    [11, { loc: 1, scale: 2 }, 0.5, 1.733025841],
    [12, { shape: 1, loc: 1, scale: 2 }, 0.75, 3],
    [13, { minimum: 0, loc: 1, maximum: 2 }, 0.5, 1],
  ])("type %i", (type, fields, u, value) => {
    const entry = { name: "x", "uncertainty type": type, ...fields };
    const { x } = parse(textOf(brightway, [entry]).text).factors;
    const { source: _, truncate, ...family } = x;
    const [[name, parameters]] = Object.entries(family) as [[string, unknown]];
    const distribution = bindDistribution({
      family: name,
      parameters,
      ...(truncate === undefined ? {} : { truncate }),
    });
    expect(distribution.quantile(u)).toBeCloseTo(value, 8);
  });

  test("what has no counterpart is told with the reason", () => {
    const { text, report } = textOf(brightway, [
      { name: "a", "uncertainty type": 2, loc: 0, scale: 0.1, negative: true },
      { name: "b", "uncertainty type": 8, loc: 1, scale: 1, shape: 1 },
      { name: "c", "uncertainty type": 99 },
      { name: "d", "uncertainty type": 3, loc: 0, scale: 0 },
      { name: "e", "uncertainty type": 0 },
    ]);
    expect(parse(text).factors).toEqual({});
    expect(report.unmapped.map(({ name, reason }) => [name, reason!.split(":")[0]])).toEqual([
      ["a", "a negative lognormal"],
      ["b", "an offset of 1 (loc)"],
      ["c", "uncertainty type 99 is not known"],
      ["d", "normal.sd"],
      ["e", "no distribution and no amount"],
    ]);
  });

  test("a file without uncertainty fields is refused", () => {
    expect(importText(brightway, "name,amount\nx,1\n").issues[0]!.expected).toContain("uncertainty type");
    expect(importText(brightway, "[1, 2]").issues[0]!.expected).toContain("list of entries");
  });

  test("every type of stats_arrays is known", () => {
    expect(Object.keys(uncertaintyFamilies).map(Number)).toEqual([...Array(14).keys()]);
  });
});

test("names become names of expressions, each once", () => {
  expect(expressionNames(["a", "a", "a b", "a-b", "électricité, FR", "1x", "e"])).toEqual([
    "a",
    "a_2",
    "a_b",
    "a_b_2",
    "electricite_FR",
    "x_1x",
    "x_e",
  ]);
});
