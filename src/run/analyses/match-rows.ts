import { type Issue, IssueError } from "../../core/issue.ts";
import type { Table } from "../../table/table.ts";
import type { GivenRows } from "./analyze-given.ts";

/** What stands for the file of a design where there is none. */
export const ownDraws = "the scenario's own draws";

/** Outputs that a model gave elsewhere, as columns of a table, or all columns but the identifier. */
function outputColumns(outputs: Table, names: readonly string[], identifier: string | undefined) {
  const columns = [...outputs.columns.values()].filter(({ name }) => name !== identifier);
  const named = columns.filter(({ name }) => names.includes(name));
  const chosen = named.length > 0 ? named : columns;
  return chosen.filter(({ numbers }) => numbers.some((value) => !Number.isNaN(value)));
}

/** The column that both tables have and that is neither a factor nor an output: it says which rows belong together. */
function identifierOf(design: Table, outputs: Table, taken: readonly string[]): string | undefined {
  return [...design.columns.keys()].find((name) => outputs.columns.has(name) && !taken.includes(name));
}

function rowsByIdentifier(table: Table, identifier: string, issues: Issue[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  table.columns.get(identifier)!.texts.forEach((text, row) => {
    if (rows.has(text)) {
      const place = { file: table.file, line: table.lines[row]!, path: identifier };
      issues.push({ ...place, got: `"${text}" again`, expected: "each identifier once" });
    }
    rows.set(text, row);
  });
  return rows;
}

/** For each row of the design its row of the outputs. */
function pairRows(
  design: Table,
  outputs: Table,
  identifier: string | undefined,
  issues: Issue[],
): Uint32Array {
  if (identifier === undefined) {
    if (design.rows !== outputs.rows) {
      const hint =
        design.file === ownDraws
          ? "Name the design of these rows: --design X.csv."
          : "Give both files a column that identifies rows, or as many rows in the same order.";
      const expected = `${design.rows}, as in ${design.file}`;
      issues.push({ file: outputs.file, path: "", got: `${outputs.rows} rows`, expected, hint });
    }
    return Uint32Array.from({ length: design.rows }, (_, row) => row);
  }
  const found = rowsByIdentifier(outputs, identifier, issues);
  rowsByIdentifier(design, identifier, issues);
  const { texts } = design.columns.get(identifier)!;
  const missing = texts.filter((text) => !found.has(text));
  if (missing.length > 0) {
    const got = `no row for ${missing.length} of ${texts.length} identifiers, the first "${missing[0]}"`;
    const hint = "A row whose run failed stays, with its output empty.";
    issues.push({
      file: outputs.file,
      path: identifier,
      got,
      expected: `a row for each of ${design.file}`,
      hint,
    });
  }
  return Uint32Array.from(texts, (text) => found.get(text) ?? 0);
}

/**
 * Values of factors and outputs in the same rows. Rows are matched by the column that both files have besides factors
 * and outputs, else by their order; an empty output is a run that failed.
 *
 * @throws IssueError with every missing factor, output and row.
 */
export function matchRows(
  design: Table,
  outputs: Table,
  factors: readonly string[],
  outputNames: readonly string[],
): GivenRows {
  const issues: Issue[] = [];
  const missing = factors.filter((name) => !design.columns.has(name));
  for (const name of missing) {
    const hint = "The columns of a design are the factors by their names.";
    issues.push({ file: design.file, path: "", got: "no such column", expected: `a column "${name}"`, hint });
  }
  const identifier = identifierOf(design, outputs, [...factors, ...outputNames]);
  const columns = outputColumns(outputs, outputNames, identifier);
  if (columns.length === 0) {
    issues.push({
      file: outputs.file,
      path: "",
      got: "no column of numbers",
      expected: `one of ${outputNames.join(", ")}`,
    });
  }
  const rows = pairRows(design, outputs, identifier, issues);
  if (issues.length > 0) throw new IssueError(issues);
  return {
    factors,
    x: factors.map((name) => design.columns.get(name)!.numbers),
    outputs: columns.map(({ name, numbers }) => ({
      id: name,
      y: Float64Array.from(rows, (row) => numbers[row]!),
    })),
  };
}
