import type { TableDescription } from "./importer.ts";

interface Resource {
  readonly name: string;
  readonly path?: string;
  readonly title: string;
  readonly licenses: TableDescription["licenses"];
  readonly sources: TableDescription["sources"];
  readonly schema: {
    readonly fields: TableDescription["fields"];
    readonly primaryKey?: string | readonly string[];
  };
}

/** What the package's own data package says of one of its tables: the columns that an importer has to fill. */
export function describedTable(dataPackage: string, name: string): TableDescription {
  const { resources } = JSON.parse(dataPackage) as { readonly resources: readonly Resource[] };
  const found = resources.find((resource) => resource.name === name)!;
  const { title, licenses, sources, schema } = found;
  return { name, title, licenses, sources, ...schema };
}

/**
 * The text of `datapackage.json` with a table described in it: `before` is what stands there now, whose other tables
 * stay as they are.
 *
 * @throws SyntaxError if `before` is no JSON, TypeError if it is no data package.
 */
export function describeTable(before: string | undefined, table: TableDescription, path: string): string {
  const known: unknown = before === undefined ? { name: "imported", resources: [] } : JSON.parse(before);
  const { resources, ...rest } = (known ?? {}) as { readonly resources?: unknown };
  if (!Array.isArray(resources)) throw new TypeError("it has no list of resources");
  const { name, title, licenses, sources, fields, primaryKey } = table;
  const resource = {
    name,
    path,
    profile: "tabular-data-resource",
    title,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    licenses,
    sources,
    schema: { fields, ...(primaryKey === undefined ? {} : { primaryKey }), missingValues: [""] },
  };
  const others = (resources as readonly Partial<Resource>[]).filter((other) => other.path !== path);
  const taken = new Set(others.map((other) => other.name));
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name}-${count}`;
  return `${JSON.stringify({ ...rest, resources: [...others, { ...resource, name: unique }] }, null, 2)}\n`;
}
