import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const scenario = `rebound: 1
name: Sum
model: {equations: {y: a + b}}
factors: {a: {uniform: {low: 0, high: 1}}, b: {normal: {mean: 0, sd: 1}}}
outputs: [y]
sampling: {draws: 1024}
`;

/** Stands in for Slurm: runs an array task by task, and what depends on it afterwards. */
const sbatch = `#!/bin/sh
for last; do :; done
n=$(sed -n 's/^#SBATCH --array=0-//p' "$last")
if [ -n "$n" ]; then
  for i in $(seq 0 "$n"); do SLURM_ARRAY_TASK_ID=$i sh "$last" >&2 || exit 1; done
  echo "41;cluster"
else
  echo "$@" > "$(dirname "$last")/merge-arguments.txt"
  sh "$last" >&2 && echo 42
fi
`;

test("submit slurm hands over an array and a merge that waits for it; what comes of them is the run", async () => {
  const cwd = folderWith({ "s.yaml": scenario });
  const bin = join(cwd, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "sbatch"), sbatch);
  chmodSync(join(bin, "sbatch"), 0o755);
  const args = ["submit", "slurm", "s.yaml", "--shards", "3", "--out", "out", "--draws", "512"];
  const dry = await rebound([...args, "--dry-run"], { cwd });
  expect([dry.code, dry.stderr]).toEqual([0, ""]);
  expect(dry.stdout).toContain("#SBATCH --array=0-2");
  expect(existsSync(join(cwd, "out"))).toBe(false);

  const env = { PATH: `${bin}${delimiter}${process.env["PATH"]}` };
  const { code, stdout, stderr } = await rebound(args, { cwd, env });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("Shards are job 41, the merge is job 42.");
  expect(readFileSync(join(cwd, "out", "merge-arguments.txt"), "utf8")).toContain("--dependency=afterok:41 ");
  const whole = await rebound(["run", "s.yaml", "--draws", "512", "--json"], { cwd });
  const digest = (text: string) =>
    (JSON.parse(text) as { manifest: { resultDigest: string } }).manifest.resultDigest;
  expect(digest(readFileSync(join(cwd, "out", "result", "result.json"), "utf8"))).toBe(digest(whole.stdout));
  rmSync(cwd, { recursive: true });
});

test("submit says what is wrong before anything is handed over", async () => {
  const cwd = folderWith({ "s.yaml": scenario.replace("a + b", "a + c") });
  const args = ["--shards", "3", "--out", "out"];
  const bad = await rebound(["submit", "slurm", "s.yaml", ...args], { cwd });
  expect([bad.code, bad.stdout]).toEqual([2, ""]);
  const other = await rebound(["submit", "pbs", "s.yaml", ...args], { cwd });
  expect([other.code, other.stderr]).toEqual([2, 'submit: got "pbs", expected slurm or kubernetes.\n']);
  const wet = await rebound(["submit", "kubernetes", "s.yaml", ...args], { cwd });
  expect([wet.code, wet.stderr]).toEqual([2, expect.stringContaining("got no --dry-run")]);
  const none = await rebound(["submit", "slurm", "s.yaml", ...args, "--set", "model.equations.y=a + b"], {
    cwd,
    env: { PATH: "/nowhere" },
  });
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("--dry-run prints the scripts")]);
  const manifest = await rebound(["submit", "kubernetes", "s.yaml", ...args, "--dry-run"], { cwd });
  expect([manifest.code, manifest.stdout]).toEqual([0, expect.stringContaining("completionMode: Indexed")]);
  expect(existsSync(join(cwd, "out", "shards"))).toBe(false);
  rmSync(cwd, { recursive: true });
});
