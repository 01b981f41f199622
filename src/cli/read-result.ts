import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { readResult } from "../report/read-result.ts";
import type { Result } from "../result/result.ts";
import { UsageError } from "./failure.ts";

export interface LoadedResult {
  readonly file: string;
  readonly result: Result;
}

/**
 * A result by its file, or by the folder that holds it.
 *
 * @throws UsageError where there is none.
 */
export async function loadResult(path: string): Promise<LoadedResult> {
  const found = await tryLoadResult(path);
  if (typeof found === "string") throw new UsageError(found);
  return found;
}

/** The same; what is wrong with it instead of an error. */
export async function tryLoadResult(path: string): Promise<LoadedResult | string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, "result.json") : path;
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return `${file}: got no file that can be read, expected a result of rebound run`;
  const result = readResult(text);
  return typeof result === "string" ? `${file}: ${result}` : { file, result };
}
