import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { rebound, root } from "./command.ts";

const run = ["run", "scenarios/ishigami.yaml", "--draws", "64", "--set", "sampling.replicates=1"];
const codes = "\u001b[";
/** Gives a command a terminal of its own; of util-linux, or of FreeBSD and macOS with other options. */
const script = process.platform === "linux" && existsSync("/usr/bin/script");

function onTerminal(env: Readonly<Record<string, string>>): string {
  const command = [process.execPath, "dist/rebound.js", ...run].join(" ");
  return execFileSync("/usr/bin/script", ["-qec", command, "/dev/null"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], TERM: "xterm-256color", ...env },
  });
}

test("what is piped is plain, whatever is said of colours", async () => {
  for (const env of [{ FORCE_COLOR: "1" }, { NO_COLOR: "1" }]) {
    const { code, stdout } = await rebound(run, { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Ishigami\n/);
    expect(stdout).not.toContain(codes);
  }
});

test.skipIf(!script)("a terminal gets bold headings, and none with NO_COLOR", () => {
  expect(onTerminal({})).toContain(`${codes}1mIshigami`);
  const plain = onTerminal({ NO_COLOR: "1" });
  expect(plain).toContain("Ishigami");
  expect(plain.slice(plain.lastIndexOf("Ishigami"))).not.toContain(codes);
});
