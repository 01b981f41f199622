import type { Issue } from "../core/issue.ts";
import type { Table } from "../table/table.ts";
import { emptyCellsReader } from "./cells-read.ts";
import type { ExpandedScenario } from "./expand-scenario.ts";
import type { Model } from "./model.ts";

export interface MissingCells {
  readonly issues: readonly Issue[];
  /** Systems, by index, that an empty cell removes under `missing: drop`. */
  readonly dropped: ReadonlySet<number>;
  readonly notes: readonly string[];
}

/**
 * Finds the cells that the model reads and that hold nothing usable: no number where an equation reads one,
 * nothing at all where a factor's scope needs to know to whom a draw belongs.
 */
export function findMissing(model: Model, scenario: ExpandedScenario): MissingCells {
  if (scenario.systems === undefined) return { issues: [], dropped: new Set(), notes: [] };
  const { table, missing, place } = scenario.systems;
  const scopes = [
    ...new Set(scenario.factors.flatMap(({ scope }) => (typeof scope === "string" ? [] : scope))),
  ];
  const issues: Issue[] = [];
  const dropped = new Set<number>();
  const counts = new Map<string, number>();
  const emptyCells = emptyCellsReader(model, table);
  model.systems.forEach((_, row) => {
    const numbers = emptyCells(row);
    const texts = scopes.filter((name) => table.columns.get(name)!.texts[row] === "");
    for (const name of new Set([...numbers, ...texts])) {
      dropped.add(row);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (missing === "error") issues.push(missingIssue(table, name, row, model.systems[row]!));
    }
  });
  if (missing === "error") return { issues, dropped: new Set(), notes: [] };

  const listed = [...counts].map(([name, count]) => `${name} (${count})`).join(", ");
  if (dropped.size > 0 && dropped.size === model.systems.length) {
    const got = `no system without empty cells: ${listed}`;
    return {
      issues: [{ ...place, got, expected: "at least one complete system", hint: "Impute them." }],
      dropped,
      notes: [],
    };
  }
  return {
    issues,
    dropped,
    notes: dropped.size === 0 ? [] : [`${dropped.size} systems dropped for empty cells: ${listed}`],
  };
}

function missingIssue(table: Table, name: string, row: number, system: string): Issue {
  const text = table.columns.get(name)!.texts[row]!;
  const line = table.lines[row];
  return {
    file: table.file,
    ...(line === undefined ? {} : { line }),
    path: name,
    got: text === "" ? `an empty cell for "${system}"` : `"${text}" for "${system}"`,
    expected: "a number, which an equation needs",
    hint: "Fill it, give an `impute` for the column, exclude it by `where`, or state `missing: drop`.",
  };
}
