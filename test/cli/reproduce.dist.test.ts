import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const scenario = (name: string, k: number): string =>
  `rebound: 1
name: ${name}
model: {constants: {k: ${k}}, equations: {y: "a * x - k * a^2"}}
factors: {a: {uniform: {low: 1, high: 2}}, x: {triangular: {low: 0, mode: 1, high: 3}}}
outputs: [y]
sampling: {draws: 256}
analyses: {sobol: {base: 64, replicates: 2}}
vary: {k: {set: model.constants.k, values: [1, 4]}}
`;

const folder = folderWith({ "s.yaml": scenario("One", 2), "t.yaml": scenario("Other", 3) });
const run = (...args: string[]) => rebound(args, { cwd: folder });

/** Runs a command and keeps what it prints; the command of its manifest, and what reproduces it. */
async function kept(name: string, args: readonly string[]) {
  const { code, stdout, stderr } = await run(...args, "--json");
  expect(code, stderr).toBe(0);
  writeFileSync(join(folder, `${name}.json`), stdout);
  return JSON.parse(stdout) as { manifest: { command: string; resultDigest: string } };
}

/** A shell's words: those of the manifest have quotes around what a shell would read. */
const words = (line: string): string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));

describe("every result is reproduced, by its manifest and by the command that it names", () => {
  test.each<[string, readonly string[], string]>([
    [
      "run",
      ["run", "s.yaml", "--set", "factors.x.uniform={low: 0, high: 2}", "--seed", "7"],
      "rebound run s.yaml --set 'factors.x.uniform={low: 0, high: 2}' --set sampling.seed=7",
    ],
    ["member", ["run", "s.yaml", "--member", "k=4"], "rebound run s.yaml --member k=4"],
    [
      "sensitivity",
      ["sensitivity", "s.yaml", "--method", "morris,pawn", "--draws", "128"],
      "rebound sensitivity s.yaml --method morris,pawn --set sampling.draws=128",
    ],
    [
      "compare",
      ["compare", "s.yaml", "t.yaml", "--seed", "3"],
      "rebound compare s.yaml t.yaml --set sampling.seed=3",
    ],
    [
      "break-even",
      [
        "break-even",
        "s.yaml",
        "--factor",
        "k",
        "--target",
        "y == 0",
        "--from",
        "0",
        "--to",
        "3",
        "--points",
        "5",
      ],
      "rebound break-even s.yaml --factor k --target 'y == 0' --from 0 --to 3 --points 5",
    ],
  ])("%s", async (name, args, command) => {
    const { manifest } = await kept(name, args);
    expect(manifest.command).toBe(command);
    const again = await run("reproduce", `${name}.json`, "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ reproduced: true, digest: manifest.resultDigest });
    const repeated = await run(...words(manifest.command).slice(1), "--json");
    expect(JSON.parse(repeated.stdout).manifest.resultDigest).toBe(manifest.resultDigest);
  });

  test("analyze, with the files beside the result, and not with others", async () => {
    await run("design", "s.yaml", "--out", "x.csv", "--method", "sobol", "--quiet");
    const rows = 2 * 64 * 4;
    const outputs = (shift: number): string =>
      `y\n${Array.from({ length: rows }, (_, row) => ((row * 37) % 101) + shift).join("\n")}\n`;
    writeFileSync(join(folder, "y.csv"), outputs(0));
    const args = ["analyze", "s.yaml", "--method", "sobol", "--layout", "salib", "--outputs", "y.csv"];
    const { manifest } = await kept("analyze", [
      ...args,
      "--set",
      "analyses.sobol.base=128",
      "--set",
      "analyses.sobol.replicates=1",
    ]);
    expect(manifest.command).toContain("--outputs y.csv --layout salib");
    const again = await run("reproduce", "analyze.json", "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ reproduced: true });
    writeFileSync(join(folder, "y.csv"), outputs(1));
    const other = await run("reproduce", "analyze.json", "--json");
    expect(other.code).toBe(1);
    expect(JSON.parse(other.stdout)).toMatchObject({
      reproduced: false,
      changed: ["y.csv is not the file that was read"],
    });
  });

  test("members of a batch", async () => {
    mkdirSync(join(folder, "batch"));
    await run("batch", "s.yaml", "--out", "batch", "--quiet", "--draws", "128");
    const again = await run("reproduce", "batch/s/k=1", "--json");
    expect([again.code, JSON.parse(again.stdout).reproduced]).toEqual([0, true]);
  });
});

test("a member that is not there is bad input", async () => {
  const { code, stdout, stderr } = await run("run", "s.yaml", "--member", "k=5");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe('s.yaml  vary: got "k=5", expected a member of the family. Did you mean "k=1"?\n');
});
