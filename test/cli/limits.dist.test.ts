import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const trend = ["run", "scenarios/trend-2013-2026.yaml", "--quiet"];

test("a run that would take more than --max-memory is refused, with flags that make it fit", async () => {
  const args = ["run", "scenarios/ishigami.yaml", "--draws", "16777216", "--workers", "2", "--quiet"];
  const refused = await rebound([...args, "--max-memory", "400M"]);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toMatch(
    /^--max-memory: got a run that takes about \d+\.\d GiB, expected at most 400 MiB\. Add --workers 0 --draws \d+\.\n$/,
  );
  const advice = refused.stderr.match(/--workers 0 --draws \d+/)![0].split(" ");
  const fits = await rebound([...args, ...advice, "--max-memory", "400M"]);
  expect(fits.code, fits.stderr).toBe(0);

  const threads = await rebound([...trend, "--draws", "64", "--workers", "2", "--max-memory", "300M"]);
  expect([threads.code, threads.stderr]).toEqual([2, expect.stringContaining("Add --workers 0.")]);
  const least = await rebound([...trend, "--max-memory", "1M"]);
  expect([least.code, least.stderr]).toEqual([2, expect.stringContaining("Even an empty run takes 240 MiB")]);
  const analyses = [
    "scenarios/ishigami.yaml",
    "--set",
    "analyses={morris: {trajectories: 2000000}}",
    "--quiet",
  ];
  const morris = await rebound(["sensitivity", ...analyses, "--max-memory", "280M"]);
  expect([morris.code, morris.stderr]).toEqual([
    2,
    expect.stringContaining("Most of it is for analyses.morris"),
  ]);
  expect((await rebound([...trend, "--max-memory", "much"])).stderr).toContain("Expected a size");
});

test("a run that takes longer than --max-time ends, with what is finished kept", async () => {
  const cwd = folderWith({});
  const out = join(cwd, "out");
  const long = ["run", "scenarios/ishigami.yaml", "--set", "analyses={sobol: {base: 4194304}}", "--quiet"];
  const args = [...long, "--checkpoint-after", "0", "--out", out];
  const { code, stdout, stderr } = await rebound([...args, "--max-time", "0.1m"]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("Stopped after 6 s, as --max-time says. What is finished stands in");
  expect(readdirSync(out)).toEqual([".unfinished"]);
  expect(existsSync(join(out, ".unfinished", "run.txt"))).toBe(true);
  expect((await rebound([...trend, "--max-time", "0"])).code).toBe(2);
  rmSync(cwd, { recursive: true });
});
