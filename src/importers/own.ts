import { parseCsv } from "../table/parse-csv.ts";
import type { Table } from "../table/table.ts";
import type { ImportInput } from "./importer.ts";

/** A table of the package itself, which is well formed. */
export function ownTable(input: ImportInput, name: string): Table {
  return parseCsv(name, input.data.get(name)!, [])!;
}

/** The file's name without its folders: the same on any machine. */
export function sourceOf({ file }: ImportInput): string {
  return file.split(/[\\/]/).at(-1)!;
}

/** How often each text occurs, most often first. */
export function countOf(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}
