import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderResult } from "../report/terminal.ts";
import type { Result } from "../result/result.ts";
import { reportClaims } from "./failure.ts";
import { withoutInterrupt } from "./interrupt.ts";
import type { RunOptions } from "./options.ts";
import { textStyle, writeOut } from "./output.ts";

/** Writes the files of a result, all or none. */
export async function writeResult(result: Result, out: string, force: boolean): Promise<void> {
  await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
}

/** Prints a result as the options say; where it has a folder, its report is written there as well. */
export async function publishResult(
  result: Result,
  { json = false, quiet = false, out, force = false, report = true }: Omit<RunOptions, "set">,
): Promise<void> {
  if (json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
  if (json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!quiet) writeOut(renderResult(result, textStyle));
  reportClaims(result.claims ?? []);
  if (out === undefined || !report) return;
  const { writeReport } = await import("./report-files.ts");
  await writeReport(out, result, { force });
}
