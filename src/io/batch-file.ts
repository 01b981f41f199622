import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { BatchItem } from "../run/run-batch.ts";
import { writeAtomically } from "./write-atomically.ts";

const format = "rebound-shard-batch/1";
const fileName = "shard-batch.json";

/** Which scenarios a batch in shards has: every task writes the same, and a merge knows what to expect. */
export interface BatchFile {
  readonly items: readonly BatchItem[];
  /** Number of tasks. */
  readonly of: number;
}

export function writeBatchFile(folder: string, { items, of }: BatchFile): void {
  writeAtomically(folder, fileName, `${JSON.stringify({ format, of, items }, null, 1)}\n`);
}

/** The batch of a folder; undefined where none is there. */
export function readBatchFile(folder: string): BatchFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, fileName), "utf8");
  } catch {
    return undefined;
  }
  try {
    const found = JSON.parse(text) as { format: unknown } & BatchFile;
    if (found.format === format && Array.isArray(found.items) && found.items.every(isInside)) return found;
  } catch {}
  throw new Error(`${join(folder, fileName)}: damaged, or not a file of this form`);
}

/** What a file says is never written outside of the folder that a user names. */
function isInside({ folder }: BatchItem): boolean {
  return typeof folder === "string" && !isAbsolute(folder) && !folder.split(/[\\/]/).includes("..");
}
