import { writeFile } from "node:fs/promises";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { type Issue, IssueError } from "../core/issue.ts";
import { parseCsv } from "../table/parse-csv.ts";
import type { Table, TableColumn } from "../table/table.ts";
import { nodeFiles } from "./node-files.ts";

/** A column to write: text or numbers. */
export interface FileColumn {
  readonly name: string;
  readonly values: readonly string[] | Float64Array;
}

function isParquet(path: string): boolean {
  return path.toLowerCase().endsWith(".parquet");
}

/** Reads a table of CSV or Parquet, by the end of its name; undefined, with an issue, where that is not possible. */
export async function readTableFile(
  path: string,
  issues: Issue[],
  onRead: (bytes: Uint8Array) => void = () => {},
): Promise<Table | undefined> {
  try {
    const bytes = await nodeFiles.read(path);
    onRead(bytes);
    return isParquet(path)
      ? await parseParquet(path, bytes)
      : parseCsv(path, new TextDecoder().decode(bytes), issues);
  } catch (error) {
    if (error instanceof IssueError) throw error;
    const got = error instanceof Error ? error.message : String(error);
    const expected = "a CSV or Parquet file that can be read";
    issues.push({ file: path, path: "", got, expected, hint: "Check the path." });
    return undefined;
  }
}

async function parseParquet(file: string, bytes: Uint8Array): Promise<Table> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const objects = await parquetReadObjects({ file: buffer });
  const columns = Object.keys(objects[0] ?? {}).map((name): TableColumn => {
    const cells = objects.map((row) => row[name] as unknown);
    const numbers = Float64Array.from(cells, (cell) =>
      typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : Number.NaN,
    );
    const isNumber = cells.every((cell) => cell === null || cell === undefined || typeof cell !== "string");
    const texts = cells.map((cell) => (cell === null || cell === undefined ? "" : String(cell)));
    return { name, type: isNumber ? "number" : "text", texts, numbers };
  });
  return {
    file,
    rows: objects.length,
    lines: objects.map((_, row) => row + 1),
    columns: new Map(columns.map((column) => [column.name, column])),
  };
}

/** Writes a table as CSV or Parquet, by the end of its name. Without `force` a file that exists is not replaced. */
export async function writeTableFile(
  path: string,
  columns: readonly FileColumn[],
  { force }: { readonly force: boolean },
): Promise<void> {
  const flag = force ? "w" : "wx";
  await writeFile(path, isParquet(path) ? parquetOf(columns) : csvOf(columns), { flag });
}

function parquetOf(columns: readonly FileColumn[]): Uint8Array {
  const columnData = columns.map(({ name, values }) =>
    values instanceof Float64Array
      ? { name, data: values, type: "DOUBLE" as const }
      : { name, data: [...values], type: "STRING" as const },
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** A cell of CSV, quoted where it holds what separates cells. */
function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(columns: readonly FileColumn[]): string {
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map(({ name }) => cell(name)).join(",")];
  for (let row = 0; row < rows; row++) lines.push(columns.map(({ values }) => cell(values[row]!)).join(","));
  return `${lines.join("\n")}\n`;
}
