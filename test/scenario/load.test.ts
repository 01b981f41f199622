import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IssueError } from "../../src/core/issue.ts";
import { load, problemsOf } from "./memory-files.ts";

const small = `rebound: 1
model:
  constants: {a: 7, b: {value: 2, unit: m, source: somebody}}
  equations:
    y: a * x + 0 * b / b
factors:
  x: {normal: {mean: 0, sd: 1}, truncate: {low: 0}, unit: "1", kind: epistemic, source: me, rationale: why}
outputs: [y]
`;

/** The small scenario with other factors. */
const withFactors = (text: string): string => small.replace(/factors:\n.*\n/, `factors:\n${text}\n`);
const runs = "system,year,tdp_w,vendor\nA,2013,100,NVIDIA\nB,2014,,AMD\nC,2015,300,NVIDIA\n";
const tabled = `rebound: 1
model:
  equations: {y: x * tdp_w}
table: runs.csv
factors:
  x: {uniform: {low: 0, high: 1}, scope: vendor}
outputs: [y]
`;

describe("what a file says", () => {
  test("is read with its defaults", async () => {
    const scenario = await load(small);
    expect(scenario.name).toBe("s.yaml");
    expect(scenario.sampling).toMatchObject({
      design: "sobol",
      draws: 4096,
      seed: 1,
      replicates: 8,
      qmcDimensions: 256,
      quantiles: [],
    });
    expect(scenario.constants.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ["a", 7, undefined],
      ["b", 2, "m"],
    ]);
    expect(scenario.factors[0]).toMatchObject({
      name: "x",
      distribution: { family: "normal", parameters: { mean: 0, sd: 1 }, truncate: { low: 0 } },
      scope: "shared",
      kind: "epistemic",
      place: { file: "s.yaml", line: 7, column: 6, path: "factors.x" },
    });
    expect(scenario.inputs).toEqual([{ name: "s.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  test("may take the values of an empirical factor from a column, relative to the file that names it", async () => {
    const files = {
      "s.yaml": withFactors("").replace("factors:", "include: d/f.yaml\nfactors: {}"),
      "d/f.yaml": "factors: {x: {empirical: {table: t.csv, column: v}}}",
      "d/t.csv": "v,w\n3,a\n1,b\n,c\n",
    };
    expect((await load(files)).factors[0]!.distribution).toEqual({
      family: "empirical",
      parameters: { values: [3, 1] },
    });
    expect(await problemsOf(files, "factors.x.empirical.column=w")).toEqual([
      '--set  factors.x.empirical.column: got "w", expected a column of numbers.',
    ]);
  });

  test("may be JSON", async () => {
    const json = JSON.stringify({ rebound: 1, model: { equations: { y: "2 * 3" } }, outputs: ["y"] });
    expect((await load(json)).equations[0]).toMatchObject({ name: "y", text: "2 * 3" });
  });

  test("may come from included files: a later factor replaces an earlier one and keeps its place", async () => {
    const files = {
      "s.yaml": withFactors("  x: {constant: 3}").replace("factors:", "include: [d/base.yaml]\nfactors:"),
      "d/base.yaml": "include: [more.yaml]\nfactors: {x: {constant: 1}, q: {constant: 2}}",
      "d/more.yaml": "factors: {p: {constant: 4}, q: {constant: 5}}",
    };
    const { factors, inputs } = await load(files);
    expect(factors.map(({ name, distribution }) => [name, distribution!.parameters])).toEqual([
      ["p", 4],
      ["q", 2],
      ["x", 3],
    ]);
    expect(inputs.map(({ name }) => name)).toEqual(["s.yaml", "d/base.yaml", "d/more.yaml"]);
  });

  test("files that include themselves are told as the cycle that they are", async () => {
    const files = {
      "s.yaml": `${small}include: [a.yaml]`,
      "a.yaml": "include: [b.yaml]",
      "b.yaml": "include: [a.yaml]",
    };
    expect(await problemsOf(files)).toEqual([
      "b.yaml:1:11  include[0]: got the cycle a.yaml → b.yaml → a.yaml, expected files that do not include themselves.",
    ]);
  });
});

describe("tables", () => {
  test("are filtered, imputed and joined in the order join, impute, where", async () => {
    const files = {
      "s.yaml": `${tabled}join: [{table: more.csv, on: {vendor: name}, columns: [share]}]\nimpute: {tdp_w: 10 * share}\nwhere: year >= 2014 and vendor != "Intel"\n`,
      "runs.csv": runs,
      "more.csv": "name,share,other\nAMD,7,1\n",
    };
    const { systems, notes } = await load(files);
    expect(systems!.table.columns.get("system")!.texts).toEqual(["B", "C"]);
    expect([...systems!.table.columns.get("tdp_w")!.numbers]).toEqual([70, 300]);
    expect(systems!.table.columns.has("other")).toBe(false);
    expect(notes).toContain("1 empty cells of tdp_w imputed");
  });

  test("have types and units from the data package beside them", async () => {
    const schema = {
      fields: [
        { name: "tdp_w", type: "number", unit: "W" },
        { name: "year", type: "string" },
      ],
    };
    const files = {
      "s.yaml": tabled,
      "runs.csv": runs,
      "datapackage.json": JSON.stringify({ resources: [{ path: "runs.csv", schema }] }),
    };
    const { columns } = (await load(files)).systems!.table;
    expect(columns.get("tdp_w")).toMatchObject({ type: "number", unit: "W" });
    expect(columns.get("year")!.type).toBe("text");
  });

  test("a key that stands twice is told with both lines", async () => {
    const files = {
      "s.yaml": tabled,
      "runs.csv": `\ufeff${runs}A,2016,1,"two\nlines"\n`.replaceAll("\n", "\r\n"),
    };
    expect(await problemsOf(files)).toEqual([
      'runs.csv:5  system: got "A" again (first on line 2), expected each name once. Rename one, drop one, or name another `key`.',
    ]);
  });

  test("unknown columns are told with the nearest", async () => {
    const files = {
      "s.yaml": `${tabled.replace("scope: vendor", "scope: vendro")}where: yaer > 2\n`,
      "runs.csv": runs,
    };
    expect(await problemsOf(files)).toEqual([
      's.yaml:8:8  where: got "yaer", expected columns of the table only. Did you mean "year"?',
      's.yaml:6:42  factors.x.scope: got "vendro", expected a column of runs.csv. Did you mean "vendor"?',
    ]);
  });
});

describe("--set", () => {
  test("a family replaces the family and its truncation; all else stays", async () => {
    const { factors } = await load(small, "factors.x.uniform={low: 1, high: 2}", "sampling.draws=64");
    expect(factors[0]).toMatchObject({
      distribution: { family: "uniform", parameters: { low: 1, high: 2 } },
      kind: "epistemic",
    });
    expect(factors[0]!.distribution!.truncate).toBeUndefined();
  });

  test("changes one parameter, a model's constant, a list's item, and adds a factor", async () => {
    const scenario = await load(
      small,
      "factors.x.normal.sd=5",
      "model.constants.a=9",
      'factors["a"].constant=3',
    );
    expect(scenario.factors.map(({ distribution }) => distribution!.parameters)).toEqual([
      { mean: 0, sd: 5 },
      3,
    ]);
    expect(scenario.constants[0]!.value).toBe(9);
    expect(scenario.notes).toEqual(["1 factors take the place of constants of the model"]);
  });

  test("file paths are relative to the working directory", async () => {
    const { loadScenario } = await import("../../src/scenario/load.ts");
    const { memoryFiles } = await import("./memory-files.ts");
    const files = memoryFiles({ "deep/s.yaml": tabled, "other.csv": runs });
    const scenario = await loadScenario("deep/s.yaml", { files, sets: ["table=other.csv"] });
    expect(scenario.systems!.table.file).toBe("other.csv");
  });

  test("paths that lead nowhere are errors", async () => {
    expect(
      await problemsOf(small, "model.constants.aa=1", "outputs[4]=y", "no equals", "factors.x.normal.sd=abc"),
    ).toEqual([
      '--set  got "no equals", expected PATH=VALUE. For example --set sampling.draws=1024, or --set factors["a.b"].constant=3.',
      '--set  model.constants.aa: got "aa", expected a path of the scenario. Did you mean "a"?',
      '--set  outputs[4]: got "4", expected a path of the scenario. Did you mean "0"?',
      '--set  factors.x.normal.sd: got "abc", expected a finite number above 0.',
    ]);
  });
});

describe("correlations", () => {
  const three =
    "  x: {normal: {mean: 0, sd: 1}}\n  p: {normal: {mean: 0, sd: 1}}\n  q: {normal: {mean: 0, sd: 1}}";
  const tied = (...rho: readonly number[]): string =>
    `${withFactors(three)}correlations:\n${["x, p", "p, q", "x, q"].map((pair, i) => `  - {factors: [${pair}], spearman: ${rho[i]}}`).join("\n")}`;

  test("that go together are read", async () => {
    expect((await load(tied(0.9, 0.9, 0.8))).correlations.map(({ spearman }) => spearman)).toEqual([
      0.9, 0.9, 0.8,
    ]);
  });

  test("that contradict each other are told together", async () => {
    const [problem] = await problemsOf(tied(0.9, 0.9, -0.9));
    expect(problem).toContain(
      "correlations between x, p, q that contradict each other, expected a positive definite matrix",
    );
  });

  test("of unknown or constant factors, or out of range, are told", async () => {
    const text = `${withFactors("  x: {constant: 1}")}correlations: [{factors: [x, y0], spearman: 1}]`;
    expect(await problemsOf(text)).toEqual([
      "s.yaml:9:45  correlations[0].spearman: got 1, expected a number above -1 and below 1.",
      's.yaml:9:27  correlations[0].factors[0]: got "x", expected a factor that varies.',
      's.yaml:9:30  correlations[0].factors[1]: got "y0", expected the name of a factor.',
    ]);
  });
});

describe("bad input", () => {
  test("every problem is told at once, with its place", async () => {
    const text = `rebound: 2
modell: x
model:
  constants: {a: "7", b: .nan, pi: 3}
  equations:
    y: sin(x1) + 2 x
factors:
  x1: {unifrm: {low: -3, high: 3}}
  x2: {uniform: {low: 3, high: -3}}
  x3: {normal: {mean: 0, sd: 1}, truncate: {low: 2, high: 1}}
  x2: {constant: 1}
  x4: {normal: {mean: 0, sd: 1}, drift: {constant: 0}}
outputs: [y, nope]
`;
    const problems = await problemsOf(text);
    const starts = [
      "11:3",
      "2:9",
      "1:10",
      "4:18",
      "4:26",
      "4:36",
      "6:8",
      "8:16",
      "9:32",
      "10:59",
      "12:41",
      "13:14",
    ];
    expect(problems.map((problem) => /^s\.yaml:(\d+:\d+) /.exec(problem)?.[1])).toEqual(starts);
    expect(problems).toContain(
      's.yaml:4:18  model.constants.a: got "7", expected a finite number, or a mapping with value, unit, source. Remove the quotes.',
    );
    expect(problems).toContain(
      "s.yaml:9:32  factors.x2.uniform.high: got -3, expected a number above low (3).",
    );
    expect(problems).toContain(
      's.yaml:12:41  factors.x4.drift: got a drift over "year", expected the name of a column, constant, equation or other factor that holds the year. Name it by `over`; without that it is `year`.',
    );
  });

  test.each([
    ["tags", "a: !!js/function x\n", "Unresolved tag"],
    ["merge keys", "a: &a {b: 1}\nc: {<<: *a}\n", "merge key"],
    ["two documents", "a: 1\n---\nb: 2\n", "second document"],
    ["prototype keys", "__proto__: {polluted: 1}\n", "the key __proto__"],
    ["deep nesting", `a: ${"[".repeat(50_000)}`, "at most 64"],
    ["deep block nesting", `${"- ".repeat(20_000)}1`, "at most 64"],
    ["an alias of itself", "a: &a [*a]\n", "no cycle"],
    ["many aliases", `a: &a 1\nb: [${"*a, ".repeat(101)}]`, "at most 100"],
    ["no text", new Uint8Array([0xff, 0xfe, 0x41]), "UTF-8"],
    ["an empty file", "", "an empty file"],
    ["a big file", `# ${"x".repeat(2 * 1024 * 1024)}`, "2 MB"],
  ])("%s are refused", async (_, text, expected) => {
    const problems = await problemsOf({ "s.yaml": text });
    expect(problems.join("\n")).toContain(expected);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("any text is either a scenario or a list of problems", async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((inner) => small.replace("a * x", inner)),
      fc.json(),
      fc
        .tuple(fc.nat(small.length), fc.string())
        .map(([at, inner]) => small.slice(0, at) + inner + small.slice(at)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (candidate) => {
        await load(candidate).catch((error: unknown) => expect(error).toBeInstanceOf(IssueError));
      }),
      { seed: 4, numRuns: 400 },
    );
  });
});
