import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

test("init writes a scenario that runs, and never replaces a file", async () => {
  const folder = folderWith({});
  const first = await rebound(["init"], { cwd: folder });
  expect([first.code, first.stderr]).toEqual([0, ""]);
  expect(first.stdout).toBe("scenario.yaml written. Run it: rebound run scenario.yaml\n");
  const run = await rebound(["run", "scenario.yaml", "--json"], { cwd: folder });
  expect([run.code, run.stderr]).toEqual([0, ""]);
  expect(
    JSON.parse(run.stdout).outputs.map(({ id, unit }: { id: string; unit: string }) => [id, unit]),
  ).toEqual([
    ["energy", "kWh"],
    ["emissions", "kg CO2e"],
  ]);
  writeFileSync(join(folder, "scenario.yaml"), "mine");
  const second = await rebound(["init"], { cwd: folder });
  expect([second.code, second.stdout]).toEqual([2, ""]);
  expect(second.stderr).toContain("init: got scenario.yaml, which exists");
  expect(readFileSync(join(folder, "scenario.yaml"), "utf8")).toBe("mine");
});

describe("completion", () => {
  const hasShell = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

  test("bash completes commands and the options of each", async () => {
    const { code, stdout } = await rebound(["completion", "bash"]);
    expect(code).toBe(0);
    const complete = (...words: string[]): string =>
      execFileSync(
        "bash",
        [
          "-c",
          `${stdout}\nCOMP_WORDS=(rebound ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _rebound; echo "\${COMPREPLY[*]}"`,
        ],
        { encoding: "utf8" },
      ).trim();
    expect(complete("expl")).toBe("explain");
    expect(complete("run", "--dr")).toBe("--draws");
    expect(complete("import", "--dr")).toBe("");
    expect(complete("run", "scen")).toBe("");
  });

  test("zsh and fish scripts name every command; where the shell is there, it reads them", async () => {
    for (const shell of ["zsh", "fish"]) {
      const { stdout } = await rebound(["completion", shell]);
      for (const command of ["run", "check", "explain", "import", "init"]) expect(stdout).toContain(command);
      expect(stdout).toContain("draws");
      if (hasShell(shell)) expect(spawnSync(shell, ["-n"], { input: stdout }).status).toBe(0);
    }
  });

  test("an unknown shell is bad usage", async () => {
    const { code, stdout, stderr } = await rebound(["completion", "tcsh"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("bash, zsh, fish");
  });
});
