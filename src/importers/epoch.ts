import { parseCsv } from "../table/parse-csv.ts";
import type { Table } from "../table/table.ts";
import { findColumns, hasAny } from "./columns.ts";
import { closestCountries } from "./countries.ts";
import { describedTable } from "./data-package.ts";
import { importBoards } from "./epoch-boards.ts";
import { boardColumns, runColumns } from "./epoch-columns.ts";
import { isEstimable } from "./epoch-flags.ts";
import { boardFacts, type EpochRun, readRun } from "./epoch-runs.ts";
import { tableOfRuns, unrecorded } from "./epoch-table.ts";
import { type HardwareNames, hardwareNames } from "./hardware-names.ts";
import type { Imported, Importer, ImportInput, ImportReport, Row, Unmapped } from "./importer.ts";
import { countOf, ownTable, sourceOf } from "./own.ts";

/**
 * Epoch AI's downloads: notable, all, large-scale and frontier models become training runs, its table of
 * machine-learning hardware becomes accelerators. Which one a file is, its columns tell.
 */
export const epoch: Importer = {
  name: "epoch",
  description: "a table of models, or of hardware, downloaded from Epoch AI → training runs, or accelerators",
  needs: [
    "accelerators.csv",
    "hardware-aliases.csv",
    "grid-intensity.csv",
    "organizations.csv",
    "datapackage.json",
  ],
  read(input) {
    const table = parseCsv(input.file, input.text, input.issues);
    if (table === undefined) return undefined;
    const isHardware =
      !hasAny(table, runColumns.model.slice(0, 2)) && hasAny(table, [boardColumns.hardware[0]]);
    return isHardware ? importBoards(input, table) : importRuns(input, table);
  },
};

function importRuns(input: ImportInput, table: Table): Imported | undefined {
  const cells = findColumns(table, runColumns, ["model", "hardware"], input.issues);
  if (cells === undefined) return undefined;
  if (!cells.has("published") && !cells.has("year")) {
    findColumns(table, { published: runColumns.published }, ["published"], input.issues);
    return undefined;
  }
  const accelerators = ownTable(input, "accelerators.csv");
  const names = hardwareNames(accelerators, ownTable(input, "hardware-aliases.csv"));
  const boards = boardFacts(accelerators);
  const grid = ownTable(input, "grid-intensity.csv").columns.get("country_iso3")!.texts;
  const runs = Array.from({ length: cells.rows }, (_, row) => readRun(cells, row, names.read, boards)).filter(
    (run) => run !== undefined,
  );
  const source = `epoch_import(${sourceOf(input)})`;
  const used = runs.filter((run) => reasonToLeaveOut(run) === undefined);
  const rows = tableOfRuns(used, new Set(grid), source);
  return {
    table: describedTable(input.data.get("datapackage.json")!, "training-runs"),
    rows,
    report: report(runs, used, rows, names, ownTable(input, "organizations.csv")),
  };
}

/** Why a row is not in the table of training runs. */
function reasonToLeaveOut({ cell, used, published }: EpochRun): string | undefined {
  const named = cell.boards.length + cell.processors.length + cell.unknown.length > 0;
  if (!named) return "no hardware recorded";
  if (used.length === 0) return cell.unknown.length > 0 ? "hardware not known" : "trained on processors";
  if (published === "") return "no date that can be read";
  return used[0]!.complete ? undefined : `too little is published about ${used[0]!.hardware}`;
}

function report(
  runs: readonly EpochRun[],
  used: readonly EpochRun[],
  rows: readonly Row[],
  names: HardwareNames,
  organizations: Table,
): ImportReport {
  const naming = runs.filter(
    ({ cell }) => cell.boards.length + cell.processors.length + cell.unknown.length > 0,
  );
  const flags = rows.flatMap(({ flags: codes }) => String(codes).split(";")).filter((code) => code !== "");
  const left = runs.flatMap((run) => {
    const reason = reasonToLeaveOut(run);
    return reason === undefined || reason === "no hardware recorded"
      ? []
      : [{ line: run.line, name: run.name, reason }];
  });
  const knownOrganizations = new Set(organizations.columns.get("organization")!.texts);
  const unread = runs.flatMap((run) =>
    run.unread.map((text) => `line ${run.line}, ${run.name}: no number in ${text}`),
  );
  return {
    recognized: "Epoch AI's table of models",
    counts: {
      "rows in the file": runs.length,
      "rows that name hardware": naming.length,
      "of these, mapped to an accelerator": naming.filter((run) => run.used.length > 0).length,
      "training runs written": used.length,
      "of these, with chip-hours": used.filter((run) => run.chipHours !== undefined).length,
      "of these, with chip-hours or FLOP to estimate them from": used.filter(isEstimable).length,
      "of these, by an organisation whose kind of site is known": used.filter(
        (run) => isEstimable(run) && knownOrganizations.has(run.organization || unrecorded),
      ).length,
    },
    unmapped: [...unmappedHardware(runs, names), ...unmappedCountries(used)],
    ambiguous: ambiguous(runs),
    leftOut: left,
    flags: countOf(flags),
    notes: [
      ...(runs.some((run) => !run.notabilityKnown)
        ? ["the file does not say which models are notable: all are counted as such, and flagged"]
        : []),
      ...unread,
    ],
  };
}

function unmappedHardware(runs: readonly EpochRun[], names: HardwareNames): readonly Unmapped[] {
  const kinds = [
    ["unknown", undefined],
    ["processors", "a processor, not an accelerator"],
  ] as const;
  return kinds.flatMap(([kind, reason]) =>
    Object.entries(countOf(runs.flatMap(({ cell }) => cell[kind]))).map(([name, rows]) => ({
      kind: "hardware",
      name,
      rows,
      candidates: reason === undefined ? names.closest(name) : [],
      ...(reason === undefined ? {} : { reason }),
    })),
  );
}

function unmappedCountries(runs: readonly EpochRun[]): readonly Unmapped[] {
  return Object.entries(countOf(runs.flatMap(({ unknownPlaces }) => unknownPlaces))).map(([name, rows]) => ({
    kind: "country",
    name,
    rows,
    candidates: closestCountries(name),
  }));
}

/** Names that say less than which board, and the board that stands for them. */
function ambiguous(runs: readonly EpochRun[]): ImportReport["ambiguous"] {
  const generic = runs.flatMap(({ cell }) => cell.boards.filter((board) => board.generic));
  const counts = countOf(generic.map(({ name, hardware }) => JSON.stringify([name, hardware])));
  return Object.entries(counts).map(([pair, rows]) => {
    const [name, chosen] = JSON.parse(pair) as [string, string];
    return { name, chosen, rows };
  });
}
