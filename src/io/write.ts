import { constants } from "node:fs";
import { access, link, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeFileError } from "./describe-error.ts";
import { makeFolder } from "./make-folder.ts";

/** Which of these files a folder holds already. */
export async function findExisting(folder: string, names: Iterable<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    await access(path, constants.F_OK).then(
      () => found.push(path),
      () => {},
    );
  }
  return found;
}

/**
 * Writes files into a folder, each whole or not at all: under a temporary name, forced to disk, then moved. Names may
 * hold a folder. Without `force` a file that exists is never replaced, not even one that appears meanwhile.
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  { force }: { force: boolean },
): Promise<void> {
  const temporary = (name: string): string =>
    join(folder, dirname(name), `.${basename(name)}.${process.pid}.part`);
  for (const part of new Set(["", ...Array.from(files.keys(), dirname)])) {
    makeFolder(join(folder, part));
  }
  try {
    for (const [name, content] of files) await writeDurably(temporary(name), content);
    for (const name of files.keys()) {
      const target = join(folder, name);
      // A link fails where the target exists, which a rename would replace.
      if (force) await rename(temporary(name), target);
      else await link(temporary(name), target);
    }
  } finally {
    for (const name of files.keys()) await rm(temporary(name), { force: true });
  }
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  // What a process of the same number left when it was killed; in a container all have the same.
  await rm(path, { force: true });
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    // A write that fails does not say where.
    throw Object.assign(error as Error, { path });
  } finally {
    await file.close();
  }
}

/** Why a folder, there or to be made, cannot be written to; undefined where it can. */
export async function whyUnwritable(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return `${folder}: it is a file`;
    await access(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(resolve(folder));
    if (code === "ENOENT" && parent !== folder) return whyUnwritable(parent);
    return describeFileError(error) ?? String(error);
  }
}
