import { describe, expect, test } from "vitest";
import { load, problemsOf } from "./memory-files.ts";

/** Of a…h the size is recorded; i and j have a height, k a year alone. */
const table = `system,year,height,size,kind
a,2016,1,1.2,x
b,2017,3,2.9,x
c,2018,2,2.8,y
d,2019,5,5.1,x
e,2020,4,4.7,y
f,2021,7,7.4,x
g,2022,9,8.8,y
h,2023,8,9.1,x
i,2024,10,,x
j,2020,6,,y
k,2021,,,x
`;
const files = (regression: string, rest = "") => ({
  "t.csv": table,
  "s.yaml": `rebound: 1\nmodel: {equations: {y: size}}\ntable: t.csv\n${rest}factors:\n  size: {regression: ${regression}}\noutputs: [y]\n`,
});
const both = "{scale: linear, on: [{year: year, height: height}, {year: year}]}";

describe("a regression in place of empty cells", () => {
  test("is a factor of parts: errors of each fit, a residual of each system, shifts", async () => {
    const scenario = await load(files(both));
    const [factor] = scenario.factors;
    expect(factor).toMatchObject({ name: "size", combine: "regression" });
    expect(factor!.parts!.map(({ name, scope }) => `${name} ${scope as string}`)).toEqual([
      "precision1 shared",
      "level1 shared",
      "year1 shared",
      "height1 shared",
      "precision2 shared",
      "level2 shared",
      "year2 shared",
      "residual system",
      "shift shared",
      "shift_per_year shared",
    ]);
    expect(factor!.parts![0]!.distribution).toEqual({
      family: "gamma",
      parameters: { shape: 2.5, scale: 0.4 },
    });
    if (factor!.combine !== "regression") throw new Error("no regression");
    const { recorded, fits } = factor!.regression;
    expect([recorded, ...fits.map(({ imputed }) => imputed)]).toEqual([8, 2, 1]);
    const { columns } = scenario.systems!.table;
    expect(columns.get("size.fit")!.numbers).toEqual(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2));
    expect(columns.get("size.expected")!.numbers[8]).toBeCloseTo(10.597463768115942, 9);
    expect(columns.get("size.expected")!.numbers[0]).toBeNaN();
  });

  test("a single fit has parts without numbers; `where` says what it is made on", async () => {
    const [factor] = (
      await load(files('{on: {year: year}, where: year >= 2018 and kind == "x" or year < 2019}'))
    ).factors;
    expect(factor!.parts!.map(({ name }) => name)).toContain("precision");
    if (factor!.combine !== "regression") throw new Error("no regression");
    expect(factor!.regression.fits[0]!.fit.rows).toBe(6);
  });

  test("without a column of the year there is no shift per year", async () => {
    const renamed = {
      ...files("{scale: linear, on: {height: height}}"),
      "t.csv": table.replace("year", "y0"),
    };
    const [factor] = (await load(renamed, "where=height >= 0")).factors;
    expect(factor!.parts!.map(({ name }) => name)).not.toContain("shift_per_year");
  });

  test("a constant takes its place, and a shift can be set", async () => {
    const [constant] = (await load(files(both), "factors.size.constant=3")).factors;
    expect(constant).toMatchObject({ distribution: { family: "constant", parameters: 3 } });
    const shift = "factors.size.regression.shift={uniform: {low: -1, high: 1}}";
    const [shifted] = (await load(files(both), shift)).factors;
    expect(shifted!.parts!.find(({ name }) => name === "shift")!.distribution.family).toBe("uniform");
  });

  test("problems are told", async () => {
    const problem = async (regression: string, rest?: string) => problemsOf(files(regression, rest));
    expect(await problem("{on: {year: year, two: 2 * year}}")).toEqual([
      "s.yaml:5:27  factors.size.regression.on: got year, two, expected predictors that say something of their own. Leave out one that is constant, or that follows from those before it.",
    ]);
    expect(await problem("{on: {year: year}, where: year < 2019}")).toEqual([
      "s.yaml:5:27  factors.size.regression.on: got 3 systems, expected 5 systems or more with a value and year. Each fit takes 3 more than it has coefficients.",
    ]);
    expect(await problem("{on: {residual: year}}")).toEqual([
      's.yaml:5:38  factors.size.regression.on.residual: got "residual", expected a name that no part of a regression has. Rename it.',
    ]);
    expect(await problem("{on: {year: yaer}}")).toEqual([
      's.yaml:5:34  factors.size.regression.on.year: got "yaer", expected columns of the table only. Did you mean "year"?',
    ]);
    expect(await problem("{on: {year: year}, over: when}")).toEqual([
      's.yaml:5:47  factors.size.regression.over: got "when", expected a column of t.csv.',
    ]);
    const negative = { ...files("{on: {year: year}}"), "t.csv": table.replace("1.2", "-1.2") };
    expect(await problemsOf(negative)).toEqual([
      "s.yaml:5:22  factors.size.regression: got -1.2 in line 2 of t.csv, expected values of size above 0. Leave it out by `where`, or use `scale: linear`.",
    ]);
    const beside = { ...files("{on: {year: year}}, drift: 0, uniform: {low: 0, high: 1}") };
    expect(await problemsOf(beside)).toHaveLength(2);
  });
});

describe("derived columns", () => {
  test("are computed from others, and may change one; a text fills empty text", async () => {
    const rest =
      'impute: {kind: z}\nderive: {decade: floor(year / 10), height: "size > 5 ? 2 * height : height"}\n';
    const all = { ...files(both, rest), "t.csv": table.replace("2024,10,,x", "2024,10,,") };
    const { systems, notes } = await load(all);
    const { columns } = systems!.table;
    expect(columns.get("decade")!.numbers[0]).toBe(201);
    expect(columns.get("height")!.numbers[3]).toBe(10);
    expect(columns.get("height")!.numbers[8]).toBeNaN();
    expect(columns.get("kind")!.texts[8]).toBe("z");
    expect(notes).toContain("1 empty cells of kind imputed");
    expect(notes).toContain("the column height is changed by `derive`");
  });

  test("of text are refused", async () => {
    expect(await problemsOf(files(both, "derive: {kind: year}\n"))).toEqual([
      's.yaml:4:16  derive.kind: got "kind", text, expected a column of numbers, or a new name.',
    ]);
  });
});
