import { writeFiles } from "../io/write.ts";
import { reportFiles } from "../node/report-files.ts";
import type { Result } from "../result/result.ts";
import { withoutInterrupt } from "./interrupt.ts";

/** Writes the report of a result into a folder, and what it lacks to stderr. */
export async function writeReport(
  folder: string,
  result: Result,
  { force }: { force: boolean },
): Promise<void> {
  const { files, notes } = await reportFiles(result);
  await withoutInterrupt(() => writeFiles(folder, files, { force }));
  for (const note of notes) process.stderr.write(`Note: ${note}.\n`);
}
