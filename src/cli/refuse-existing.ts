import { resultFileNames } from "../report/files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { refuseTaken } from "./publish.ts";

/** Refuses, before anything is computed, to write where files of a result stand. */
export async function refuseExisting(out: string, scenario: Scenario, report: boolean): Promise<void> {
  const names = resultFileNames({
    systems: scenario.systems !== undefined,
    claims: scenario.claims.length > 0,
    quantities: scenario.quantities.length > 0,
    breakEvens: scenario.breakEvens,
    analyses: Object.keys(scenario.analyses),
  });
  await refuseTaken(names, { out, report });
}
