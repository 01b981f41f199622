import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, rebound, root } from "./command.ts";

test("a run goes on where its pieces cannot be kept, says which and why, and leaves no half of a result", () => {
  const cwd = folderWith({});
  // No file may be larger than 50 kB.
  const run = `ulimit -f 100 && exec "$0" dist/rebound.js run scenarios/trend-2013-2026.yaml "$@"`;
  const args = ["--draws", "512", "--workers", "0", "--checkpoint-after", "0", "--quiet"];
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", run, process.execPath, ...args, "--out", join(cwd, "out")],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  expect(status).toBe(1);
  const [lost, failed] = stderr.trim().split("\n").slice(-2);
  expect(lost).toMatch(
    /^The run goes on, but what it finishes from here on is not kept: .*\.part: a file may not become that large here\.$/,
  );
  expect(failed).toMatch(/^rebound: .*\.part: a file may not become that large here$/);
  expect(readdirSync(join(cwd, "out")).filter((name) => name !== ".unfinished")).toEqual([]);
  rmSync(cwd, { recursive: true });
});

test("a folder that cannot be written to is refused before anything is computed", async () => {
  const cwd = folderWith({ file: "" });
  const out = join(cwd, "file", "out");
  for (const command of ["run", "sensitivity", "batch"]) {
    const more = command === "sensitivity" ? ["--method", "morris"] : [];
    const { code, stdout, stderr } = await rebound([
      command,
      "scenarios/ishigami.yaml",
      "--out",
      out,
      ...more,
    ]);
    expect([command, code, stdout]).toEqual([command, 2, ""]);
    expect(stderr).toContain(`--out: got ${out}, expected a folder that can be written to`);
  }
  rmSync(cwd, { recursive: true });
});

test.runIf(existsSync("/proc/self"))(
  "a file system that takes no folders ends a run with a message",
  async () => {
    const { code, stderr } = await rebound(["run", "scenarios/ishigami.yaml", "--out", "/proc/x", "--quiet"]);
    expect([code, stderr]).toEqual([1, "rebound: /proc/x: there is no such file or folder\n"]);
  },
);

test("a mark that was cut when the power went does not keep a run from going on", async () => {
  const cwd = folderWith({});
  const out = join(cwd, "out");
  mkdirSync(join(out, ".unfinished"), { recursive: true });
  writeFileSync(join(out, ".unfinished", "run.txt"), "0123");
  const { code, stderr } = await rebound([
    "run",
    "scenarios/ishigami.yaml",
    "--resume",
    "--quiet",
    "--out",
    out,
  ]);
  expect([code, stderr]).toEqual([0, `Not used: ${join(out, ".unfinished", "run.txt")}: damaged.\n`]);
  expect(readdirSync(out)).not.toContain(".unfinished");
  rmSync(cwd, { recursive: true });
});
