import Papa from "papaparse";
import type { Issue } from "../core/issue.ts";
import type { Table, TableColumn } from "./table.ts";

/** Issues of one kind that are listed one by one. */
const mostListed = 20;
const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Cells of a row, and the line on which it starts. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Reads CSV (RFC 4180; a byte-order mark and CRLF are accepted) with a header. A column whose cells are all decimal
 * numbers, or empty, holds numbers; any other holds text. What does not fit the header is an issue.
 */
export function parseCsv(file: string, text: string, issues: Issue[]): Table | undefined {
  const found = readRows(file, text, issues);
  const [header, ...rows] = found ?? [];
  if (found === undefined || header === undefined) {
    if (found !== undefined)
      issues.push({ file, path: "", got: "an empty file", expected: "a header and rows" });
    return undefined;
  }
  const names = header.cells.map((name) => name.trim());
  const problems = [...nameIssues(file, names), ...limitIssues(file, raggedIssues(file, names.length, rows))];
  issues.push(...problems);
  if (problems.length > 0) return undefined;
  const columns = new Map(names.map((name, index) => [name, readColumn(name, rows, index)]));
  return { file, rows: rows.length, lines: rows.map(({ line }) => line), columns };
}

function readRows(file: string, text: string, issues: Issue[]): readonly Row[] | undefined {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: "," });
  const rows: Row[] = [];
  let line = 1;
  const lines = data.map((cells) => {
    const first = line;
    if (cells.length > 1 || cells[0] !== "") rows.push({ cells, line });
    line += 1 + countBreaks(cells);
    return first;
  });
  const [problem] = errors;
  if (problem === undefined) return rows;
  issues.push({
    file,
    line: lines[problem.row ?? 0] ?? 1,
    path: "",
    got: problem.message,
    expected: "CSV",
    hint: 'Double a quote inside quotes ("").',
  });
  return undefined;
}

function countBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    if (!/[\r\n]/.test(cell)) continue;
    breaks += cell.match(/\r\n|[\r\n]/g)!.length;
  }
  return breaks;
}

function nameIssues(file: string, names: readonly string[]): readonly Issue[] {
  return names.flatMap((name, index) => {
    if (name === "") {
      return [
        {
          file,
          line: 1,
          path: "",
          got: `no name for column ${index + 1}`,
          expected: "a name for each column",
        },
      ];
    }
    const first = names.indexOf(name);
    if (first === index) return [];
    const got = `"${name}" for columns ${first + 1} and ${index + 1}`;
    return [{ file, line: 1, path: name, got, expected: "each name once", hint: "Rename one of them." }];
  });
}

function raggedIssues(file: string, width: number, rows: readonly Row[]): readonly Issue[] {
  return rows
    .filter(({ cells }) => cells.length !== width)
    .map(({ cells, line }) => ({
      file,
      line,
      path: "",
      got: `${cells.length} cells`,
      expected: `${width}, as in the header`,
    }));
}

function limitIssues(file: string, issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= mostListed) return issues;
  const got = `${issues.length - mostListed} more rows like these`;
  return [...issues.slice(0, mostListed), { file, path: "", got, expected: issues[0]!.expected }];
}

function readColumn(name: string, rows: readonly Row[], index: number): TableColumn {
  const texts = rows.map(({ cells }) => cells[index]!);
  const numbers = new Float64Array(texts.length).fill(Number.NaN);
  let [filled, read] = [0, 0];
  texts.forEach((text, row) => {
    if (text === "") return;
    filled++;
    const value = readNumber(text);
    if (Number.isNaN(value)) return;
    numbers[row] = value;
    read++;
  });
  return { name, type: filled > 0 && read === filled ? "number" : "text", texts, numbers };
}

/** The number that a cell holds; NaN for an empty cell or text. */
export function readNumber(text: string): number {
  return decimal.test(text) ? Number(text) : Number.NaN;
}
