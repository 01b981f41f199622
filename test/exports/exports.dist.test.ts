import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { folderWith, rebound } from "../cli/command.ts";

const scenario = `rebound: 1
name: Boxes
model: {equations: {size: {expr: w * h, unit: m^2}, root: sqrt(w / h - 1)}}
table: t.csv
key: box
factors: {w: {uniform: {low: 1, high: 2}, unit: m}}
outputs: [size, root]
sampling: {draws: 1024}
`;
const files = {
  "s.yaml": scenario,
  "t.csv": "box,h\na,1\nb,1.5\n",
  "datapackage.json": JSON.stringify({
    resources: [{ path: "t.csv", schema: { fields: [{ name: "h", type: "number", unit: "m" }] } }],
  }),
};

test("draws are saved as Parquet and as CSV, with the same values", async () => {
  const folder = folderWith(files);
  for (const format of ["parquet", "csv"]) {
    const out = join(folder, format);
    const run = await rebound([
      "run",
      join(folder, "s.yaml"),
      "--out",
      out,
      "--no-report",
      "--quiet",
      "--save-draws",
      format,
    ]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
  }
  const file = await asyncBufferFromFile(join(folder, "parquet/draws.parquet"));
  const metadata = await parquetMetadataAsync(file);
  expect(metadata.schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
    ["row", "INT32"],
    ["system", "BYTE_ARRAY"],
    ["size", "DOUBLE"],
    ["root", "DOUBLE"],
  ]);
  expect(metadata.key_value_metadata).toContainEqual({ key: "unit:size", value: "m^2" });
  expect(metadata.row_groups[0]!.columns[1]!.meta_data!.encodings).toContain("RLE_DICTIONARY");
  const rows = await parquetReadObjects({ file });
  const lines: Record<string, string>[] = parse(readFileSync(join(folder, "csv/draws.csv"), "utf8"), {
    columns: true,
  });
  expect(rows).toHaveLength(2048);
  expect(rows).toEqual(
    lines.map(({ row, system, size, root }) => ({
      row: Number(row),
      system,
      size: Number(size),
      root: Number(root),
    })),
  );
  expect(rows.filter(({ root }) => Number.isNaN(root)).length).toBeGreaterThan(100);
});

test("--save-draws without --out, or over a file, is refused before anything is computed", async () => {
  const folder = folderWith({ ...files, "draws.csv": "mine" });
  const without = await rebound(["run", join(folder, "s.yaml"), "--save-draws", "csv"]);
  expect([without.code, without.stdout]).toEqual([2, ""]);
  expect(without.stderr).toContain("Add --out DIR");
  const over = await rebound(["run", join(folder, "s.yaml"), "--save-draws", "csv", "--out", folder]);
  expect(over.code).toBe(2);
  expect(readFileSync(join(folder, "draws.csv"), "utf8")).toBe("mine");
});

test("a result is exported, cited and reproduced; a changed table is found", async () => {
  const folder = folderWith(files);
  const out = join(folder, "r");
  await rebound([
    "run",
    join(folder, "s.yaml"),
    "--seed",
    "5",
    "--draws",
    "256",
    "--out",
    out,
    "--no-report",
    "--quiet",
  ]);

  const exported = await rebound(["export", out, "--out", join(folder, "x"), "--format", "parquet", "csv"]);
  expect(
    exported.stdout
      .trim()
      .split("\n")
      .map((path) => path.split(/[\\/]/).at(-1)),
  ).toEqual(["systems.parquet", "systems.csv", "datapackage.json", "CITATION.cff"]);
  expect((await rebound(["export", out, "--out", join(folder, "x")])).code).toBe(2);
  const { schema, key_value_metadata } = await parquetMetadataAsync(
    await asyncBufferFromFile(join(folder, "x/systems.parquet")),
  );
  expect(schema.find(({ name }) => name === "mean")!.type).toBe("DOUBLE");
  expect(key_value_metadata).toContainEqual({ key: "unit:size", value: "m^2" });

  const cited = await rebound(["cite", join(out, "result.json"), "--format", "bibtex"]);
  expect(cited.stdout).toContain("@software{rebound,");

  const again = await rebound(["reproduce", out], { cwd: folder });
  expect([again.code, again.stderr]).toEqual([0, ""]);
  expect(again.stdout).toContain("the same result");

  writeFileSync(join(folder, "t.csv"), "box,h\na,1\nb,1.25\n");
  const changed = await rebound(["reproduce", out, "--json"], { cwd: folder });
  expect(changed.code).toBe(1);
  const outcome = JSON.parse(changed.stdout);
  expect(outcome).toMatchObject({ reproduced: false, changed: ["t.csv is not the file that was read"] });
  expect(outcome.differences[0].path).toContain("systems");
});

test("a result that names no scenario that is there says what to do", async () => {
  const folder = folderWith(files);
  await rebound(["run", "s.yaml", "--out", "r", "--no-report", "--quiet"], { cwd: folder });
  const elsewhere = folderWith({ "result.json": readFileSync(join(folder, "r/result.json"), "utf8") });
  const lost = await rebound(["reproduce", "result.json"], { cwd: elsewhere });
  expect([lost.code, lost.stdout]).toEqual([2, ""]);
  expect(lost.stderr).toContain("Name it with --scenario");
  const named = await rebound(["reproduce", "result.json", "--scenario", join(folder, "s.yaml")], {
    cwd: elsewhere,
  });
  expect(named.code).toBe(0);
});
