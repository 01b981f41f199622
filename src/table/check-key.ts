import type { Issue } from "../core/issue.ts";
import type { Table } from "./table.ts";

/** What keeps a column from identifying rows: empty cells, and values that stand in two rows (both lines named). */
export function checkKey(table: Table, key: string): readonly Issue[] {
  const { texts } = table.columns.get(key)!;
  const first = new Map<string, number>();
  return texts.flatMap((text, row) => {
    const place = { file: table.file, line: table.lines[row]!, path: key };
    if (text === "") return [{ ...place, got: "an empty cell", expected: "a name for each row" }];
    const before = first.get(text);
    if (before === undefined) {
      first.set(text, row);
      return [];
    }
    const got = `"${text}" again (first on line ${table.lines[before]})`;
    return [
      { ...place, got, expected: "each name once", hint: "Rename one, drop one, or name another `key`." },
    ];
  });
}
