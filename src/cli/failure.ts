import { IssueError } from "../core/issue.ts";
import { describeFileError } from "../io/describe-error.ts";
import type { ClaimResult } from "../result/claim-result.ts";

/** Bad usage that is no fault of a scenario file, e.g. an output folder that holds a result. */
export class UsageError extends Error {}

/** Writes what went wrong to stderr; the exit code: 2 for bad input or usage, 1 for a run that failed. */
export function reportFailure(error: unknown): 1 | 2 {
  if (error instanceof IssueError || error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const text = describeFileError(error) ?? (error instanceof Error ? error.message : String(error));
  process.stderr.write(`rebound: ${text}\n`);
  if (process.env["REBOUND_DEBUG"] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 1;
}

/** Exit code 3 where a claim that is required does not hold; an earlier, graver one stays. */
export function reportClaims(claims: readonly ClaimResult[]): void {
  const broken = claims.filter(({ met }) => met === false);
  for (const { id, statement, holds, atLeast } of broken)
    process.stderr.write(
      `claim ${id}: "${statement}" holds with probability ${holds.value ?? "undefined"}, expected at least ${atLeast}.\n`,
    );
  if (broken.length > 0) process.exitCode ??= 3;
}
