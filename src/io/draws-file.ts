import { closeSync, linkSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fileWriter } from "hyparquet-writer";
import { openParquet, schemaElement } from "../exports/parquet.ts";
import type { Draws } from "../run/draws.ts";
import { makeFolder } from "./make-folder.ts";

/** Writes draws block by block, so that memory holds one system at a time. */
type WriteDraws = (path: string, draws: Draws, metadata: Readonly<Record<string, string>>) => void;

export const drawsFormats = ["parquet", "csv"] as const;
export type DrawsFormat = (typeof drawsFormats)[number];

const writers: Readonly<Record<DrawsFormat, WriteDraws>> = { parquet: writeParquet, csv: writeCsv };

/** Writes all draws into a file, whole or not at all; without `force` a file that exists is never replaced. */
export function writeDraws(
  path: string,
  format: DrawsFormat,
  draws: Draws,
  { force, metadata }: { readonly force: boolean; readonly metadata: Readonly<Record<string, string>> },
): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.part`;
  try {
    writers[format](temporary, draws, metadata);
    if (force) renameSync(temporary, path);
    else linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Columns `row` (INT32, counted from 0 over all replicates), `system` (text from a dictionary; only with a table), and
 * each output (DOUBLE; NaN where the draw failed), whose unit is in the metadata as `unit:OUTPUT`.
 */
function writeParquet(path: string, draws: Draws, metadata: Readonly<Record<string, string>>): void {
  const writer = fileWriter(path);
  const units = Object.fromEntries(draws.outputs.map(({ id, unit }) => [`unit:${id}`, unit]));
  const columns = [
    schemaElement("row", "integer", true),
    ...(draws.hasTable ? [schemaElement("system", "string", true)] : []),
    ...draws.outputs.map(({ id }) => schemaElement(id, "number", true)),
  ];
  const parquet = openParquet(writer, columns, { ...metadata, ...units });
  for (const { system, firstRow, values } of draws.blocks()) {
    const count = values[0]!.length;
    const row = Int32Array.from({ length: count }, (_, index) => firstRow + index);
    const columnData = [
      { name: "row", data: row },
      ...(draws.hasTable ? [{ name: "system", data: Array<string>(count).fill(system) }] : []),
      ...values.map((data, index) => ({ name: draws.outputs[index]!.id, data })),
    ];
    void parquet.write({ columnData, rowGroupSize: count });
  }
  void parquet.finish();
}

/** The same columns as CSV; a failed draw is `NaN`. */
function writeCsv(path: string, draws: Draws): void {
  const file = openSync(path, "wx");
  try {
    const quoted = (text: string): string =>
      /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const head = ["row", ...(draws.hasTable ? ["system"] : []), ...draws.outputs.map(({ id }) => id)];
    writeSync(file, `${head.join(",")}\n`);
    for (const { system, firstRow, values } of draws.blocks()) {
      const name = draws.hasTable ? `${quoted(system)},` : "";
      const lines = Array.from(
        values[0]!,
        (_, index) => `${firstRow + index},${name}${values.map((column) => column[index]).join(",")}\n`,
      );
      writeSync(file, lines.join(""));
    }
  } finally {
    closeSync(file);
  }
}
