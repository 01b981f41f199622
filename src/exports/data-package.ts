import type { Result } from "../result/result.ts";
import type { ExportFormat } from "./formats.ts";
import type { ExportTable } from "./tables.ts";

/** A file that is there, as a Frictionless data package describes it. */
export interface ExportedFile {
  readonly path: string;
  readonly format: Pick<ExportFormat, "name" | "mediatype">;
  readonly table: ExportTable;
}

/** `datapackage.json` of an exported result (Frictionless Data Package 1): its tables, and what they were made from. */
export function resultPackage(result: Result, files: readonly ExportedFile[]): string {
  const { name, manifest, data = [] } = result;
  const sources = data.flatMap((table) => table.sources);
  const unique = sources.filter(
    (source, index) => sources.findIndex(({ title }) => title === source.title) === index,
  );
  const described = {
    $schema: "https://specs.frictionlessdata.io/schemas/data-package.json",
    profile: "data-package",
    name: slug(name),
    title: name,
    id: manifest.resultDigest,
    version: manifest.version,
    ...(unique.length === 0 ? {} : { sources: unique }),
    resources: files.map(({ path, format, table }) => ({
      // Names of resources are unique: a table in two formats is two of them.
      name: slug(files.some((other) => other.table === table && other.path !== path) ? path : table.name),
      path,
      title: table.title,
      format: format.name,
      mediatype: format.mediatype,
      // Said although it is the default: readers guess otherwise.
      ...(format.name === "csv"
        ? { profile: "tabular-data-resource", encoding: "utf-8", dialect: { delimiter: ",", quoteChar: '"' } }
        : {}),
      schema: {
        fields: table.columns.map(({ name: column, type, description }) => ({
          name: column,
          type,
          description,
        })),
        missingValues: [""],
      },
    })),
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

/** A name of lower-case letters, digits and hyphens, as data packages have them. */
function slug(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain || "result";
}
