import { findExisting } from "../io/write.ts";
import { resultFileNames } from "../report/files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";

/** Refuses, before anything is computed, to write where files of a result stand. */
export async function refuseExisting(folder: string, scenario: Scenario): Promise<void> {
  const existing = await findExisting(folder, resultFileNames(scenario.systems !== undefined));
  if (existing.length === 0) return;
  throw new UsageError(
    `--out: got ${existing.join(", ")}, expected a folder without these files. Name another, or add --force to replace them.`,
  );
}
