import { findExisting, whyUnwritable, writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { reportNames } from "../report/report-names.ts";
import { renderResult } from "../report/terminal.ts";
import type { TextStyle } from "../report/text-style.ts";
import type { Result } from "../result/result.ts";
import { reportClaims, UsageError } from "./failure.ts";
import { withoutInterrupt } from "./interrupt.ts";
import type { RunOptions } from "./options.ts";
import { textStyle, writeOut } from "./output.ts";

/** Refuses, before anything is computed, to write `names` or a report where such files stand. */
export async function refuseTaken(
  names: readonly string[],
  { out, force = false, report = true }: Pick<RunOptions, "out" | "force" | "report">,
): Promise<void> {
  if (out === undefined || force) return;
  const existing = await findExisting(out, report ? [...names, ...reportNames] : names);
  if (existing.length === 0) return;
  throw new UsageError(
    `--out: got ${existing.join(", ")}, expected a folder without these files. Name another, or add --force to replace them.`,
  );
}

/** Refuses, before anything is computed, a folder that what is computed could not be written to. */
export async function refuseUnwritable(out: string): Promise<void> {
  const reason = await whyUnwritable(out);
  if (reason === undefined) return;
  throw new UsageError(
    `--out: got ${out}, expected a folder that can be written to (${reason}). Name another.`,
  );
}

/** Writes the files of a result, all or none. */
export async function writeResult(result: Result, out: string, force: boolean): Promise<void> {
  await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
}

/** Prints a result as the options say; where it has a folder, its report is written there as well. */
export async function publishResult(
  result: Result,
  { json = false, quiet = false, out, force = false, report = true }: Omit<RunOptions, "set">,
  render: (result: Result, style: TextStyle) => string = renderResult,
): Promise<void> {
  if (json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
  if (json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!quiet) writeOut(render(result, textStyle));
  reportClaims(result.claims ?? []);
  if (out === undefined || !report) return;
  const { writeReport } = await import("./report-files.ts");
  await writeReport(out, result, { force });
}
