import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { SummaryTable } from "./summary-table.ts";

/** A summary as CSV, Parquet and JSON (one object for each row). */
export function summaryFiles({ columns, rows }: SummaryTable): ReadonlyMap<string, string | Uint8Array> {
  const names = columns.map(({ name }) => name);
  const records = rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  const parquet = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, index) => ({
      name,
      type: type === "number" ? ("DOUBLE" as const) : ("STRING" as const),
      nullable: true,
      data: rows.map((row) => row[index] ?? null),
    })),
  });
  return new Map<string, string | Uint8Array>([
    ["summary.csv", stringify([names, ...rows.map((row) => [...row])])],
    ["summary.parquet", new Uint8Array(parquet)],
    ["summary.json", `${JSON.stringify(records, null, 1)}\n`],
  ]);
}
