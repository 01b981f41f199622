import { readFileSync } from "node:fs";
import type { Issue } from "../../src/core/issue.ts";
import type { Imported, Importer } from "../../src/importers/importer.ts";

const data = new URL("../../data/", import.meta.url);
export const ownText = (name: string): string => readFileSync(new URL(name, data), "utf8");

/** Runs an importer on a text as the command does, with the package's own tables. */
export function importText(
  importer: Importer,
  text: string,
  file = "file.csv",
): { imported: Imported | undefined; issues: Issue[] } {
  const issues: Issue[] = [];
  const own = new Map(importer.needs.map((name) => [name, ownText(name)]));
  return { imported: importer.read({ file, text, data: own, issues }), issues };
}

/** The rows of a table that was made, with its report. */
export function importRows(importer: Importer, text: string, file?: string) {
  const { imported, issues } = importText(importer, text, file);
  if (imported === undefined || !("rows" in imported)) throw new Error(JSON.stringify(issues));
  return imported;
}
