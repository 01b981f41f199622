import { tableCsv } from "./csv.ts";
import { tableParquet } from "./parquet.ts";
import type { ExportTable, Metadata } from "./tables.ts";

/** A file format that tables of a result are written in. */
export interface ExportFormat {
  /** Also the extension of its files. */
  readonly name: string;
  readonly mediatype: string;
  write(table: ExportTable, metadata: Metadata): string | Uint8Array;
}

const all: ExportFormat[] = [
  { name: "parquet", mediatype: "application/vnd.apache.parquet", write: tableParquet },
  { name: "csv", mediatype: "text/csv", write: tableCsv },
];

/** Every format of exported tables. A new one is a line above, or is added from outside. */
export const exportFormats: readonly ExportFormat[] = all;

/**
 * Adds a format from outside.
 *
 * @throws RangeError if the name is taken.
 */
export function addFormat(format: ExportFormat): void {
  if (all.some(({ name }) => name === format.name))
    throw new RangeError(`addFormat: got "${format.name}", expected a name that no format has`);
  all.push(format);
}
