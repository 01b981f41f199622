import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rebound, root } from "./command.ts";

const small = ["run", "scenarios/trend-2013-2026.yaml", "--draws", "512", "--quiet"];
const keepAtOnce = ["--checkpoint-after", "0"];
const patience = 240_000;

async function digestOf(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await rebound([...args, "--json"]);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { manifest: { resultDigest: string } }).manifest.resultDigest;
}

function newFolder(): string {
  return join(mkdtempSync(join(tmpdir(), "rebound-")), "out");
}

/** Starts a run that goes on with what is in `out`, and ends it by a signal when so many pieces are on disk. */
function endAfter(pieces: number, signal: "SIGKILL" | "SIGINT", out: string) {
  const args = [join(root, "dist/rebound.js"), ...small, ...keepAtOnce, "--out", out, "--resume"];
  const child = spawn(process.execPath, args, { cwd: root });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const kept = join(out, ".unfinished");
  const watch = setInterval(() => {
    const count = existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith(".piece")).length : 0;
    if (count >= pieces) child.kill(signal);
  }, 5);
  return new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.on("close", (code) => {
      clearInterval(watch);
      resolve({ code, stderr });
    }),
  );
}

test("ended at any moment, a run goes on to the same digest and leaves only its result", {
  timeout: patience,
}, async () => {
  const whole = await digestOf(small);
  const out = newFolder();
  for (const pieces of [1, 40]) await endAfter(pieces, "SIGKILL", out);
  const { code, stderr } = await endAfter(70, "SIGINT", out);
  expect(code).toBe(130);
  expect(stderr).toContain(`What is finished stands in ${join(out, ".unfinished")}: go on with --resume.`);
  expect(readdirSync(out)).toEqual([".unfinished"]);

  const refused = await rebound([...small, "--out", out]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Add --resume to go on with it");
  const other = await rebound([...small, "--out", out, "--resume", "--seed", "2"]);
  expect(other.code).toBe(2);
  expect(other.stderr).toContain("a run of another scenario");

  expect(await digestOf([...small, "--out", out, "--resume"])).toBe(whole);
  expect(readdirSync(out)).toContain("result.json");
  expect(readdirSync(out)).not.toContain(".unfinished");
  rmSync(out, { recursive: true });
});
