import { findExisting } from "../io/write.ts";
import { resultFileNames } from "../report/files.ts";
import { reportNames } from "../report/report-names.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";

/** Refuses, before anything is computed, to write where files of a result stand. */
export async function refuseExisting(folder: string, scenario: Scenario, report: boolean): Promise<void> {
  const names = resultFileNames({
    systems: scenario.systems !== undefined,
    claims: scenario.claims.length > 0,
    analyses: Object.keys(scenario.analyses),
  });
  const existing = await findExisting(folder, report ? [...names, ...reportNames] : names);
  if (existing.length === 0) return;
  throw new UsageError(
    `--out: got ${existing.join(", ")}, expected a folder without these files. Name another, or add --force to replace them.`,
  );
}
