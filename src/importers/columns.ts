import type { Issue } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import type { Table } from "../table/table.ts";

/** What columns mean, and the names that they have had. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

/** Cells of a foreign table by our word for the column; a column that is not there reads as empty. */
export interface Cells<K extends string> {
  readonly rows: number;
  has(column: K): boolean;
  text(column: K, row: number): string;
  /** Line of the file that a row starts on. */
  line(row: number): number;
}

/** Names that differ in case, spaces, punctuation or a plural count as one. */
export function normalizeName(name: string): string {
  return name
    .toLowerCase()
    .replace(/flops\b/g, "flop")
    .replace(/[^a-z0-9%^]+/g, " ")
    .trim();
}

/** Finds the columns of a foreign table; each of `required` that is missing is an issue with what comes closest. */
export function findColumns<const N extends ColumnNames>(
  table: Table,
  names: N,
  required: readonly (keyof N & string)[],
  issues: Issue[],
): Cells<keyof N & string> | undefined {
  const present = new Map([...table.columns].map(([name, column]) => [normalizeName(name), column]));
  const found = new Map(
    Object.entries(names).map(([key, aliases]) => [
      key,
      aliases.map((alias) => present.get(normalizeName(alias))).find((column) => column !== undefined),
    ]),
  );
  const missing = required.filter((key) => found.get(key) === undefined);
  for (const key of missing) {
    const suggestion = nearest(names[key]![0]!, table.columns.keys());
    issues.push({
      file: table.file,
      line: 1,
      path: "",
      got: `no column "${names[key]![0]}"`,
      expected: `a column named ${names[key]!.map((name) => `"${name}"`).join(" or ")}`,
      ...(suggestion === undefined ? {} : { hint: `Closest is "${suggestion}".` }),
    });
  }
  if (missing.length > 0) return undefined;
  return {
    rows: table.rows,
    has: (key) => found.get(key) !== undefined,
    text: (key, row) => found.get(key)?.texts[row]?.trim() ?? "",
    line: (row) => table.lines[row]!,
  };
}

/** Whether a table has a column by any of these names. */
export function hasAny(table: Table, aliases: readonly string[]): boolean {
  const wanted = new Set(aliases.map(normalizeName));
  return [...table.columns.keys()].some((name) => wanted.has(normalizeName(name)));
}
