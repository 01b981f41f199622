import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";

interface Field {
  name: string;
  type: "string" | "number" | "integer" | "date";
  unit?: string;
  description?: string;
  constraints?: {
    required?: boolean;
    unique?: boolean;
    minimum?: number;
    maximum?: number;
    enum?: (string | number)[];
    pattern?: string;
  };
}
interface Resource {
  name: string;
  path: string;
  dialect: { delimiter: string; quoteChar: string; doubleQuote: boolean; header: true };
  licenses: { name: string }[];
  sources: { title: string }[];
  schema: { fields: Field[]; primaryKey: string | string[] };
}
type Row = Record<string, string>;

const DATA = new URL("../../data/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, DATA), "utf8");
const rowsOf = ({ path, dialect }: Resource): Row[] =>
  parse(read(path), {
    columns: true,
    delimiter: dialect.delimiter,
    quote: dialect.quoteChar,
    escape: dialect.doubleQuote ? dialect.quoteChar : "\\",
  });
const { resources } = JSON.parse(read("datapackage.json")) as { resources: Resource[] };
const codesOf = (row: Row) => (row.flags ?? "").split(";").filter((code) => code !== "");

const math = create(all);
for (const unit of ["CO2e", "Sbeq", "FLOP"]) math.createUnit(unit);
math.createUnit("device");

const FORMS: Record<Field["type"], (cell: string) => boolean> = {
  string: (cell) => cell === cell.trim() && !cell.includes("\n"),
  number: (cell) => Number.isFinite(Number(cell)),
  integer: (cell) => /^-?\d+$/.test(cell),
  date: (cell) =>
    /^\d{4}-\d\d-\d\d$/.test(cell) && new Date(`${cell}T00:00:00Z`).toISOString().startsWith(cell),
};

function broken(cell: string, field: Field): boolean {
  const { required, minimum, maximum, enum: options, pattern } = field.constraints ?? {};
  if (cell === "") return required === true;
  if (!FORMS[field.type](cell)) return true;
  if (minimum !== undefined && Number(cell) < minimum) return true;
  if (maximum !== undefined && Number(cell) > maximum) return true;
  if (options !== undefined && !options.map(String).includes(cell)) return true;
  return pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(cell);
}

describe.each(resources)("$name", (resource) => {
  const { fields, primaryKey } = resource.schema;
  const rows = rowsOf(resource);

  test("has exactly the described columns, each with a description and a readable unit", () => {
    expect(Object.keys(rows[0]!)).toEqual(fields.map((field) => field.name));
    expect(fields.filter((field) => !field.description?.endsWith("."))).toEqual([]);
    for (const field of fields) if (field.unit) expect(() => math.unit(field.unit!)).not.toThrow();
  });

  test("keeps every type and constraint", () => {
    const wrong = fields.flatMap((field) =>
      rows.filter((row) => broken(row[field.name]!, field)).map((row) => [field.name, row[field.name]]),
    );
    expect(wrong).toEqual([]);
  });

  test("has no key twice", () => {
    const key = [primaryKey].flat();
    const unique = fields.filter((field) => field.constraints?.unique).map((field) => [field.name]);
    for (const columns of [key, ...unique]) {
      const seen = rows.map((row) => JSON.stringify(columns.map((name) => row[name])));
      expect(new Set(seen).size).toBe(rows.length);
    }
  });

  test("names a licence and a source for the table and a source for each row", () => {
    expect(resource.licenses.length).toBeGreaterThan(0);
    expect(resource.sources.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.source)).toEqual([]);
  });

  test("explains each flag in the README, under the table's own heading or the common one", () => {
    const section = read("README.md")
      .split(/^## /m)
      .find((text) => text.startsWith("Flags"))!;
    const undocumented = rows.flatMap(codesOf).filter((code) => !section.includes(`\`${code}\``));
    expect([...new Set(undocumented)]).toEqual([]);
  });
});
