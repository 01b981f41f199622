import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound, root } from "./command.ts";

const bad = `rebound: 1
model: {equations: {y: x +, z: q}}
factors: {x: {uniform: {low: 2, high: 1}}}
outputs: [y]
`;

describe("bad input", () => {
  test("run: every problem with its place on stderr, exit 2, nothing on stdout, nothing written", async () => {
    const folder = folderWith({ "bad.yaml": bad });
    const { code, stdout, stderr } = await rebound(["run", "bad.yaml", "--out", "out"], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toEqual([
      'bad.yaml:2:24  model.equations.y: got "x +", expected a complete expression. The parser says: Unexpected end of expression at character 4.',
      "bad.yaml:3:39  factors.x.uniform.high: got 1, expected a number above low (2).",
    ]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test.each([
    [["run"], "missing required argument"],
    [["frobnicate"], "unknown command"],
    [["run", "scenarios/ishigami.yaml", "--draws", "1.5"], "whole number"],
    [["run", "scenarios/ishigami.yaml", "--bogus"], "unknown option"],
    [
      ["run", "scenarios/trend-2013-2026.yaml", "--draws", `${2 ** 33}`],
      "memory of this machine: got a run that takes about",
    ],
    [
      ["run", "scenarios/ishigami.yaml", "--draws", `${2 ** 40}`],
      "expected at most 2^32 points in each of the 8 nets",
    ],
    [["run", "nowhere.yaml"], "there is no such file"],
    [["run", "scenarios/ishigami.yaml", "--set", "sampling.drawz=3"], "--set"],
    [
      ["run", "scenarios/ishigami.yaml", "--draws", "1000"],
      "sampling.draws: got 1000, expected a power of two",
    ],
    [
      ["run", "scenarios/ishigami.yaml", "--set", "analyses={sobol: {base: 9}}"],
      "analyses.sobol.base: got 9, expected a power of two for a Sobol' design. Use 8 or 16",
    ],
    [["explain", "scenarios/ishigami.yaml", "x9"], 'got "x9", expected the name of a factor'],
  ])("%j exits with 2", async (args, message) => {
    const { code, stdout, stderr } = await rebound(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  test("check: all scenarios, the good ones on stdout", async () => {
    const folder = folderWith({ "bad.yaml": bad });
    const { code, stdout, stderr } = await rebound([
      "check",
      join(folder, "bad.yaml"),
      "scenarios/ishigami.yaml",
    ]);
    expect(code).toBe(2);
    expect(stdout).toBe("scenarios/ishigami.yaml: ok, 1 equations, 3 factors\n");
    expect(stderr.split("\n").filter((line) => line.includes("bad.yaml"))).toHaveLength(2);
  });
});

describe("what is printed", () => {
  test("help and version", async () => {
    const { code, stdout } = await rebound(["--help"]);
    expect(code).toBe(0);
    for (const command of ["run", "check", "explain"]) expect(stdout).toContain(command);
    expect((await rebound(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("explain: a factor with its source and its place; everything as JSON", async () => {
    const { stdout } = await rebound(["explain", "scenarios/trend-2013-2026.yaml", "lifetime_y"]);
    expect(stdout).toMatch(/^lifetime_y\n/);
    expect(stdout).toMatch(/source {8}\S/);
    expect(stdout).toMatch(/declared {6}.*baseline\/allocation\.yaml:\d+:\d+/);
    const json = JSON.parse((await rebound(["explain", "scenarios/ishigami.yaml", "--json"])).stdout);
    expect(json.equations).toEqual([
      { name: "y", unit: "1", expr: "sin(x1) + a * sin(x2)^2 + b * x3^4 * sin(x1)" },
    ]);
    expect(json.factors.map(({ name }: { name: string }) => name)).toEqual(["x1", "x2", "x3"]);
  });

  test("a reader that goes away ends the command silently", async () => {
    const { spawn } = await import("node:child_process");
    const shell = spawn("sh", ["-c", "node dist/rebound.js run scenarios/paper.yaml --json | head -c 10"], {
      cwd: root,
    });
    let [stdout, stderr] = ["", ""];
    shell.stdout.on("data", (chunk) => (stdout += chunk));
    shell.stderr.on("data", (chunk) => (stderr += chunk));
    await new Promise((resolve) => shell.on("close", resolve));
    expect(stdout).toBe('{"format":');
    expect(stderr.replace(/^Note: .*\n/gm, "")).toBe("");
  });
});
