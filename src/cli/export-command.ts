import { join } from "node:path";
import { citeResult } from "../exports/citation.ts";
import { type ExportedFile, resultPackage } from "../exports/data-package.ts";
import { type ExportFormat, exportFormats } from "../exports/formats.ts";
import { tablesOf } from "../exports/tables.ts";
import { findExisting, writeFiles } from "../io/write.ts";
import type { Result } from "../result/result.ts";
import { readBibliographyText } from "./cite-command.ts";
import { UsageError } from "./failure.ts";
import { withoutInterrupt } from "./interrupt.ts";
import type { ExportOptions } from "./options.ts";
import { writeOut } from "./output.ts";
import { loadResult } from "./read-result.ts";

/** Writes the tables of a result with `datapackage.json` and `CITATION.cff`. */
export async function exportCommand(path: string, options: ExportOptions): Promise<void> {
  const { result } = await loadResult(path);
  const { out, force = false } = options;
  const formats = [...new Set(options.format)].map(formatNamed);
  const files = await makeFiles(result, formats);
  const existing = force ? [] : await findExisting(out, files.keys());
  if (existing.length > 0) {
    throw new UsageError(
      `--out: got ${existing.join(", ")}, expected a folder without these files. Name another, or add --force to replace them.`,
    );
  }
  await withoutInterrupt(() => writeFiles(out, files, { force }));
  if (!options.quiet) writeOut([...files.keys()].map((name) => `${join(out, name)}\n`).join(""));
}

function formatNamed(name: string): ExportFormat {
  const format = exportFormats.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  const names = exportFormats.map((candidate) => candidate.name);
  throw new UsageError(`--format: got "${name}", expected one of ${names.join(", ")}.`);
}

async function makeFiles(
  result: Result,
  formats: readonly ExportFormat[],
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const described: ExportedFile[] = [];
  const outputs = [...(result.systems?.[0]?.outputs ?? result.outputs), ...result.aggregates];
  const metadata = {
    result: result.manifest.resultDigest,
    version: result.manifest.version,
    ...Object.fromEntries(outputs.map(({ id, unit }) => [`unit:${id}`, unit])),
  };
  for (const table of tablesOf(result)) {
    for (const format of formats) {
      const path = `${table.name}.${format.name}`;
      files.set(path, format.write(table, metadata));
      described.push({ path, format, table });
    }
  }
  files.set("datapackage.json", resultPackage(result, described));
  files.set("CITATION.cff", citeResult(result, await readBibliographyText(), "cff"));
  return files;
}
