import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { rebound, root } from "../cli/command.ts";
import { type Block, blocksOf, commandsOf, pages, textOf, titleOf, wordsOf } from "./blocks.ts";
import { completed, fragments } from "./fragments.ts";
import { notRun } from "./not-run.ts";

// In full these take minutes: what is tested here are the commands.
const slow =
  /^(run|sensitivity|batch|break-even|compare) .*scenarios\/(trend-2013-2026|what-if|missing-systems|model-form)/;
const smaller: Readonly<Record<string, readonly string[]>> = {
  sensitivity: ["--set", "analyses.sobol.base=16", "--set", "analyses.sobol.replicates=2"],
};

/** The words of a command as they are run here: expensive ones with fewer draws, a scheduler's without a scheduler. */
function argumentsOf(line: string): readonly string[] {
  const words = wordsOf(line.replace(/^npx /, "").replace(/ \| kubectl apply -f -$/, ""));
  expect(words[0]).toBe("rebound");
  const args = words.slice(1);
  const command = args.join(" ");
  if (slow.test(command) && !args.includes("--draws"))
    args.push("--draws", "64", ...(smaller[args[0]!] ?? []));
  if (args[0] === "submit" && !args.includes("--dry-run")) args.push("--dry-run");
  return args;
}

async function succeeds(args: readonly string[], cwd: string, fails = false): Promise<void> {
  const { code, stdout, stderr } = await rebound(args, { cwd });
  expect([args, code, fails || code === 0 ? "" : stderr]).toEqual([args, fails ? 2 : 0, ""]);
  expect(stdout.length + stderr.length).toBeGreaterThan(0);
}

async function runShell({ text, words }: Block, cwd: string): Promise<void> {
  for (const line of commandsOf(text)) await succeeds(argumentsOf(line), cwd, words.includes("fails"));
}

async function runModule({ text }: Block, cwd: string): Promise<void> {
  const file = join(cwd, "example.mjs");
  const entry = pathToFileURL(join(root, "dist/node.js")).href;
  writeFileSync(file, text.replaceAll('from "rebound-uq"', `from ${JSON.stringify(entry)}`));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd });
  expect(stdout).not.toBe("");
}

const isRun = (block: Block) => block.runnable || titleOf(block) in fragments;
const withBlocks = pages
  .map((page) => [page, blocksOf(page).filter(isRun)] as const)
  .filter(([, blocks]) => blocks.length > 0);

test("every block of every page is run, or stands in the list of those that cannot be", () => {
  const others = pages.flatMap(blocksOf).filter((block) => !block.runnable);
  const listed = [...Object.keys(fragments), ...Object.keys(notRun)];
  expect(others.map(titleOf).sort()).toEqual(listed.sort());
});

test("there are runnable examples in the pages that a beginner reads", () => {
  const names = withBlocks.map(([page]) => page);
  for (const page of [
    "docs/get-started.md",
    "docs/bring-your-own.md",
    "docs/coming-from.md",
    "docs/library.md",
  ])
    expect(names).toContain(page);
});

test("every page on a concept has a picture and an example that runs", () => {
  const concepts = [
    "bands",
    "claims",
    "composition",
    "designs",
    "intervals",
    "kinds",
    "morris",
    "scopes-parts-drift",
    "sobol",
  ].map((name) => `docs/${name}.md`);
  const lacking = concepts.filter(
    (page) =>
      blocksOf(page).every(({ language, runnable }) => language !== "sh" || !runnable) ||
      !/^!\[.{20,}\]\(pictures\/[\w-]+\.svg\)$/m.test(textOf(page)),
  );
  expect(lacking).toEqual([]);
});

/** Commands that need what a page cannot have: a file of the reader's, a scheduler, hours. */
const shown = /(notable_ai_models|my-|FILE|RESULT|SCENARIO|DIR|NAME|PATH|\$|…|\.\.\.)/;

test("every command that a page shows names commands and options that there are", async () => {
  const { stdout } = await rebound(["completion", "bash"]);
  const known = new Map(
    [...stdout.matchAll(/^ {4}([\w-]+)\) words="([^"]*)"/gm)].map(([, name, flags]) => [
      name!,
      flags!.split(" "),
    ]),
  );
  const wrong = pages.flatMap((page) =>
    [...textOf(page).matchAll(/^(?:npx )?rebound ([^\n]*)$/gm)].flatMap(([line, rest]) => {
      const words = wordsOf(rest!.replace(/^(--plugin \S+ )+/, ""));
      const flags = known.get(words[0]!);
      if (flags === undefined)
        return shown.test(words[0]!) || words[0]!.startsWith("--") ? [] : [`${page}: ${line}`];
      const used = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]!);
      return used.every((flag) => flags.includes(flag)) ? [] : [`${page}: ${line}`];
    }),
  );
  expect(wrong).toEqual([]);
});

describe.concurrent.each(withBlocks)("%s", (_, blocks) => {
  test("runs as it stands", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "rebound-docs-"));
    for (const name of ["scenarios", "distributions", "data", "schema"])
      symlinkSync(join(root, name), join(cwd, name), "junction");
    for (const block of blocks) {
      if (!block.runnable) await succeeds(completed(block, cwd), cwd);
      else if (block.language === "sh") await runShell(block, cwd);
      else if (block.words.length > 0) writeFileSync(join(cwd, block.words[0]!), block.text);
      else await runModule(block, cwd);
    }
  });
});

test("every link between pages leads somewhere", () => {
  const broken = pages.flatMap((page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, link]) => link!);
    return links
      .filter((link) => !/^\w+:/.test(link))
      .flatMap((link) => {
        const target = fileURLToPath(new URL(link, pathToFileURL(join(root, page))));
        return readable(target) ? [] : [`${page}: ${link}`];
      });
  });
  expect(broken).toEqual([]);
});

function readable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EISDIR";
  }
}
