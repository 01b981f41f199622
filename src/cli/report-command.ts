import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findExisting } from "../io/write.ts";
import { readResult } from "../report/read-result.ts";
import { reportNames } from "../report/report-names.ts";
import type { Result } from "../result/result.ts";
import { UsageError } from "./failure.ts";
import { writeOut } from "./output.ts";
import { writeReport } from "./report-files.ts";

export interface ReportOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** Makes the report of a result again, beside it or in another folder. */
export async function reportCommand(paths: readonly string[], options: ReportOptions): Promise<void> {
  const results = await Promise.all(paths.map(load));
  const problems = results.flatMap((loaded) => (typeof loaded === "string" ? [loaded] : []));
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const loaded = results.filter((item) => typeof item !== "string");
  const { force = false } = options;
  for (const { file, result } of loaded) {
    const folder = options.out ?? dirname(file);
    const existing = force ? [] : await findExisting(folder, reportNames);
    if (existing.length > 0) {
      throw new UsageError(
        `${options.out === undefined ? file : "--out"}: got ${existing.join(", ")}, expected a folder without a report. Name another with --out, or add --force to replace it.`,
      );
    }
    await writeReport(folder, result, { force });
    if (!options.quiet) writeOut(`${join(folder, "report.html")}\n`);
  }
}

interface Loaded {
  readonly file: string;
  readonly result: Result;
}

/** A result by its file or by the folder that holds it; what is wrong with it, otherwise. */
async function load(path: string): Promise<Loaded | string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, "result.json") : path;
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return `${file}: got no file that can be read, expected a result of rebound run`;
  const result = readResult(text);
  return typeof result === "string" ? `${file}: ${result}` : { file, result };
}
