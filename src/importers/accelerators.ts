import { parseCsv } from "../table/parse-csv.ts";
import type { BoardRecord } from "./board-table.ts";
import { oneLine, readDay, scaled } from "./cells.ts";
import { type Cells, type ColumnNames, findColumns } from "./columns.ts";
import { accelerators as tableOf } from "./epoch-boards.ts";
import type { Importer } from "./importer.ts";
import { sourceOf } from "./own.ts";
import { readWithUnit, type UnitWords } from "./quantities.ts";

/** Terms of TechPowerUp's pages, and of tools that export its database. */
const columns = {
  hardware: ["Product Name", "Name", "Graphics Card", "Card", "Model"],
  vendor: ["Manufacturer", "Vendor", "Brand"],
  released: ["Release Date", "Released"],
  architecture: ["Architecture"],
  node: ["Process Size", "Process", "Process Size (nm)", "process_size_nm"],
  die: ["Die Size", "Die Size (mm²)", "Die Size (mm2)", "die_size_mm2"],
  memory: ["Memory Size", "Memory", "Memory Size (GB)", "memory_size_gb"],
  memoryType: ["Memory Type"],
  tdp: ["TDP", "TDP (W)", "Thermal Design Power", "thermal_design_power_w"],
  fp32: ["FP32 (float)", "FP32", "FP32 (TFLOPS)", "FP32 (float) (TFLOPS)"],
  fp32Giga: ["FP32 (GFLOPS)", "single_float_performance_gflop_s"],
  fp16: ["FP16 (half)", "FP16", "FP16 (TFLOPS)", "FP16 (half) (TFLOPS)"],
  fp16Giga: ["FP16 (GFLOPS)", "half_float_performance_gflop_s"],
  tensor: ["FP16 Tensor Core", "FP16 Tensor", "BF16 Tensor Core", "FP16 Tensor (TFLOPS)"],
} as const satisfies ColumnNames;

type Column = keyof typeof columns;

const areas: UnitWords = { mm2: 0.01, cm2: 1 };
const memories: UnitWords = { gb: 1, mb: 1 / 1024, tb: 1024 };
const rates: UnitWords = { tflop: 1e12, gflop: 1e9, pflop: 1e15, flop: 1 };

/** A table of graphics cards in TechPowerUp's terms → accelerators. */
export const accelerators: Importer = {
  name: "accelerators",
  description: "a table of graphics cards in TechPowerUp's terms → accelerators",
  needs: ["accelerators.csv", "datapackage.json"],
  read(input) {
    const table = parseCsv(input.file, input.text, input.issues);
    if (table === undefined) return undefined;
    const cells = findColumns(table, columns, ["hardware", "tdp"], input.issues);
    if (cells === undefined) return undefined;
    const unread: string[] = [];
    const records = Array.from({ length: cells.rows }, (_, row) => readBoard(cells, row, unread)).filter(
      ({ hardware }) => hardware !== "",
    );
    const made = tableOf(
      input,
      records,
      "graphics cards in TechPowerUp's terms",
      `techpowerup(${sourceOf(input)})`,
    );
    return { ...made, report: { ...made.report, notes: [...made.report.notes, ...unread] } };
  },
};

function readBoard(cells: Cells<Column>, row: number, unread: string[]): BoardRecord {
  const name = oneLine(cells.text("hardware", row));
  const quantity = (column: Column, units: UnitWords, otherwise: string): number | undefined => {
    const text = cells.text(column, row);
    const value = scaled(readWithUnit(text, units, otherwise), 1);
    // TechPowerUp writes "unknown" where nothing is published.
    if (text !== "" && value === undefined && !/^(unknown|n\/a|system|-)/i.test(text))
      unread.push(`line ${cells.line(row)}, ${name}: no quantity in ${column} ${JSON.stringify(text)}`);
    return value !== undefined && value > 0 ? value : undefined;
  };
  const vendor = oneLine(cells.text("vendor", row));
  const hardware =
    vendor === "" || name.toLowerCase().startsWith(vendor.toLowerCase()) ? name : `${vendor} ${name}`;
  return {
    hardware: name === "" ? "" : hardware,
    vendor: vendor || hardware.split(" ")[0]!,
    isTpu: false,
    released: readDay(cells.text("released", row).replace(/(\d+)(st|nd|rd|th)\b/, "$1")),
    architecture: oneLine(cells.text("architecture", row)),
    node: quantity("node", { nm: 1 }, "nm"),
    die: quantity("die", areas, "mm2"),
    memory: quantity("memory", memories, "gb"),
    memoryType: oneLine(cells.text("memoryType", row)),
    tdp: quantity("tdp", { w: 1, kw: 1000 }, "w"),
    fp32: quantity("fp32", rates, "tflop") ?? quantity("fp32Giga", rates, "gflop"),
    fp16: quantity("fp16", rates, "tflop") ?? quantity("fp16Giga", rates, "gflop"),
    tensor: quantity("tensor", rates, "tflop"),
    lowPrecision: undefined,
  };
}
