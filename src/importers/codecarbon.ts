import { parseCsv } from "../table/parse-csv.ts";
import type { Table } from "../table/table.ts";
import { oneLine, readQuantity } from "./cells.ts";
import { type Cells, type ColumnNames, findColumns } from "./columns.ts";
import { describedTable } from "./data-package.ts";
import { emptyReport, type Imported, type Importer, type ImportInput, type Row } from "./importer.ts";
import { countOf, sourceOf } from "./own.ts";

/** Columns of CodeCarbon's emissions.csv. */
const columns = {
  project: ["project_name"],
  run: ["run_id", "experiment_id", "timestamp"],
  duration: ["duration"],
  energy: ["energy_consumed"],
  gpus: ["gpu_count"],
  gpu: ["gpu_model"],
  mode: ["tracking_mode"],
  pue: ["pue"],
} as const satisfies ColumnNames;

type Column = keyof typeof columns;
const secondsPerHour = 3600;

/** CodeCarbon's emissions.csv → measured energies to hold bands against. */
export const codecarbon: Importer = {
  name: "codecarbon",
  description: "CodeCarbon's emissions.csv → measured energies, to compare with bands",
  needs: ["datapackage.json"],
  read(input) {
    const table = parseCsv(input.file, input.text, input.issues);
    return table === undefined ? undefined : importEmissions(input, table);
  },
};

function importEmissions(input: ImportInput, table: Table): Imported | undefined {
  const cells = findColumns(table, columns, ["project", "duration", "energy"], input.issues);
  if (cells === undefined) return undefined;
  const taken = new Map<string, number>();
  const all = Array.from({ length: cells.rows }, (_, row) =>
    readMeasurement(cells, row, sourceOf(input), taken),
  );
  const rows = all.filter((row) => row !== undefined);
  return {
    table: describedTable(input.data.get("datapackage.json")!, "measured-energy"),
    rows,
    report: {
      ...emptyReport,
      recognized: "CodeCarbon's emissions",
      counts: { "rows in the file": cells.rows, "measurements written": rows.length },
      leftOut: all.flatMap((row, index) =>
        row === undefined
          ? [{ line: cells.line(index), name: cells.text("project", index), reason: "no energy consumed" }]
          : [],
      ),
      flags: countOf(rows.flatMap((row) => String(row["flags"]).split(";")).filter((code) => code !== "")),
      notes: [
        "energies are those that CodeCarbon counted; fill in `system` to compare them with runs of a table",
      ],
    },
  };
}

function readMeasurement(
  cells: Cells<Column>,
  row: number,
  file: string,
  taken: Map<string, number>,
): Row | undefined {
  const number = (column: Column): number | undefined => readQuantity(cells.text(column, row));
  const energy = number("energy");
  if (energy === undefined || energy <= 0) return undefined;
  const project = oneLine(cells.text("project", row)) || "codecarbon";
  const count = (taken.get(project) ?? 0) + 1;
  taken.set(project, count);
  const seconds = number("duration");
  const gpus = number("gpus");
  const pue = number("pue") ?? 1;
  const mode = cells.text("mode", row) || "machine";
  return {
    measurement: count === 1 ? project : `${project} (${count})`,
    system: "",
    mlca_run: "",
    role: "check",
    energy_kwh: energy,
    chip_hours_reported:
      seconds === undefined || gpus === undefined ? undefined : (seconds / secondsPerHour) * gpus,
    boundary: `GPUs, CPU and memory of the ${mode}${pue === 1 ? ", no PUE" : ", PUE"}`,
    pue,
    flags: "not_in_training_runs",
    source: `codecarbon(${file}) ${cells.text("run", row)}`.trim(),
  };
}
