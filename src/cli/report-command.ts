import { dirname, join } from "node:path";
import { findExisting, writeFiles } from "../io/write.ts";
import { indexFiles } from "../node/report-files.ts";
import { reportNames } from "../report/report-names.ts";
import { uniqueSlugs } from "../report/slug.ts";
import type { Result } from "../result/result.ts";
import { UsageError } from "./failure.ts";
import { writeOut } from "./output.ts";
import { type LoadedResult, tryLoadResult } from "./read-result.ts";
import { writeReport } from "./report-files.ts";

export interface ReportOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** Makes the reports of results again: beside each, or in a folder, which has an index where they are several. */
export async function reportCommand(paths: readonly string[], options: ReportOptions): Promise<void> {
  const results = await Promise.all(paths.map(tryLoadResult));
  const problems = results.flatMap((loaded) => (typeof loaded === "string" ? [loaded] : []));
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const { out, force = false, quiet = false } = options;
  const loaded = results.filter((item) => typeof item !== "string");
  const placed = placeReports(loaded, out);
  const index = out !== undefined && placed.length > 1 ? join(out, "index.html") : undefined;
  if (!force) await refuseTaken(placed, index);
  for (const { folder, result } of placed) {
    await writeReport(folder, result, { force });
    if (!quiet) writeOut(`${join(folder, "report.html")}\n`);
  }
  if (out === undefined || index === undefined) return;
  const entries = placed.map(({ result, slug }) => ({ result, href: `${slug}/report.html` }));
  const members = entries.map(({ result }) => ({ result, at: {}, changes: [] }));
  await writeFiles(out, await indexFiles({ title: "Results", entries, members }), { force });
  if (!quiet) writeOut(`${index}\n`);
}

interface Placed {
  readonly result: Result;
  readonly slug: string;
  readonly folder: string;
}

/** The folder of each report; several in one folder have one each, by the names of their scenarios. */
function placeReports(loaded: readonly LoadedResult[], out: string | undefined): readonly Placed[] {
  const slugs = uniqueSlugs(loaded.map(({ result }) => result.name));
  return loaded.map(({ file, result }, index) => {
    const slug = slugs[index]!;
    return {
      result,
      slug,
      folder: out === undefined ? dirname(file) : loaded.length > 1 ? join(out, slug) : out,
    };
  });
}

async function refuseTaken(placed: readonly Placed[], index: string | undefined): Promise<void> {
  const names = placed.flatMap(({ folder }) => reportNames.map((name) => join(folder, name)));
  const existing = await findExisting("", index === undefined ? names : [...names, index]);
  if (existing.length === 0) return;
  throw new UsageError(
    `report: got ${existing.join(", ")}, expected a place without a report. Name another with --out, or add --force to replace it.`,
  );
}
