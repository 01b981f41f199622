import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileReader } from "../core/file-reader.ts";
import { chooseSha256 } from "../core/sha256.ts";

// Whoever reads files of the disk runs on Node, and every file read is hashed.
chooseSha256((bytes) => createHash("sha256").update(bytes).digest("hex"));

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "reading it is not permitted",
};

/** Files of the disk. Paths are taken relative to the working directory, as a shell does. */
export const nodeFiles: FileReader = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      throw new Error(reasons[code] ?? message);
    }
  },
  resolve: (base, relative) => (isAbsolute(relative) ? relative : normalize(join(dirname(base), relative))),
};

/** The same, each file read once. */
export function rememberedFiles(files: FileReader = nodeFiles): FileReader {
  const known = new Map<string, Promise<Uint8Array>>();
  return {
    ...files,
    read(path) {
      const found = known.get(path) ?? files.read(path);
      known.set(path, found);
      return found;
    },
  };
}

/** The same, relative to a folder. */
export function filesIn(folder: string): FileReader {
  return { ...nodeFiles, read: (path) => nodeFiles.read(resolve(folder, path)) };
}

/** A file of the package itself, wherever it is installed: beside the bundle, or above the sources. */
export function ownFile(relative: string): URL {
  let folder = new URL("./", import.meta.url);
  while (!existsSync(fileURLToPath(new URL("package.json", folder)))) folder = new URL("../", folder);
  return new URL(relative, folder);
}
