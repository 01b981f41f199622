import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as library from "../node/index.ts";
import { UsageError } from "./failure.ts";
import { notePlugin } from "./plugins-in-use.ts";

/**
 * Loads modules that add families or formats: each exports a function, which is called with the library.
 *
 * @throws UsageError where there is no such module, or it exports something else.
 */
export async function loadPlugins(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const module = await load(path);
    if (typeof module.default !== "function")
      throw new UsageError(`--plugin: got ${path}, expected a module whose default export is a function.`);
    await (module.default as (api: typeof library) => unknown)(library);
    notePlugin();
  }
}

async function load(path: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--plugin: got ${path}, expected a module that can be loaded. ${got}`);
  }
}
