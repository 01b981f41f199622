import type { Table, TableColumn } from "./table.ts";

/** Columns by name: numbers, NaN where there is none, or texts. */
export type Columns = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/**
 * A table of columns that a program holds.
 *
 * @throws RangeError where they differ in length.
 */
export function tableOf(columns: Columns, name = "columns"): Table {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  const odd = entries.find(([, values]) => values.length !== rows);
  if (odd !== undefined)
    throw new RangeError(
      `tableOf: got ${odd[1].length} values of "${odd[0]}", expected ${rows}, as the others`,
    );
  return {
    file: name,
    rows,
    lines: Array.from({ length: rows }, (_, row) => row + 1),
    columns: new Map(entries.map(([column, values]) => [column, columnOf(column, values)])),
  };
}

function columnOf(name: string, values: ArrayLike<number> | readonly string[]): TableColumn {
  const cells: readonly (string | number)[] = Array.from(values as ArrayLike<string | number>);
  const isText = cells.some((cell) => typeof cell === "string");
  return {
    name,
    type: isText ? "text" : "number",
    texts: cells.map((cell) => (typeof cell === "number" && Number.isNaN(cell) ? "" : String(cell))),
    numbers: Float64Array.from(cells, (cell) => (typeof cell === "number" ? cell : Number.NaN)),
  };
}
