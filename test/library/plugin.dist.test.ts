import { readFileSync, writeFileSync } from "node:fs";
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

const functions = (factor: number) => `export default ({ addFunction }) => {
  addFunction({ name: "wear", arity: 2, compute: (x, years) => ${factor} * x / (1 + years) });
};
`;
const worn = `rebound: 1
model: {equations: {y: "wear(x, 3) + wear(2, x)"}}
factors: {x: {uniform: {low: 0, high: 1}}}
outputs: [y]
sampling: {draws: 4096}
claims: [{id: small, statement: It is small, expr: "wear(y, 1) < 1"}]
`;

test("a function of a plugin: equal digests on any threads and back end, named in the manifest, reproduced with it alone", async () => {
  const folder = folderWith({ "wear.mjs": functions(1), "s.yaml": worn });
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await rebound(
      ["--plugin", "wear.mjs", "run", "s.yaml", "--json", ...args],
      { cwd: folder },
    );
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout).manifest;
  };
  const manifest = await run("--workers", "0", "--out", "r", "--no-report");
  const digests = [
    await run("--workers", "1"),
    await run("--workers", "3"),
    await run("--back-end", "javascript"),
  ];
  expect(digests.map(({ resultDigest }) => resultDigest)).toEqual(Array(3).fill(manifest.resultDigest));
  expect(manifest.additions).toEqual(["function wear"]);
  expect(manifest.inputs.map(({ name }: { name: string }) => name)).toEqual(["s.yaml", "wear.mjs"]);
  expect(manifest.command).toBe("rebound --plugin wear.mjs run s.yaml");

  const without = await rebound(["reproduce", "r"], { cwd: folder });
  expect([without.code, without.stdout]).toEqual([2, ""]);
  expect(without.stderr).toContain("If you trust it: rebound --plugin wear.mjs reproduce");
  const again = await rebound(["--plugin", "wear.mjs", "reproduce", "r"], { cwd: folder });
  expect([again.code, again.stderr]).toEqual([0, ""]);
  writeFileSync(join(folder, "wear.mjs"), functions(2));
  const other = await rebound(["--plugin", "wear.mjs", "reproduce", "r"], { cwd: folder });
  expect(other.code).toBe(1);
  expect(other.stdout).toContain("wear.mjs is not the file that was read");
});

test("a plugin that is none is bad usage", async () => {
  const folder = folderWith({ "plugin.mjs": "export default 3;", "s.yaml": scenario });
  for (const name of ["plugin.mjs", "nowhere.mjs"]) {
    const { code, stdout, stderr } = await rebound(["--plugin", name, "check", "s.yaml"], { cwd: folder });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`--plugin: got ${name}, expected a module`);
  }
});
