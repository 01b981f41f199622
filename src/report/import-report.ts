import { stringify } from "csv-stringify/sync";
import type { Cell, ImportReport, Row, TableDescription } from "../importers/importer.ts";
import { textTable } from "./text-table.ts";

/** A table as CSV, its columns in the order described; yes and no are 1 and 0, what is unknown is empty. */
export function tableCsv({ fields }: TableDescription, rows: readonly Row[]): string {
  const names = fields.map(({ name }) => name);
  return stringify([names, ...rows.map((row) => names.map((name) => cellText(row[name])))]);
}

function cellText(cell: Cell): string {
  if (typeof cell === "boolean") return cell ? "1" : "0";
  return cell === undefined || Number.isNaN(cell) ? "" : String(cell);
}

/** The report of an import as the terminal shows it. */
export function renderImportReport(
  { recognized, counts, unmapped, ambiguous, leftOut, flags, notes }: ImportReport,
  bold: (text: string) => string,
): string {
  const parts = [
    `${bold("Recognized")}: ${recognized}`,
    numbered(Object.entries(counts).map(([what, count]) => [what, `${count}`])),
    section(bold("Not mapped"), unmapped, ({ kind, name, rows, candidates, reason }) => {
      const close = candidates.length === 0 ? "nothing is close" : `closest: ${candidates.join(", ")}`;
      return `${kind} "${name}" (${rows} ${rows === 1 ? "row" : "rows"}): ${reason ?? close}`;
    }),
    section(
      bold("Names that leave something open"),
      ambiguous,
      ({ name, chosen, rows }) => `"${name}" (${rows}) taken for ${chosen}`,
    ),
    section(bold("Rows left out"), leftOut, ({ line, name, reason }) => `line ${line}, ${name}: ${reason}`),
    section(bold("Flags"), Object.entries(flags), ([code, count]) => `${code}: ${count}`),
    ...notes.map((note) => `Note: ${note}.`),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function numbered(rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : textTable(rows[0]!, rows.slice(1));
}

/** Lines that a terminal shows of one list; the report file has them all. */
const mostShown = 20;

function section<T>(title: string, items: readonly T[], line: (item: T) => string): string {
  if (items.length === 0) return "";
  const shown = items.slice(0, mostShown).map((item) => `  ${line(item)}`);
  const more =
    items.length > mostShown ? [`  … and ${items.length - mostShown} more in the report file`] : [];
  return [title, ...shown, ...more].join("\n");
}
