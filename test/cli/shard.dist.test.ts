import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const scenario = (seed: number): string => `rebound: 1
name: Ishigami
model: {constants: {a: 7, b: 0.1}, equations: {y: sin(x1) + a*sin(x2)^2 + b*x3^4*sin(x1)}}
factors:
  x1: {uniform: {low: -3, high: 3}}
  x2: {uniform: {low: -3, high: 3}}
  x3: {uniform: {low: -3, high: 3}}
outputs: [y]
sampling: {draws: 4096, seed: ${seed}}
analyses: {sobol: {base: 64, replicates: 4}, morris: {trajectories: 10, levels: 4}}
`;

function shard(cwd: string, index: number, ...more: readonly string[]) {
  return rebound(["shard", "s.yaml", "--index", `${index}`, "--of", "3", "--quiet", ...more], { cwd });
}

test("merged shards are the run, byte for byte; what is missing, foreign, damaged or twice there is named at once", async () => {
  const cwd = folderWith({ "s.yaml": scenario(1), "other.yaml": scenario(2) });
  for (const index of [2, 0, 1]) {
    const { code, stdout, stderr } = await shard(cwd, index, "--out", `part-${index}`);
    expect([code, stdout], stderr).toEqual([0, ""]);
  }
  const parts = ["part-1", "part-2", "part-0"];
  const single = await rebound(["run", "s.yaml", "--json"], { cwd });
  for (const order of [parts, [...parts.reverse(), "part-0"]]) {
    const merged = await rebound(["merge", ...order, "--json", "--out", `out-${order.join("")}`], { cwd });
    expect(merged.code, merged.stderr).toBe(0);
    expect(merged.stdout).toBe(single.stdout);
  }

  const foreign = ["shard", "other.yaml", "--index", "0", "--of", "3", "--quiet", "--out"];
  await rebound([...foreign, "foreign"], { cwd });
  const mixed = await rebound([...foreign, "part-0"], { cwd });
  expect(mixed.code).toBe(2);
  expect(mixed.stderr).toContain("which holds shard 0 of 3 of another run");
  cpSync(join(cwd, "part-0"), join(cwd, "copy"), { recursive: true });
  const cut = readdirSync(join(cwd, "part-0")).find((name) => name.endsWith(".piece"))!;
  truncateSync(join(cwd, "part-0", cut), 100);
  const bad = await rebound(["merge", "part-0", "copy", "foreign", "part-2", "nowhere", "--out", "bad"], {
    cwd,
  });
  expect([bad.code, bad.stdout]).toEqual([2, ""]);
  expect(bad.stderr.split("\n")).toEqual([
    "merge: nowhere: there is no such folder",
    "merge: foreign: shard 0 of 3 is foreign: of another run, other.yaml with other values or input",
    "merge: shard 1 of 3 is missing",
    "merge: shard 0 of 3 is there twice: in part-0 and copy; leave one out",
    `merge: ${join("part-0", cut)}: damaged: its checksum does not match`,
    "Compute what is missing or damaged again: rebound shard SCENARIO --index I --of N --out DIR.",
    "",
  ]);
  expect(existsSync(join(cwd, "bad"))).toBe(false);

  const again = await shard(cwd, 0, "--out", "part-0");
  expect(again.stderr).toContain(`Computed again: ${join("part-0", cut)}: damaged`);
  expect((await rebound(["merge", ...parts, "--json"], { cwd })).stdout).toBe(single.stdout);

  writeFileSync(join(cwd, "s.yaml"), scenario(3));
  const changed = await rebound(["merge", ...parts], { cwd });
  expect(changed.code).toBe(2);
  expect(changed.stderr).toContain(
    "s.yaml or a file that it reads is not what the shards were computed from",
  );
  writeFileSync(join(cwd, "part-0", "shard-0-of-3.json"), "{");
  const damaged = await rebound(["merge", ...parts], { cwd });
  expect(damaged.stderr).toContain(`${join("part-0", "shard-0-of-3.json")}: damaged`);
  expect(damaged.stderr).toContain("shard 0 of 3 is missing");
  rmSync(cwd, { recursive: true });
});

test("a task takes its number from the scheduler", async () => {
  const cwd = folderWith({ "s.yaml": scenario(1) });
  const args = ["shard", "s.yaml", "--of", "2", "--quiet", "--out", "out"];
  expect((await rebound(args, { cwd })).stderr).toContain(
    "--index: got nothing, expected a whole number from 0 to 1.",
  );
  expect((await rebound([...args, "--index", "2"], { cwd })).code).toBe(2);
  expect((await rebound(args, { cwd, env: { SLURM_ARRAY_TASK_ID: "0" } })).code).toBe(0);
  expect((await rebound(args, { cwd, env: { JOB_COMPLETION_INDEX: "1" } })).code).toBe(0);
  expect((await rebound(["merge", "out", "--quiet"], { cwd })).code).toBe(0);
  rmSync(cwd, { recursive: true });
});

test("a batch is merged scenario by scenario, as it would have been run", async () => {
  const cwd = folderWith({
    "a.yaml": scenario(1),
    "b.yaml": `${scenario(2)}vary: {size: {set: factors.x1.uniform.high, values: [2, 4]}}\n`,
  });
  const digests = (text: string) =>
    (JSON.parse(text) as { scenarios: { result: { manifest: { resultDigest: string } } }[] }).scenarios.map(
      ({ result }) => result.manifest.resultDigest,
    );
  const batch = await rebound(["batch", "a.yaml", "b.yaml", "--json"], { cwd });
  const args = ["shard", "a.yaml", "b.yaml", "--batch", "--of", "5", "--quiet", "--out", "in-5"];
  for (let index = 0; index < 5; index++) {
    const { code, stderr } = await rebound([...args, "--index", `${index}`], { cwd });
    expect(code, stderr).toBe(0);
  }
  const merged = await rebound(["merge", "in-5", "--json", "--out", "out-5"], { cwd });
  expect(merged.code, merged.stderr).toBe(0);
  expect(digests(merged.stdout)).toEqual(digests(batch.stdout));
  expect(existsSync(join(cwd, "out-5", "a", "result.json"))).toBe(true);
  rmSync(join(cwd, "in-5", "a", "shard-0-of-2.json"));
  const partly = await rebound(["merge", "in-5", "--json"], { cwd });
  expect(partly.code).toBe(2);
  expect(partly.stderr).toContain("a failed:\nmerge: shard 0 of 2 is missing");
  expect(digests(batch.stdout).slice(1)).toEqual(
    (
      JSON.parse(partly.stdout) as { scenarios: { result?: { manifest: { resultDigest: string } } }[] }
    ).scenarios
      .slice(1)
      .map(({ result }) => result?.manifest.resultDigest),
  );
  const file = join(cwd, "in-5", "shard-batch.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"folder": "a"', '"folder": "../a"'));
  expect((await rebound(["merge", "in-5", "--out", "out"], { cwd })).code).toBe(1);
  expect(
    (await rebound(["shard", "a.yaml", "b.yaml", "--of", "1", "--index", "0", "--out", "x"], { cwd })).stderr,
  ).toContain("Add --batch");
  rmSync(cwd, { recursive: true });
});
