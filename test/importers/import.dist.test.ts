import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import { folderWith, rebound } from "../cli/command.ts";

const header = [
  "Model",
  "Organization",
  "Publication date",
  "Training compute (FLOP)",
  "Training time (hours)",
  "Training hardware",
  "Hardware quantity",
  "Country (of organization)",
  "Notability criteria",
  "Confidence",
];
const hardware = ["Tesla K80", "NVIDIA V100", "TPUv3", "NVIDIA A100", "NVIDIA H100 SXM5 80GB"];
/** Runs of 2013 to 2025 by an organisation that no table of ours knows; every third has hours, all have FLOP. */
const rows = Array.from({ length: 13 }, (_, i) => [
  `Net ${i}`,
  "Institute of Nowhere,Someone",
  `${2013 + i}-05-17`,
  `${10 ** (17 + i / 2)}`,
  i % 3 === 0 ? "100" : "",
  hardware[Math.floor((i * hardware.length) / 13)]!,
  i % 3 === 0 ? `${2 ** i}` : "",
  "France",
  "Highly cited",
  "Confident",
]);
const download = stringify([
  header,
  ...rows,
  ["Unnamed board", "", "2024-01-01", "1e20", "", "FooChip 9", "", "", "x", ""],
]);

test("a download becomes a table that the main job runs on with one flag", async () => {
  const folder = folderWith({ "epoch.csv": `\uFEFF${download.replaceAll("\n", "\r\n")}` });
  const table = join(folder, "runs.csv");
  const { code, stdout, stderr } = await rebound([
    "import",
    "epoch",
    join(folder, "epoch.csv"),
    "--out",
    table,
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain('hardware "FooChip 9" (1 row): closest: GroqChip LPU v1');
  const report = JSON.parse(readFileSync(join(folder, "runs.report.json"), "utf8"));
  expect(report.counts).toMatchObject({ "rows in the file": 14, "training runs written": 13 });

  const run = await rebound([
    ...["run", "scenarios/trend-2013-2026.yaml", "--set", `table=${table}`],
    ...["--draws", "64", "--workers", "0", "--json"],
  ]);
  expect(run.code).toBe(0);
  const result = JSON.parse(run.stdout);
  expect(result.systems.map(({ system }: { system: string }) => system)).toEqual(rows.map(([name]) => name));
  expect(result.systems[0].outputs[0]).toMatchObject({ id: "energy_kwh", unit: "kWh" });
  expect(result.notes).toContain("13 empty cells of hyperscale_weight imputed");
});

test("files that stand there are kept, and other tables stay described", async () => {
  const other = { name: "other", path: "other.csv", schema: { fields: [] } };
  const folder = folderWith({
    "epoch.csv": download,
    "runs.csv": "mine",
    "datapackage.json": JSON.stringify({ name: "mine", resources: [other] }),
  });
  const args = ["import", "epoch", join(folder, "epoch.csv"), "--out", join(folder, "runs.csv")];
  const refused = await rebound(args);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("runs.csv, expected no such file");
  expect(readFileSync(join(folder, "runs.csv"), "utf8")).toBe("mine");

  const forced = await rebound([...args, "--force", "--json"]);
  expect(forced.code).toBe(0);
  expect(JSON.parse(forced.stdout).counts["training runs written"]).toBe(13);
  const described = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8"));
  expect(described.name).toBe("mine");
  expect(described.resources[0]).toEqual(other);
  expect(described.resources[1]).toMatchObject({ name: "training-runs", path: "runs.csv" });
});

test("a kind or a file that is none is bad usage", async () => {
  const kind = await rebound(["import", "epock", "x.csv"]);
  expect([kind.code, kind.stdout]).toEqual([2, ""]);
  expect(kind.stderr).toContain('got "epock", expected one of epoch');
  const file = await rebound(["import", "epoch", "nowhere.csv"]);
  expect([file.code, file.stdout]).toEqual([2, ""]);
  expect(file.stderr).toContain("there is no such file");
});
