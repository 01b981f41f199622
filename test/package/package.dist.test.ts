import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { beforeAll, expect, test } from "vitest";
import { root } from "../cli/command.ts";

const run = promisify(execFile);
const shell = process.platform === "win32";
const folder = mkdtempSync(join(tmpdir(), "rebound-package-"));
const megabyte = 2 ** 20;
let tarball: string;
let packed: { readonly path: string; readonly size: number }[];

// What `npm run build` made is packed as it is.
beforeAll(async () => {
  expect(existsSync(join(root, "dist/types/index.d.ts")), "npm run build comes first").toBe(true);
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await run("npm", args, { cwd: root, shell, maxBuffer: 2 ** 26 });
  const [only] = Object.values(JSON.parse(stdout)) as { filename: string; files: typeof packed }[];
  tarball = join(folder, only!.filename);
  packed = only!.files;
});

test("is small, and needs no more than it says", () => {
  expect(statSync(tarball).size).toBeLessThan(3 * megabyte);
  expect(packed.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(8 * megabyte);
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(Object.keys(dependencies)).toEqual(["piscina"]);
  const paths = packed.map(({ path }) => path);
  for (const path of [
    "dist/THIRD-PARTY-LICENSES.txt",
    "LICENSE",
    "README.md",
    "schema/scenario.schema.json",
    "data/sobol-directions.bin",
  ])
    expect(paths).toContain(path);
  expect(readFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8")).toContain("@stdlib/math");
});

test("publint and are-the-types-wrong find nothing", async () => {
  const { messages } = await publint({ pkgDir: root, pack: false });
  expect(messages).toEqual([]);
  // Rejects where a type or an entry does not resolve.
  await run(process.execPath, [
    join(root, "node_modules/@arethetypeswrong/cli/dist/index.js"),
    tarball,
    "--exclude-entrypoints",
    "sobol-directions.bin",
    "--profile",
    "esm-only",
  ]);
});

test("installed globally it runs in a folder that has nothing", async () => {
  const prefix = join(folder, "global");
  await run(
    "npm",
    [
      "install",
      "--global",
      "--prefix",
      prefix,
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      "--ignore-scripts",
      tarball,
    ],
    { shell },
  );
  const bin = process.platform === "win32" ? join(prefix, "rebound.cmd") : join(prefix, "bin/rebound");
  const empty = mkdtempSync(join(tmpdir(), "rebound-empty-"));
  await run(bin, ["init"], { cwd: empty, shell });
  const { stdout } = await run(bin, ["run", "scenario.yaml", "--json", "--workers", "2"], {
    cwd: empty,
    shell,
    maxBuffer: 2 ** 26,
  });
  expect(JSON.parse(stdout).outputs).toHaveLength(2);
});

test("the first page: an install in an empty folder, a scenario and its run, in under a minute", async () => {
  const own = mkdtempSync(join(tmpdir(), "rebound-first-"));
  const started = performance.now();
  await run("npm", ["init", "--yes"], { cwd: own, shell });
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball], { cwd: own, shell });
  await run("npx", ["rebound", "init", "energy.yaml"], { cwd: own, shell });
  const { stdout } = await run("npx", ["rebound", "run", "energy.yaml"], { cwd: own, shell });
  expect((performance.now() - started) / 1000).toBeLessThan(60);
  expect(stdout).toContain("95 % of draws");
});

test("is built to the same bytes each time", async () => {
  const again = join(folder, "again");
  await run(process.execPath, [join(root, "scripts/build.mjs"), again]);
  const list = (path: string): readonly string[] =>
    readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith("types") && statSync(join(path, name)).isFile())
      .sort();
  const names = list(again);
  expect(list(join(root, "dist"))).toEqual(names);
  for (const name of names)
    expect(readFileSync(join(again, name)).equals(readFileSync(join(root, "dist", name)))).toBe(true);
});
