import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { additions } from "../core/additions.ts";
import { IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";

/** A module that adds families, functions or formats. */
export interface Plugin {
  /** As it was named. */
  readonly name: string;
  readonly sha256: string;
  readonly url: string;
}

const loaded: Plugin[] = [];
let addedByPlugins = 0;

/** The plugins of this thread, in the order in which they were loaded. */
export const loadedPlugins = (): readonly Plugin[] => loaded;

/** Whether threads that load the same plugins have everything that this one has. */
export const threadsHaveAll = (): boolean => additions().length === addedByPlugins;

/**
 * Loads modules whose default export is a function, each once, and calls it with this library.
 *
 * @throws IssueError where there is no such module, or it exports something else.
 */
export async function loadPlugins(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const url = path.startsWith("file:") ? path : pathToFileURL(resolve(path)).href;
    if (loaded.some((plugin) => plugin.url === url)) continue;
    const { default: plug } = await load(path, url);
    if (typeof plug !== "function") throw problem(path, "a module whose default export is a function");
    const before = additions().length;
    await (plug as (library: typeof import("./index.ts")) => unknown)(await import("./index.ts"));
    addedByPlugins += additions().length - before;
    loaded.push({ name: path, sha256: sha256(await readFile(new URL(url))), url });
  }
}

async function load(path: string, url: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(url);
  } catch (error) {
    throw problem(
      path,
      "a module that can be loaded",
      error instanceof Error ? error.message : String(error),
    );
  }
}

function problem(path: string, expected: string, hint?: string): IssueError {
  return new IssueError([
    { file: path, path: "--plugin", got: path, expected, ...(hint === undefined ? {} : { hint }) },
  ]);
}
