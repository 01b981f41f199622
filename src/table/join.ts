import type { Issue } from "../core/issue.ts";
import type { Table, TableColumn } from "./table.ts";

/** Our column and theirs, which have to be equal. */
export type JoinKeys = readonly (readonly [ours: string, theirs: string])[];

/**
 * Adds columns of another table to the rows of this one, by equality of key columns (numbers as numbers, so that
 * 2020 meets 2020.0). A row without a partner gets empty cells; two partners, or a name taken, are issues.
 */
export function joinTable(
  table: Table,
  other: Table,
  keys: JoinKeys,
  names: readonly string[],
  issues: Issue[],
): Table {
  const partners = new Map<string, number>();
  for (let row = 0; row < other.rows; row++) {
    const key = keyOf(
      other,
      keys.map(([, theirs]) => theirs),
      row,
    );
    const first = partners.get(key);
    if (first === undefined) partners.set(key, row);
    else issues.push(duplicateIssue(other, keys, first, row));
  }
  const rows = Array.from({ length: table.rows }, (_, row) =>
    partners.get(
      keyOf(
        table,
        keys.map(([ours]) => ours),
        row,
      ),
    ),
  );
  const columns = new Map(table.columns);
  for (const name of names) {
    if (columns.has(name)) {
      const hint = "List the `columns` to join, without it.";
      issues.push({
        file: other.file,
        line: 1,
        path: name,
        got: `the column "${name}" in both tables`,
        expected: "it in one",
        hint,
      });
    } else columns.set(name, pick(other.columns.get(name)!, rows));
  }
  return { ...table, columns };
}

function keyOf(table: Table, names: readonly string[], row: number): string {
  return JSON.stringify(
    names.map((name) => {
      const { type, numbers, texts } = table.columns.get(name)!;
      return type === "number" ? numbers[row] : texts[row];
    }),
  );
}

function duplicateIssue(other: Table, keys: JoinKeys, first: number, second: number): Issue {
  const names = keys.map(([, theirs]) => theirs);
  const values = names.map((name) => other.columns.get(name)!.texts[second]).join(", ");
  return {
    file: other.file,
    line: other.lines[second]!,
    path: names.join(", "),
    got: `${values} again (first on line ${other.lines[first]})`,
    expected: "each combination once, to join by",
  };
}

/** A column in the order of other rows; −1 or nothing leaves a cell empty. */
function pick(column: TableColumn, rows: readonly (number | undefined)[]): TableColumn {
  return {
    ...column,
    texts: rows.map((row) => (row === undefined ? "" : column.texts[row]!)),
    numbers: Float64Array.from(rows, (row) => (row === undefined ? Number.NaN : column.numbers[row]!)),
  };
}

/** Some rows of a table, in this order. */
export function selectRows(table: Table, rows: readonly number[]): Table {
  return {
    ...table,
    rows: rows.length,
    lines: rows.map((row) => table.lines[row]!),
    columns: new Map(Array.from(table.columns, ([name, column]) => [name, pick(column, rows)])),
  };
}
