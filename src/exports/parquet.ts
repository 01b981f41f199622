import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ExportTable, Metadata } from "./tables.ts";

type WriterOptions = ConstructorParameters<typeof ParquetWriter>[0];
type SchemaElement = WriterOptions["schema"][number];

const createdBy = "rebound-uq";
const physical = {
  number: { type: "DOUBLE" },
  integer: { type: "INT32" },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
} as const;

/** A column of a Parquet file; what is not required may be null. */
export function schemaElement(name: string, type: keyof typeof physical, required: boolean): SchemaElement {
  return { name, ...physical[type], repetition_type: required ? "REQUIRED" : "OPTIONAL" };
}

/** A Parquet file of a table: numbers as DOUBLE, counts as INT32, absent values null, descriptions in the metadata. */
export function tableParquet({ title, columns }: ExportTable, metadata: Metadata): Uint8Array {
  const writer = new ByteWriter();
  const parquet = openParquet(
    writer,
    columns.map(({ name, type }) => schemaElement(name, type, false)),
    {
      title,
      ...metadata,
      ...Object.fromEntries(columns.map(({ name, description }) => [`description:${name}`, description])),
    },
  );
  const columnData = columns.map(({ name, values }) => ({ name, data: [...values] }));
  void parquet.write({ columnData, rowGroupSize: Math.max(1, columns[0]?.values.length ?? 1) });
  void parquet.finish();
  return writer.getBytes();
}

/** Begins a Parquet file of these columns. */
export function openParquet(
  writer: WriterOptions["writer"],
  columns: readonly SchemaElement[],
  metadata: Metadata,
): ParquetWriter {
  return new ParquetWriter({
    writer,
    schema: [{ name: "root", num_children: columns.length }, ...columns],
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy,
  });
}
