import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";

/** Writes a file whole or not at all; what was there before is replaced. */
export function writeAtomically(folder: string, name: string, text: string): void {
  makeFolder(folder);
  const temporary = join(folder, `.${name}.${process.pid}.part`);
  try {
    writeFileSync(temporary, text, { flush: true });
    renameSync(temporary, join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw Object.assign(error as Error, { path: temporary });
  }
}
