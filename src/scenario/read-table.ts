import { nearest } from "../core/suggest.ts";
import { checkKey } from "../table/check-key.ts";
import { applyFields, describeFields, describeTable } from "../table/data-package.ts";
import { type JoinKeys, joinTable, selectRows } from "../table/join.ts";
import { parseCsv } from "../table/parse-csv.ts";
import type { Table, TableColumn } from "../table/table.ts";
import { acceptName } from "./read-expression.ts";
import { readColumnExpression, rowsWhere, valueAt } from "./read-where.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Scenario } from "./scenario.ts";
import type { Sources } from "./sources.ts";

/** The parts of a scenario that make its systems, as fields of the file. */
export interface TableFields {
  readonly table?: Located;
  readonly key?: Located;
  readonly join?: Located;
  readonly impute?: Located;
  readonly derive?: Located;
  readonly missing?: Located;
  readonly where?: Located;
}

/** Systems of a scenario: its table, joined, imputed, derived, filtered, in this order, and its key checked. */
export async function readSystems(
  reader: Reader,
  sources: Sources,
  fields: TableFields,
  notes: string[],
): Promise<Scenario["systems"] | undefined> {
  if (fields.table === undefined) return refuseWithoutTable(reader, fields);
  const key = reader.text(fields.key) ?? "system";
  const missing = reader.choice(fields.missing, ["error", "drop"]) ?? "error";
  let table = await readTable(reader, sources, fields.table);
  if (table === undefined) return undefined;
  for (const join of reader.items(fields.join)) table = await applyJoin(reader, sources, table, join);
  const imputed: Imputed[] = [];
  for (const [name, at] of reader.entries(fields.impute)) table = impute(reader, table, name, at, imputed);
  for (const [name, at] of reader.entries(fields.derive)) table = derive(reader, table, name, at, notes);
  const where = readColumnExpression(reader, fields.where, table);
  const kept = where === undefined ? undefined : rowsWhere(where, table);
  if (kept !== undefined) table = selectRows(table, kept);
  notes.push(...describeImputed(imputed, kept));
  if (table.rows === 0) reader.report(fields.where ?? fields.table, "at least one row", "Widen it.");
  if (hasColumn(reader, table, key, fields.key ?? fields.table)) reader.issues.push(...checkKey(table, key));
  return { table, key, missing, place: placeOf(fields.table) };
}

function refuseWithoutTable(reader: Reader, fields: TableFields): undefined {
  for (const at of [fields.key, fields.join, fields.impute, fields.derive, fields.missing, fields.where]) {
    if (at !== undefined) reader.report(at, "no such entry without a table", "Name a `table`.");
  }
}

/** Tables of bytes that were read without a problem: the scenarios of a batch share most of their files. */
const parsed = new WeakMap<Uint8Array, { readonly path: string; readonly table: Table }>();

function parseOnce(
  { issues }: Reader,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
): Table | undefined {
  const known = parsed.get(bytes);
  if (known?.path === path) return known.table;
  const before = issues.length;
  const table = parseCsv(path, new TextDecoder().decode(bytes), issues);
  if (table !== undefined && issues.length === before) parsed.set(bytes, { path, table });
  return table;
}

/** A CSV file with types and units from the `datapackage.json` beside it, where there is one. */
export async function readTable(reader: Reader, sources: Sources, at: Located): Promise<Table | undefined> {
  const file = await sources.read(at);
  if (file === undefined) return undefined;
  const table = parseOnce(reader, file);
  if (table === undefined) return undefined;
  const path = sources.resolve(file.path, "datapackage.json");
  const described = await sources.find(path);
  if (typeof described === "string") return table;
  try {
    const dataPackage = new TextDecoder().decode(described);
    const name = file.path.split(/[\\/]/).at(-1)!;
    const fields = describeFields(dataPackage, name);
    const known = sources.tables.some((table) => table.name === name);
    if (!known) sources.tables.push(describeTable(dataPackage, name));
    return applyFields(table, fields, reader.issues);
  } catch (error) {
    reader.issues.push({
      file: path,
      path: "",
      got: String(error),
      expected: "JSON, a Frictionless data package",
    });
    return table;
  }
}

async function applyJoin(reader: Reader, sources: Sources, table: Table, at: Located): Promise<Table> {
  const fields = reader.fields(at, { required: ["table", "on"], optional: ["columns"] });
  const other = fields?.table === undefined ? undefined : await readTable(reader, sources, fields.table);
  if (other === undefined || fields?.on === undefined) return table;
  const keys: JoinKeys = reader.entries(fields.on).flatMap(([ours, theirs]) => {
    const name = reader.text(theirs);
    const known = name !== undefined && hasColumn(reader, other, name, theirs);
    return hasColumn(reader, table, ours, theirs) && known ? [[ours, name] as const] : [];
  });
  if (keys.length === 0 || keys.length < reader.entries(fields.on).length) return table;
  const named = fields.columns === undefined ? undefined : reader.items(fields.columns);
  const names =
    named?.flatMap((item) => {
      const name = reader.text(item);
      return name !== undefined && hasColumn(reader, other, name, item) ? [name] : [];
    }) ?? [...other.columns.keys()].filter((name) => !keys.some(([, theirs]) => theirs === name));
  return joinTable(table, other, keys, names, reader.issues);
}

/** Cells of a column that were empty, by row. */
interface Imputed {
  readonly name: string;
  readonly rows: ReadonlySet<number>;
}

/** How many cells were imputed in the rows that are kept; columns with as many together. */
function describeImputed(
  imputed: readonly Imputed[],
  kept: readonly number[] | undefined,
): readonly string[] {
  const namesBy = new Map<number, string[]>();
  for (const { name, rows } of imputed) {
    const count = kept === undefined ? rows.size : kept.filter((row) => rows.has(row)).length;
    if (count > 0) namesBy.set(count, [...(namesBy.get(count) ?? []), name]);
  }
  return Array.from(namesBy, ([count, names]) => `${count} empty cells of ${names.join(", ")} imputed`);
}

/** Fills empty cells of a column by an expression over columns, or, of text, by a text. */
function impute(reader: Reader, table: Table, name: string, at: Located, imputed: Imputed[]): Table {
  const column = table.columns.get(name);
  const filled =
    column?.type === "text" ? imputeText(reader, column, at) : imputeNumbers(reader, table, name, at);
  if (filled === undefined || column === undefined) return table;
  const rows = filled.texts.flatMap((text, row) => (text === column.texts[row] ? [] : [row]));
  imputed.push({ name, rows: new Set(rows) });
  return { ...table, columns: new Map(table.columns).set(name, filled) };
}

function imputeText(reader: Reader, column: TableColumn, at: Located): TableColumn | undefined {
  const fill = reader.text(at);
  return fill === undefined ? undefined : { ...column, texts: column.texts.map((text) => text || fill) };
}

function imputeNumbers(reader: Reader, table: Table, name: string, at: Located): TableColumn | undefined {
  const expr = readColumnExpression(reader, at, table);
  if (!hasColumn(reader, table, name, at) || expr === undefined) return undefined;
  const column = table.columns.get(name)!;
  const numbers = column.numbers.map((value, row) =>
    column.texts[row] === "" ? valueAt(expr, table, row) : value,
  );
  const texts = column.texts.map((text, row) =>
    text === "" && !Number.isNaN(numbers[row]) ? `${numbers[row]}` : text,
  );
  return { ...column, texts, numbers };
}

/** A column of numbers computed from others, or changed in every row; empty where the expression is not defined. */
function derive(reader: Reader, table: Table, name: string, at: Located, notes: string[]): Table {
  const expr = readColumnExpression(reader, at, table);
  if (!acceptName(reader, at, name) || expr === undefined) return table;
  const before = table.columns.get(name);
  if (before?.type === "text")
    return reader.report(at, "a column of numbers, or a new name", undefined, `"${name}", text`) ?? table;
  const numbers = Float64Array.from({ length: table.rows }, (_, row) => valueAt(expr, table, row));
  const texts = Array.from(numbers, (value) => (Number.isNaN(value) ? "" : `${value}`));
  if (before !== undefined) notes.push(`the column ${name} is changed by \`derive\``);
  const derived: TableColumn = { name, type: "number", ...unitOf(before), texts, numbers };
  return { ...table, columns: new Map(table.columns).set(name, derived) };
}

function unitOf(column: TableColumn | undefined): Pick<TableColumn, "unit"> {
  return column?.unit === undefined ? {} : { unit: column.unit };
}

/** Whether a table has a column; if not, that is reported. */
export function hasColumn(reader: Reader, table: Table, name: string, at: Located): boolean {
  if (table.columns.has(name)) return true;
  const suggestion = nearest(name, table.columns.keys());
  const hint = suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`;
  reader.report(at, `a column of ${table.file}`, hint, `"${name}"`);
  return false;
}
