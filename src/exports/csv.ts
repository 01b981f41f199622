import { stringify } from "csv-stringify/sync";
import type { ExportTable } from "./tables.ts";

/** A table as CSV: numbers by their shortest round trip, absent values empty. */
export function tableCsv({ columns }: ExportTable): string {
  const rows = (columns[0]?.values ?? []).map((_, row) => columns.map(({ values }) => values[row]));
  return stringify([columns.map(({ name }) => name), ...rows]);
}
