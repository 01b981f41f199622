import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { citeResult, readBibliography } from "../../src/exports/citation.ts";
import { differencesBetween } from "../../src/exports/compare-results.ts";
import { tableCsv } from "../../src/exports/csv.ts";
import { resultPackage } from "../../src/exports/data-package.ts";
import { tableParquet } from "../../src/exports/parquet.ts";
import { tablesOf } from "../../src/exports/tables.ts";
import type { Result } from "../../src/result/result.ts";
import { compareScenarios } from "../../src/run/compare.ts";
import { evaluateDraws } from "../../src/run/draws.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

const files = {
  "s.yaml": `rebound: 1
name: Boxes & more
model: {equations: {size: {expr: w * h, unit: m^2}, root: sqrt(w / h - 1)}}
table: t.csv
key: box
factors:
  w: {uniform: {low: 1, high: 2}, unit: m, source: rubin1981}
outputs: [size, root]
sampling: {draws: 64, replicates: 8}
aggregates: {all: {of: size, reduce: sum}}
`,
  "t.csv": 'box,h\na,1\n"b, ""c""",1.5\n',
  "datapackage.json": JSON.stringify({
    licenses: [{ name: "CC-BY-4.0" }],
    sources: [{ title: "A survey of boxes", path: "https://example.org/boxes" }],
    resources: [{ path: "t.csv", schema: { fields: [{ name: "h", type: "number", unit: "m" }] } }],
  }),
};
let scenario: Scenario;
let result: Result;

beforeAll(async () => {
  scenario = await load(files);
  result = await runScenario(scenario, { directions, executor: inline, version: "0.0.0", runtime: "test" });
});

describe("draws", () => {
  test("are the values that the bands are made of; a failed one is NaN", () => {
    const draws = evaluateDraws(scenario, directions);
    expect(draws.outputs).toEqual([
      { id: "size", unit: "m^2" },
      { id: "root", unit: "1" },
    ]);
    const blocks = [...draws.blocks()];
    expect(blocks.map(({ system, firstRow }) => [system, firstRow])).toEqual([
      ["a", 0],
      ['b, "c"', 0],
    ]);
    for (const [index, { values }] of blocks.entries()) {
      const { outputs } = result.systems![index]!;
      const mean = values[0]!.reduce((sum, value) => sum + value, 0) / 64;
      expect(mean).toBeCloseTo(outputs[0]!.mean.value!, 12);
      expect(values[1]!.filter(Number.isNaN)).toHaveLength(outputs[1]!.failures);
    }
    expect(blocks[1]!.values[1]!.filter(Number.isNaN).length).toBeGreaterThan(0);
  });

  test("of a scenario in which nothing varies are one row", async () => {
    const constant = await load({
      ...files,
      "s.yaml": files["s.yaml"].replace("uniform: {low: 1, high: 2}", "constant: 2"),
    });
    const [block] = evaluateDraws(constant, directions).blocks();
    expect([...block!.values[0]!]).toEqual([2]);
  });
});

describe("tables", () => {
  test("have what the result has, in its order", () => {
    const tables = tablesOf(result);
    expect(tables.map(({ name }) => name)).toEqual(["systems", "aggregates"]);
    const [systems] = tables;
    const column = (name: string) => systems!.columns.find((candidate) => candidate.name === name)!.values;
    expect(column("system")).toEqual(["a", "a", 'b, "c"', 'b, "c"']);
    expect(column("unit")).toEqual(["m^2", "1", "m^2", "1"]);
    expect(column("mean")).toEqual(
      result.systems!.flatMap(({ outputs }) => outputs.map(({ mean }) => mean.value)),
    );
    expect(systems!.columns.filter(({ description }) => !description.endsWith("."))).toEqual([]);
  });

  test("indices of any analysis are rows, with a reason where there is no value", () => {
    const estimate = { value: 0.5, low: 0.4, high: 0.6, level: 0.95 };
    const absent = { value: null, reason: "the output does not vary" };
    const sobol = [
      {
        output: "size",
        variance: estimate,
        indices: [{ factor: "w", s1: estimate, st: absent }],
        second: [{ factors: ["w", "h"], s2: estimate }],
        groups: [{ name: "g", factors: ["w", "h"] }],
      },
    ];
    const tables = tablesOf({
      ...result,
      sobol,
      anyOther: [{ output: "size", measures: [{ factor: "w", xi: estimate }] }],
    } as never);
    const { columns } = tables.find(({ name }) => name === "indices")!;
    const rows = columns[0]!.values.map((_, row) => columns.map(({ values }) => values[row]));
    expect(rows).toEqual([
      ["sobol", "size", "w", "s1", 0.5, 0.4, 0.6, 0.95, null],
      ["sobol", "size", "w", "st", null, null, null, null, "the output does not vary"],
      ["sobol", "size", "w × h", "s2", 0.5, 0.4, 0.6, 0.95, null],
      ["anyOther", "size", "w", "xi", 0.5, 0.4, 0.6, 0.95, null],
    ]);
  });

  test("trends have each measure under each uncertainty; comparisons and claims have rows of their own", async () => {
    const trending = {
      "s.yaml": `rebound: 1
model: {equations: {y: w * exp(date - 2020)}}
table: t.csv
key: run
factors: {w: {lognormal: {median: 1, gsd: 1.5}, scope: system}, system_sample: {exponential: {rate: 1}, scope: system}}
outputs: [y]
sampling: {draws: 64, replicates: 8}
trends: {t: {of: y, over: date}}
claims: [{id: up, statement: It grows, expr: "trend.t.growthPerYear > 1"}]
`,
      "t.csv": "run,date\na,2020\nb,2021\nc,2022\nd,2023\n",
    };
    const options = { directions, executor: inline, version: "0.0.0", runtime: "test" };
    const one = await load(trending);
    const made = await runScenario(one, options);
    const rowsOf = (of: Result, table: string, ...names: string[]) => {
      const { columns } = tablesOf(of).find(({ name }) => name === table)!;
      const picked = names.map((name) => columns.find((column) => column.name === name)!.values);
      return picked[0]!.map((_, row) => picked.map((values) => values[row]));
    };
    const [trend] = made.trends;
    const measures = ["growthPerYear", "doublingMonths", "slope", "r2Draws"] as const;
    expect(rowsOf(made, "trends", "trend", "uncertainty", "mean")).toEqual([
      ...measures.map((name) => ["t", "both", trend![name].mean.value]),
      ...measures.map((name) => ["t", "inputs", trend!.inputs![name].mean.value]),
      ...measures.map((name) => ["t", "composition", trend!.composition![name].mean.value]),
    ]);
    const [claim] = made.claims!;
    expect(rowsOf(made, "claims", "claim", "holds", "holds_low", "inputs", "composition")).toEqual([
      [
        "up",
        claim!.holds.value,
        (claim!.holds as { low: number }).low,
        claim!.inputs.value,
        claim!.composition.value,
      ],
    ]);
    const compared = await compareScenarios(one, await load(trending, "factors.w.constant=2"), options);
    const [first] = compared.comparisons!;
    expect(rowsOf(compared, "comparisons", "of", "output", "deterministic", "prob_less").slice(0, 2)).toEqual(
      [
        ["trend.t.growthPerYear", "difference", first!.difference.deterministic, first!.probLess.value],
        ["trend.t.growthPerYear", "ratio", first!.ratio.deterministic, first!.probLess.value],
      ],
    );
  });

  test("as Parquet: doubles, counts, texts, nulls and metadata come back", async () => {
    const table = tablesOf(result)[0]!;
    const bytes = tableParquet(table, { result: "abc" });
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const metadata = parquetMetadata(file);
    const type = (name: string) => metadata.schema.find((element) => element.name === name)!.type;
    expect([type("mean"), type("draws"), type("system")]).toEqual(["DOUBLE", "INT32", "BYTE_ARRAY"]);
    expect(metadata.key_value_metadata).toContainEqual({ key: "result", value: "abc" });
    const rows = await parquetReadObjects({ file });
    expect(rows).toEqual(
      rows.map((_, row) => Object.fromEntries(table.columns.map(({ name, values }) => [name, values[row]]))),
    );
  });

  test("the same table gives the same bytes", () => {
    const table = tablesOf(result)[0]!;
    expect(tableParquet(table, {})).toEqual(tableParquet(table, {}));
  });

  test("as CSV: absent values are empty, text is quoted", () => {
    const lines = tableCsv(tablesOf(result)[0]!).split("\n");
    expect(lines[0]!.startsWith("system,output,unit,deterministic,mean,mean_low")).toBe(true);
    expect(lines[3]!.startsWith('"b, ""c""",size,m^2,')).toBe(true);
    expect(lines[4]).toMatch(/,root,1,0,.*,,,/);
  });
});

test("the data package names each file, its columns and where the data come from", () => {
  const table = tablesOf(result)[0]!;
  const described = JSON.parse(
    resultPackage(result, [{ path: "systems.csv", format: { name: "csv", mediatype: "text/csv" }, table }]),
  );
  expect(described).toMatchObject({
    name: "boxes-more",
    title: "Boxes & more",
    id: result.manifest.resultDigest,
    sources: [{ title: "A survey of boxes" }],
    resources: [{ name: "systems", path: "systems.csv", profile: "tabular-data-resource" }],
  });
  const both = ["csv", "parquet"].map((name) => ({
    path: `systems.${name}`,
    format: { name, mediatype: "x/y" },
    table,
  }));
  const names = JSON.parse(resultPackage(result, both)).resources.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["systems-csv", "systems-parquet"]);
  expect(described.resources[0].schema.fields[0]).toEqual({
    name: "system",
    type: "string",
    description: "Name of the system.",
  });
});

describe("citation", () => {
  const bibliography =
    "# References\n\n- **rubin1981** — D. B. Rubin. The Bayesian bootstrap. 1981.\n- **other2000** — Not used.\n";

  test("has software, result, data with licence, and the sources that are used", () => {
    const text = citeResult(result, bibliography, "text");
    expect(text).toContain("Version 0.0.0, package rebound-uq");
    expect(text).toContain(result.manifest.resultDigest);
    expect(text).toContain("t.csv: A survey of boxes (https://example.org/boxes). Licence: CC-BY-4.0.");
    expect(text).toContain("[rubin1981] D. B. Rubin.");
    expect(text).not.toContain("other2000");
  });

  test("as CFF is YAML of version 1.2.0, as BibTeX has an entry for each", () => {
    const cff = parse(citeResult(result, bibliography, "cff"));
    expect(cff).toMatchObject({ "cff-version": "1.2.0", title: "Boxes & more" });
    expect(cff.references.map(({ title }: { title: string }) => title)).toContain("A survey of boxes");
    const bibtex = citeResult(result, bibliography, "bibtex");
    expect(bibtex.match(/^@\w+\{/gm)).toEqual(["@software{", "@misc{", "@misc{", "@misc{"]);
    expect(bibtex).toContain("title = {Boxes \\& more}");
  });

  test("the bibliography is read from its list", () => {
    expect([...readBibliography(bibliography).keys()]).toEqual(["rubin1981", "other2000"]);
  });
});

test("differences between results are told by path, manifests aside", () => {
  const other = { ...result, name: "Other", manifest: { ...result.manifest, version: "9" } };
  expect(differencesBetween(result, result)).toEqual([]);
  expect(differencesBetween(result, other)).toEqual([{ path: "name", before: "Boxes & more", now: "Other" }]);
});

test("the manifest holds what was asked for", async () => {
  const asked = await load(files, "factors.w.constant=1.5", "sampling.seed=7");
  const { manifest } = await runScenario(asked, {
    directions,
    executor: inline,
    version: "0",
    runtime: "test",
  });
  expect(manifest.request).toEqual({ path: "s.yaml", sets: ["factors.w.constant=1.5", "sampling.seed=7"] });
  expect(manifest.command).toBe("rebound run s.yaml --set factors.w.constant=1.5 --set sampling.seed=7");
});
