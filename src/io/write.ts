import { constants } from "node:fs";
import { access, link, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

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
    await mkdir(join(folder, part), { recursive: true });
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
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
