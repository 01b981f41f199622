import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, rebound } from "../cli/command.ts";

const plugin = `export default ({ addFamily, addFormat, defineFamily, parameters, positive }) => {
  addFamily(defineFamily({
    name: "square",
    schema: parameters({ high: positive }),
    bind: ({ high }) => ({
      quantile: (u) => high * u * u,
      upperQuantile: (q) => high * (1 - q) * (1 - q),
      cdf: (x) => Math.sqrt(Math.min(1, Math.max(0, x / high))),
      survival: (x) => 1 - Math.sqrt(Math.min(1, Math.max(0, x / high))),
      mean: high / 3,
      variance: (high * high * 4) / 45,
      support: [0, high],
      discrete: false,
      nominal: high / 4,
    }),
  }));
  addFormat({
    name: "tsv",
    mediatype: "text/tab-separated-values",
    write: ({ columns }) => columns.map(({ name }) => name).join("\\t") + "\\n",
  });
};
`;
const scenario =
  "rebound: 1\nmodel: {equations: {y: 3 * x}}\nfactors: {x: {square: {high: 1}}}\noutputs: [y]\n";

test("a plugin adds a family and a format", async () => {
  const folder = folderWith({ "plugin.mjs": plugin, "s.yaml": scenario });
  const without = await rebound(["check", "s.yaml"], { cwd: folder });
  expect([without.code, without.stdout]).toEqual([2, ""]);
  const run = await rebound(
    ["--plugin", "plugin.mjs", "run", "s.yaml", "--json", "--out", "r", "--no-report", "--workers", "2"],
    { cwd: folder },
  );
  expect([run.code, run.stderr]).toEqual([0, ""]);
  expect(JSON.parse(run.stdout).outputs[0].mean.value).toBeCloseTo(1, 3);
  const exported = await rebound(["--plugin", "plugin.mjs", "export", "r", "--out", "x", "--format", "tsv"], {
    cwd: folder,
  });
  expect(exported.code).toBe(0);
  expect(readFileSync(join(folder, "x/outputs.tsv"), "utf8").startsWith("output\tunit\t")).toBe(true);
  const unknown = await rebound(["export", "r", "--out", "y", "--format", "tsv"], { cwd: folder });
  expect([unknown.code, unknown.stderr]).toEqual([2, '--format: got "tsv", expected one of parquet, csv.\n']);
});

test("a plugin that is none is bad usage", async () => {
  const folder = folderWith({ "plugin.mjs": "export default 3;", "s.yaml": scenario });
  for (const name of ["plugin.mjs", "nowhere.mjs"]) {
    const { code, stdout, stderr } = await rebound(["--plugin", name, "check", "s.yaml"], { cwd: folder });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`--plugin: got ${name}, expected a module`);
  }
});
