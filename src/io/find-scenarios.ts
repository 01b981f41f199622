import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";

/** A scenario file, and its name: what its results are called. */
export interface FoundScenario {
  readonly file: string;
  readonly name: string;
}

const extensions = [".yaml", ".yml", ".json"];
/** What tells a scenario from a model, a file of distributions or a result. */
const marks = [/^\s*"?rebound"?\s*:/m, /^\s*"?model"?\s*:/m, /^\s*"?outputs"?\s*:/m];

/** Every scenario file at or below a path, in order of their names. A file that is named counts whatever is in it. */
export async function findScenarios(path: string): Promise<readonly FoundScenario[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [{ file: path, name: basename(path, extname(path)) }];
  const names = await readdir(path, { recursive: true });
  const found: FoundScenario[] = [];
  for (const name of names.filter((entry) => extensions.includes(extname(entry))).sort()) {
    const file = join(path, name);
    const text = await readFile(file, "utf8").catch(() => "");
    if (marks.every((mark) => mark.test(text)))
      found.push({ file, name: name.slice(0, -extname(name).length) });
  }
  return found;
}
