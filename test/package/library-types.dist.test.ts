import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { root } from "../cli/command.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "rebound-user-"));
const user = readFileSync(join(root, "test/package/user.ts"), "utf8");
const scenario = `rebound: 1
model: {equations: {y: a * b}}
factors: {a: {uniform: {low: 0.5, high: 2}}, b: {lognormal: {median: 1, gsd: 2}}}
outputs: [y]
analyses: {sobol: {base: 64, replicates: 2}}
vary: {mean: {set: factors.a.uniform.high, values: [2, 3]}}
`;
const calibration = `rebound: 1
model: {equations: {seen: s, made: 2 * m}}
table: t.csv
key: run
outputs: [seen, made]
`;

// The published files and the one dependency, and nothing else that types could come from.
beforeAll(() => {
  const own = join(folder, "node_modules/rebound-uq");
  mkdirSync(own, { recursive: true });
  for (const name of ["package.json", "dist", "data", "REFERENCES.md"])
    cpSync(join(root, name), join(own, name), { recursive: true });
  symlinkSync(join(root, "node_modules/piscina"), join(folder, "node_modules/piscina"), "junction");
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  writeFileSync(join(folder, "user.ts"), user);
  writeFileSync(join(folder, "s.yaml"), scenario);
  writeFileSync(join(folder, "table.yaml"), calibration);
  writeFileSync(join(folder, "t.csv"), "run,s,m\na,1,2\nb,3,5\nc,4,9\nd,8,17\n");
});

test.each([
  ["nodenext", ["--module", "nodenext"]],
  ["bundler", ["--module", "esnext", "--moduleResolution", "bundler"]],
])("the published types are enough under %s, every declaration checked", async (_, how) => {
  const args = [
    join(root, "node_modules/typescript/bin/tsc"),
    ...["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--lib", "es2023,dom"],
    ...how,
    "user.ts",
  ];
  const { stdout } = await run(process.execPath, args, { cwd: folder }).catch((error) => error);
  expect(stdout).toBe("");
});

test("no declaration has an `any`", () => {
  const types = join(root, "dist/types");
  const declarations = readdirSync(types, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".d.ts"),
  );
  const withAny = declarations.filter((name) =>
    /[:<,|(] ?any\b(?! of)/.test(readFileSync(join(types, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")),
  );
  expect([declarations.length > 30, withAny]).toEqual([true, []]);
});

test("every verb does what it says", async () => {
  const { code } = await transform(user, { loader: "ts", format: "esm" });
  writeFileSync(join(folder, "user.mjs"), code);
  const { stdout } = await run(process.execPath, ["user.mjs"], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({
    numbers: true,
    told: 1,
    ranking: ["pawn"],
    even: 1,
    fitted: "object",
    elsewhere: 1,
    outcomes: ["computed", "computed", "computed"],
    members: ["mean=2", "mean=3"],
    reproduced: true,
    report: true,
    cited: true,
    names: ["a", "b"],
    notes: 1,
    blocks: 1,
    tables: ["outputs", "indices"],
    importers: true,
    schemas: ["scenario", "distributions", "model"],
    family: "never_added",
    aborted: "Error: enough",
  });
});
