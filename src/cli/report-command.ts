import { dirname, join } from "node:path";
import { findExisting } from "../io/write.ts";
import { reportNames } from "../report/report-names.ts";
import { UsageError } from "./failure.ts";
import { writeOut } from "./output.ts";
import { tryLoadResult } from "./read-result.ts";
import { writeReport } from "./report-files.ts";

export interface ReportOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** Makes the report of a result again, beside it or in another folder. */
export async function reportCommand(paths: readonly string[], options: ReportOptions): Promise<void> {
  const results = await Promise.all(paths.map(tryLoadResult));
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
