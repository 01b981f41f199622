import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Document, probeDistributions, probeScenario, withValue } from "../../src/schema/probe.ts";
import { makeSchemas, type Schemas } from "../../src/schema/schemas.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const yamlFiles = (folder: string): readonly string[] =>
  readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);

const shipped: readonly (readonly [string, keyof Schemas])[] = [
  ...yamlFiles("scenarios").map(
    (path) => [path, path.startsWith("scenarios/models/") ? "model" : "scenario"] as const,
  ),
  ...yamlFiles("distributions").map((path) => [path, "distributions"] as const),
];
const schemas = Object.fromEntries(
  (["scenario", "distributions", "model"] as const).map((name) => [
    name,
    JSON.parse(read(`schema/${name}.schema.json`)),
  ]),
) as unknown as Record<keyof Schemas, object>;
const ajv = new Ajv({ allErrors: true });
const validate = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]),
);

test("the shipped schemas are what the loader validates (else: npm run schema)", async () => {
  expect(await makeSchemas()).toEqual(schemas);
});

describe.each(shipped)("%s", (path, name) => {
  test("names its schema and keeps it", () => {
    const depth = path.split("/").length - 1;
    expect(read(path).split("\n")[0]).toBe(
      `# yaml-language-server: $schema=${"../".repeat(depth)}schema/${name}.schema.json`,
    );
    validate[name]!(parse(read(path)));
    expect(validate[name]!.errors).toBeNull();
  });
});

describe("what the loader refuses, the schema refuses", () => {
  const wrong: readonly (readonly [string, readonly (string | number)[], unknown])[] = [
    ["an unknown key", ["colour"], 1],
    ["an unknown key of sampling", ["sampling", "draw"], 1],
    ["an unknown key of a model", ["model", "equation"], {}],
    ["an unknown key of an equation", ["model", "equations", "y"], { expr: "x", units: "kg" }],
    ["an unknown family", ["factors", "x"], { unifrom: { low: 0, high: 1 } }],
    ["an unknown parameter", ["factors", "x", "uniform", "mode"], 1],
    ["a missing parameter", ["factors", "x"], { triangular: { low: 0, high: 1 } }],
    ["a parameter that is text", ["factors", "x"], { normal: { mean: "0", sd: 1 } }],
    [
      "an unknown key of a part",
      ["factors", "x"],
      { parts: { shared: { normal: { mean: 0, sd: 1 }, scoop: 1 } } },
    ],
    ["an unknown scope of truncation", ["factors", "x", "truncate"], { lower: 0 }],
    ["an unknown design", ["sampling", "design"], "halton"],
    ["an unknown kind", ["factors", "x", "kind"], "epistemological"],
    ["half a draw", ["sampling", "draws"], 0.5],
    ["a list for a mapping", ["factors"], []],
    ["an unknown analysis", ["analyses", "sobel"], {}],
    ["an unknown key of an analysis", ["analyses", "sobol"], { bases: 64 }],
    ["an unknown estimator", ["analyses", "sobol"], { estimator: "homma" }],
    ["a trend without its output", ["trends", "t"], { over: "year" }],
  ];
  const sound = { rebound: 1, model: { equations: { y: "x" } }, table: "t.csv", outputs: ["y"] };
  const scenario = { ...sound, factors: { x: { uniform: { low: 0, high: 1 } } } };

  test("a sound scenario passes both", async () => {
    expect(await probeScenario(scenario)).toEqual([]);
    expect(validate["scenario"]!(scenario)).toBe(true);
  });

  test.each(wrong)("%s", async (_, path, value) => {
    const document = withValue(scenario, path, value) as Document;
    expect((await probeScenario(document)).length).toBeGreaterThan(0);
    expect(validate["scenario"]!(document)).toBe(false);
  });

  test("in a file of distributions too", async () => {
    const document = { factors: { z: { uniform: { low: 0, high: 1 } } }, outputs: ["y"] };
    expect((await probeDistributions(document)).map(({ got }) => got)).toEqual(['the key "outputs"']);
    expect(validate["distributions"]!(document)).toBe(false);
  });
});
