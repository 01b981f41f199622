import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIssue, type Issue } from "../../src/core/issue.ts";
import { joinTable, selectRows } from "../../src/table/join.ts";
import { parseCsv } from "../../src/table/parse-csv.ts";

function parse(text: string) {
  const issues: Issue[] = [];
  return { table: parseCsv("t.csv", text, issues), issues: issues.map(formatIssue) };
}

describe("CSV", () => {
  test("any table of texts comes back, with the line on which each row starts", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "1", ".", ",", '"', "\n", "é", " ", "-") });
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), fc.boolean(), (records, end, mark) => {
        const body = stringify([["p", "q", "r"], ...records], { record_delimiter: end, quoted: true });
        const { table, issues } = parse(`${mark ? "\ufeff" : ""}${body}`);
        expect(issues).toEqual([]);
        ["p", "q", "r"].forEach((name, index) => {
          expect(table!.columns.get(name)!.texts).toEqual(records.map((record) => record[index]));
        });
        let line = 2;
        for (const [row, record] of records.entries()) {
          expect(table!.lines[row]).toBe(line);
          line += 1 + record.join("").split("\n").length - 1;
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test("a column is a number only if every cell is one, or empty", () => {
    const { table } = parse("a,b,c,d,e\n1,1,x,,0x10\n2.5e3,,2,,Infinity\n");
    expect([...table!.columns.values()].map(({ type }) => type)).toEqual([
      "number",
      "number",
      "text",
      "text",
      "text",
    ]);
    expect([...table!.columns.get("a")!.numbers]).toEqual([1, 2500]);
    expect([...table!.columns.get("b")!.numbers]).toEqual([1, Number.NaN]);
  });

  test.each([
    ["", ["t.csv  got an empty file, expected a header and rows."]],
    [
      "a,b,a\n1,2,3\n",
      ['t.csv:1  a: got "a" for columns 1 and 3, expected each name once. Rename one of them.'],
    ],
    ["a,,c\n1,2,3\n", ["t.csv:1  got no name for column 2, expected a name for each column."]],
    [
      "a,b\n1\n1,2\n1,2,3\n",
      [
        "t.csv:2  got 1 cells, expected 2, as in the header.",
        "t.csv:4  got 3 cells, expected 2, as in the header.",
      ],
    ],
  ])("%j is refused", (text, expected) => {
    expect(parse(text).issues).toEqual(expected);
  });

  test("a quote that never ends is told", () => {
    expect(parse('a,b\n1,"2\n').issues.join()).toContain("expected CSV");
  });

  test("a thousand ragged rows are not a thousand messages", () => {
    expect(parse(`a,b\n${"1\n".repeat(1000)}`).issues).toHaveLength(21);
  });
});

describe("joins", () => {
  const left = parse("hardware,year,n\nA,2013,1\nB,2014,2\nC,2015,3\n").table!;

  test("match numbers as numbers and leave the unmatched empty", () => {
    const issues: Issue[] = [];
    const right = parse("name,y,w\nA,2013.0,10\nB,2013,20\n").table!;
    const joined = joinTable(
      left,
      right,
      [
        ["hardware", "name"],
        ["year", "y"],
      ],
      ["w"],
      issues,
    );
    expect(issues).toEqual([]);
    expect(joined.columns.get("w")!.texts).toEqual(["10", "", ""]);
    expect([...joined.columns.get("w")!.numbers]).toEqual([10, Number.NaN, Number.NaN]);
  });

  test("a partner that stands twice, or a column in both, is told", () => {
    const issues: Issue[] = [];
    const right = parse("name,n\nA,10\nA,20\n").table!;
    joinTable(left, right, [["hardware", "name"]], ["n"], issues);
    expect(issues.map(formatIssue)).toEqual([
      "t.csv:3  name: got A again (first on line 2), expected each combination once, to join by.",
      't.csv:1  n: got the column "n" in both tables, expected it in one. List the `columns` to join, without it.',
    ]);
  });

  test("rows are selected with their lines", () => {
    const some = selectRows(left, [2, 0]);
    expect(some.columns.get("hardware")!.texts).toEqual(["C", "A"]);
    expect(some.lines).toEqual([4, 2]);
  });
});
