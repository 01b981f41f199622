import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../cli/command.ts";

const build = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["scripts/docs/build.mjs", ...args], { cwd: root });

// The page of cards takes 23 runs: `node scripts/docs/build.mjs --check cards`.
test.each(["coverage", "measured-energies"])(
  "docs/%s.md has the tables that its scenarios give",
  async (page) => {
    const { stdout } = await build("--check", page);
    expect(stdout).toBe(`docs/${page}.md agrees\n`);
  },
);
