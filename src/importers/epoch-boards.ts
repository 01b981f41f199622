import type { Table } from "../table/table.ts";
import { type BoardRecord, tableOfBoards } from "./board-table.ts";
import { oneLine, readDay, readQuantity, scaled } from "./cells.ts";
import { type Cells, findColumns } from "./columns.ts";
import { describedTable } from "./data-package.ts";
import { type BoardColumn, boardColumns } from "./epoch-columns.ts";
import { emptyReport, type Imported, type ImportInput, type Row } from "./importer.ts";
import { countOf, ownTable, sourceOf } from "./own.ts";

/** Epoch AI's table of machine-learning hardware → accelerators. */
export function importBoards(input: ImportInput, table: Table): Imported | undefined {
  const cells = findColumns(table, boardColumns, ["hardware", "released"], input.issues);
  if (cells === undefined) return undefined;
  const records = Array.from({ length: cells.rows }, (_, row) => readBoard(cells, row)).filter(
    ({ hardware }) => hardware !== "",
  );
  return accelerators(
    input,
    records,
    "Epoch AI's table of machine-learning hardware",
    `epoch_import(${sourceOf(input)})`,
  );
}

function readBoard(cells: Cells<BoardColumn>, row: number): BoardRecord {
  const number = (column: BoardColumn, factor = 1): number | undefined => {
    const value = scaled(readQuantity(cells.text(column, row)), factor);
    return value !== undefined && value > 0 ? value : undefined;
  };
  const hardware = oneLine(cells.text("hardware", row));
  const rates = (["fp8", "fp4"] as const).flatMap((column) => {
    const rate = number(column);
    return rate === undefined ? [] : [{ rate, basis: column.toUpperCase() }];
  });
  return {
    hardware,
    vendor: oneLine(cells.text("vendor", row)) || hardware.split(" ")[0]!,
    isTpu: /\btpu\b/i.test(`${hardware} ${cells.text("type", row)}`),
    released: readDay(cells.text("released", row)),
    architecture: "",
    node: number("node"),
    die: number("die", 0.01),
    memory: number("memory", 1e-9),
    memoryType: "",
    tdp: number("tdp"),
    fp32: number("fp32"),
    fp16: number("fp16"),
    tensor: number("tensor"),
    lowPrecision: rates.sort((a, b) => b.rate - a.rate)[0],
  };
}

/** A table of accelerators with its report; the first of several rows of one name stands. */
export function accelerators(
  input: ImportInput,
  records: readonly BoardRecord[],
  recognized: string,
  source: string,
): Imported {
  const seen = new Set<string>();
  const first = records.filter(({ hardware }) => !seen.has(hardware) && seen.add(hardware));
  const rows: readonly Row[] = tableOfBoards(first, ownTable(input, "accelerators.csv"), source);
  const flags = rows.flatMap((row) => String(row["flags"]).split(";")).filter((code) => code !== "");
  return {
    table: describedTable(input.data.get("datapackage.json")!, "accelerators"),
    rows,
    report: {
      ...emptyReport,
      recognized,
      counts: { "rows in the file": records.length, "accelerators written": rows.length },
      flags: countOf(flags),
      notes:
        first.length < records.length
          ? [`${records.length - first.length} rows repeat a name: the first stands`]
          : [],
    },
  };
}
