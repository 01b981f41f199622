import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { rebound, root } from "../cli/command.ts";

/**
 * Fenced blocks whose first line says `runnable` are run, page by page, in order, in a folder of their own that has the
 * package's scenarios, distributions and data: `sh runnable` line by line (`sh runnable fails`: with exit code 2),
 * `js runnable` as a module, `yaml runnable NAME` (or csv, json, js) is written to the file NAME.
 */
interface Block {
  readonly language: string;
  readonly words: readonly string[];
  readonly text: string;
}

const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(\w+) runnable(?: ([^\n]*))?\n([\s\S]*?)^```$/gm)].map(
    ([, language, words = "", body]) => ({
      language: language!,
      words: words.split(" ").filter((word) => word !== ""),
      text: body!,
    }),
  );
}

/** The words of a shell line: quotes and comments as a shell reads them, nothing else. */
function wordsOf(line: string): readonly string[] {
  return [...line.replace(/\s#.*$/, "").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain!,
  );
}

const mainJob = "scenarios/trend-2013-2026.yaml";

async function runShell({ text, words }: Block, cwd: string): Promise<void> {
  for (const line of text.split("\n").filter((part) => part.trim() !== "")) {
    const [command, ...args] = wordsOf(line.replace(/^npx /, ""));
    expect(command).toBe("rebound");
    // In full it takes a while: what is tested here is the command.
    if (args.includes(mainJob) && args[0] === "run" && !args.includes("--draws")) args.push("--draws", "256");
    const { code, stdout, stderr } = await rebound(args, { cwd });
    expect([line, code, code === 0 ? "" : stderr]).toEqual([
      line,
      words.includes("fails") ? 2 : 0,
      words.includes("fails") ? stderr : "",
    ]);
    expect(stdout.length + stderr.length).toBeGreaterThan(0);
  }
}

async function runModule({ text }: Block, cwd: string): Promise<void> {
  const file = join(cwd, "example.mjs");
  const entry = pathToFileURL(join(root, "dist/node.js")).href;
  writeFileSync(file, text.replaceAll('from "rebound-uq"', `from ${JSON.stringify(entry)}`));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd });
  expect(stdout).not.toBe("");
}

const withBlocks = pages
  .map((page) => [page, blocksOf(page)] as const)
  .filter(([, blocks]) => blocks.length > 0);

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
      blocksOf(page).every(({ language }) => language !== "sh") ||
      !/^!\[.{20,}\]\(pictures\/[\w-]+\.svg\)$/m.test(readFileSync(join(root, page), "utf8")),
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
    [...readFileSync(join(root, page), "utf8").matchAll(/^(?:npx )?rebound ([^\n]*)$/gm)].flatMap(
      ([line, rest]) => {
        const words = wordsOf(rest!.replace(/^(--plugin \S+ )+/, ""));
        const flags = known.get(words[0]!);
        if (flags === undefined)
          return shown.test(words[0]!) || words[0]!.startsWith("--") ? [] : [`${page}: ${line}`];
        const used = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0]!);
        return used.every((flag) => flags.includes(flag)) ? [] : [`${page}: ${line}`];
      },
    ),
  );
  expect(wrong).toEqual([]);
});

describe.concurrent.each(withBlocks)("%s", (_, blocks) => {
  test("runs as it stands", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "rebound-docs-"));
    for (const name of ["scenarios", "distributions", "data", "schema"])
      symlinkSync(join(root, name), join(cwd, name), "junction");
    for (const block of blocks) {
      if (block.language === "sh") await runShell(block, cwd);
      else if (block.words.length > 0) writeFileSync(join(cwd, block.words[0]!), block.text);
      else await runModule(block, cwd);
    }
  });
});

test("every link between pages leads somewhere", () => {
  const broken = pages.flatMap((page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(
      ([, link]) => link!,
    );
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
