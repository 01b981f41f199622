import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../cli/command.ts";

/**
 * Fenced blocks whose first line says `runnable` are run, page by page, in order, in a folder of their own that has the
 * package's scenarios, distributions and data: `sh runnable` command by command (`sh runnable fails`: with exit code 2),
 * `js runnable` as a module, `yaml runnable NAME` (or csv, json, js) is written to the file NAME.
 * Every other block is a part of a scenario (fragments.ts) or stands with its reason in not-run.ts.
 */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly runnable: boolean;
  /** What stands behind `runnable`. */
  readonly words: readonly string[];
  readonly text: string;
}

export const pages: readonly string[] = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

export const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

export function blocksOf(page: string): readonly Block[] {
  return [...textOf(page).matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info, text]) => {
    const [language = "", mark, ...words] = info!.split(" ").filter((word) => word !== "");
    return { page, language, runnable: mark === "runnable", words, text: text! };
  });
}

/** What tells a block of a page from the others: its first line. */
export const titleOf = ({ page, text }: Block): string => `${page}: ${text.split("\n", 1)[0]!.trim()}`;

/** The commands of a block: a line that ends in a backslash goes on in the next. */
export const commandsOf = (text: string): readonly string[] =>
  text
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");

/** The words of a shell line: quotes and comments as a shell reads them, nothing else. */
export function wordsOf(line: string): readonly string[] {
  return [...line.replace(/\s#.*$/, "").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain!,
  );
}
