import type { Issue } from "../core/issue.ts";
import type { Table, TableColumn } from "./table.ts";

/** What a Frictionless `datapackage.json` says of one column, as far as a model needs it. */
export interface FieldDescription {
  readonly type: "number" | "text";
  readonly unit?: string;
}

const numeric = new Set(["number", "integer", "year"]);

/**
 * The columns of one table as the `datapackage.json` beside it describes them; empty where it does not. Units stand
 * in the field's `unit`, an extension of the Table Schema.
 *
 * @throws SyntaxError if the text is no JSON.
 */
export function describeFields(
  dataPackage: string,
  tableName: string,
): ReadonlyMap<string, FieldDescription> {
  const resources = list(read(JSON.parse(dataPackage), "resources"));
  const resource = resources.find((candidate) => read(candidate, "path") === tableName);
  const fields = list(read(read(resource, "schema"), "fields"));
  return new Map(
    fields.flatMap((field) => {
      const [name, type, unit] = ["name", "type", "unit"].map((key) => read(field, key));
      if (typeof name !== "string") return [];
      const described = { type: numeric.has(String(type)) ? "number" : "text" } as const;
      return [[name, typeof unit === "string" ? { ...described, unit } : described]];
    }),
  );
}

/** A table as its data package describes it; what the package does not say is absent. */
export interface TableDescription {
  /** Name of the file. */
  readonly name: string;
  readonly title?: string;
  readonly licenses: readonly { readonly name: string; readonly path?: string }[];
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
}

/** Title, licences and sources of one table; licences and sources of the whole package where it has none itself. */
export function describeTable(dataPackage: string, tableName: string): TableDescription {
  const whole: unknown = JSON.parse(dataPackage);
  const resource = list(read(whole, "resources")).find((candidate) => read(candidate, "path") === tableName);
  const title = read(resource, "title");
  const entries = (key: string): readonly unknown[] => list(read(resource, key) ?? read(whole, key));
  const withPath = (entry: unknown) => {
    const path = read(entry, "path");
    return typeof path === "string" ? { path } : {};
  };
  return {
    name: tableName,
    ...(typeof title === "string" ? { title } : {}),
    licenses: entries("licenses").map((entry) => ({
      name: String(read(entry, "name") ?? read(entry, "title") ?? "unnamed"),
      ...withPath(entry),
    })),
    sources: entries("sources").map((entry) => ({
      title: String(read(entry, "title") ?? "unnamed"),
      ...withPath(entry),
    })),
  };
}

/** The table with declared types and units; a column that is declared a number and holds text is an issue. */
export function applyFields(
  table: Table,
  fields: ReadonlyMap<string, FieldDescription>,
  issues: Issue[],
): Table {
  const columns = new Map<string, TableColumn>();
  for (const [name, column] of table.columns) {
    const { type = column.type, unit } = fields.get(name) ?? {};
    columns.set(name, { ...column, type, ...(unit === undefined ? {} : { unit }) });
    if (fields.get(name)?.type === "number") issues.push(...textIssues(table, column));
  }
  return { ...table, columns };
}

function textIssues(table: Table, column: TableColumn): readonly Issue[] {
  const row = column.texts.findIndex((text, index) => text !== "" && Number.isNaN(column.numbers[index]));
  if (row === -1) return [];
  const got = JSON.stringify(column.texts[row]);
  return [
    {
      file: table.file,
      line: table.lines[row]!,
      path: column.name,
      got,
      expected: "a number, as datapackage.json declares",
    },
  ];
}

function read(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
