import { readFile } from "node:fs/promises";
import { type CitationForm, citeResult } from "../exports/citation.ts";
import { ownFile } from "../io/node-files.ts";
import { writeOut } from "./output.ts";
import { loadResult } from "./read-result.ts";

/** Prints how to cite a result. */
export async function citeCommand(path: string, form: CitationForm): Promise<void> {
  const { result } = await loadResult(path);
  writeOut(citeResult(result, await readBibliographyText(), form));
}

/** REFERENCES.md of the package. */
export function readBibliographyText(): Promise<string> {
  return readFile(ownFile("REFERENCES.md"), "utf8");
}
