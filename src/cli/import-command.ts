import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { type Issue, IssueError } from "../core/issue.ts";
import { nearest } from "../core/suggest.ts";
import { describeTable } from "../importers/data-package.ts";
import type { Imported, Importer } from "../importers/importer.ts";
import { importers } from "../importers/index.ts";
import { nodeFiles, ownFile } from "../io/node-files.ts";
import { findExisting, writeFiles } from "../io/write.ts";
import { renderImportReport, tableCsv } from "../report/import-report.ts";
import { UsageError } from "./failure.ts";
import { withoutInterrupt } from "./interrupt.ts";
import type { ImportOptions } from "./options.ts";
import { bold, writeOut } from "./output.ts";

/** Turns a file of another tool into one of ours, and tells what was made of it. */
export async function importCommand(kind: string, path: string, options: ImportOptions): Promise<void> {
  const importer = importerNamed(kind);
  const text = new TextDecoder().decode(await readInput(path));
  const issues: Issue[] = [];
  const imported = importer.read({ file: path, text, data: await ownData(importer), issues });
  if (imported === undefined || issues.length > 0) throw new IssueError(issues);
  if (options.out !== undefined) await write(imported, options.out, options.force === true);
  if (options.json) writeOut(`${JSON.stringify(imported.report)}\n`);
  else if (!options.quiet) writeOut(renderImportReport(imported.report, bold));
}

function importerNamed(kind: string): Importer {
  const importer = importers.find(({ name }) => name === kind);
  if (importer !== undefined) return importer;
  const names = importers.map(({ name }) => name);
  const suggestion = nearest(kind, names);
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  throw new UsageError(`import: got "${kind}", expected one of ${names.join(", ")}.${hint}`);
}

async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await nodeFiles.read(path);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new IssueError([
      { file: path, path: "", got, expected: "a file that can be read", hint: "Check the path." },
    ]);
  }
}

async function ownData({ needs }: Importer): Promise<ReadonlyMap<string, string>> {
  const read = async (name: string) => [name, await readFile(ownFile(`data/${name}`), "utf8")] as const;
  return new Map(await Promise.all(needs.map(read)));
}

/** The table (or text), the report beside it, and the description of the table in `datapackage.json`. */
async function write(imported: Imported, out: string, force: boolean): Promise<void> {
  const folder = dirname(out);
  const name = basename(out);
  const report = `${basename(out, extname(out))}.report.json`;
  const files = new Map([[report, `${JSON.stringify(imported.report, null, 2)}\n`]]);
  files.set(name, "text" in imported ? imported.text : tableCsv(imported.table, imported.rows));
  if (!force) await refuse(folder, [...files.keys()]);
  const described = "table" in imported ? await describeBeside(folder, name, imported) : new Map();
  await withoutInterrupt(async () => {
    await writeFiles(folder, files, { force });
    // Tables that stand there already stay described: this file is added to, not replaced.
    await writeFiles(folder, described, { force: true });
  });
}

async function refuse(folder: string, names: readonly string[]): Promise<void> {
  const existing = await findExisting(folder, names);
  if (existing.length === 0) return;
  throw new UsageError(
    `--out: got ${existing.join(", ")}, expected no such file. Name another, or add --force to replace it.`,
  );
}

async function describeBeside(
  folder: string,
  name: string,
  { table }: Extract<Imported, { table: unknown }>,
): Promise<ReadonlyMap<string, string>> {
  const path = join(folder, "datapackage.json");
  const before = await readFile(path, "utf8").catch(() => undefined);
  try {
    return new Map([["datapackage.json", describeTable(before, table, name)]]);
  } catch (error) {
    throw new UsageError(
      `${path}: got ${error instanceof Error ? error.message : error}, expected a Frictionless data package to add ${name} to. Name another folder.`,
    );
  }
}
