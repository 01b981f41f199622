import { CsvError, parse } from "csv-parse/sync";
import type { Issue } from "../core/issue.ts";
import type { Table, TableColumn } from "./table.ts";

/** Issues of one kind that are listed one by one. */
const mostListed = 20;
const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

interface Record {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV (RFC 4180; a byte-order mark and CRLF are accepted) with a header. A column whose cells are all decimal
 * numbers, or empty, holds numbers; any other holds text. What does not fit the header is an issue.
 */
export function parseCsv(file: string, text: string, issues: Issue[]): Table | undefined {
  const records = readRecords(file, text, issues);
  const [header, ...rows] = records ?? [];
  if (records === undefined || header === undefined) {
    if (records !== undefined)
      issues.push({ file, path: "", got: "an empty file", expected: "a header and rows" });
    return undefined;
  }
  const names = header.record.map((name) => name.trim());
  const found = [...nameIssues(file, names), ...limitIssues(file, raggedIssues(file, names.length, rows))];
  issues.push(...found);
  if (found.length > 0) return undefined;
  const columns = new Map(names.map((name, index) => [name, readColumn(name, rows, index)]));
  return { file, rows: rows.length, lines: rows.map(firstLine), columns };
}

function readRecords(file: string, text: string, issues: Issue[]): readonly Record[] | undefined {
  try {
    return parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? { line: error["lines"] } : {};
    issues.push({
      file,
      ...line,
      path: "",
      got: error.message,
      expected: "CSV",
      hint: 'Double a quote inside quotes ("").',
    });
    return undefined;
  }
}

/** csv-parse counts lines up to the end of a record, and a CR and an LF inside a cell each as one. */
function firstLine({ record, info }: Record): number {
  return info.lines - record.reduce((breaks, cell) => breaks + (cell.match(/[\r\n]/g)?.length ?? 0), 0);
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

function raggedIssues(file: string, width: number, rows: readonly Record[]): readonly Issue[] {
  return rows
    .filter(({ record }) => record.length !== width)
    .map((row) => ({
      file,
      line: firstLine(row),
      path: "",
      got: `${row.record.length} cells`,
      expected: `${width}, as in the header`,
    }));
}

function limitIssues(file: string, issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= mostListed) return issues;
  const got = `${issues.length - mostListed} more rows like these`;
  return [...issues.slice(0, mostListed), { file, path: "", got, expected: issues[0]!.expected }];
}

function readColumn(name: string, rows: readonly Record[], index: number): TableColumn {
  const texts = rows.map(({ record }) => record[index]!);
  const isNumber =
    texts.every((text) => text === "" || decimal.test(text)) && texts.some((text) => text !== "");
  return { name, type: isNumber ? "number" : "text", texts, numbers: Float64Array.from(texts, readNumber) };
}

/** The number that a cell holds; NaN for an empty cell or text. */
export function readNumber(text: string): number {
  return decimal.test(text) ? Number(text) : Number.NaN;
}
