import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { openPieceFiles } from "../io/piece-files.ts";
import { writeAtomically } from "../io/write-atomically.ts";
import { withCheckpoint } from "../run/checkpoint.ts";
import type { Executor } from "../run/executor.ts";
import { runIdentity } from "../run/identity.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { refuseUnwritable } from "./publish.ts";
import { version } from "./version.ts";

/** What an unfinished run leaves in its output folder. */
const folderName = ".unfinished";
/** Runs shorter than so many seconds leave nothing on disk, unless they are interrupted. */
const shortRun = 3;

export interface CheckpointOptions {
  /** Go on with what is there. */
  readonly resume?: boolean;
  /** Remove what is there. */
  readonly force?: boolean;
  /** Seconds. */
  readonly checkpointAfter?: number;
}

export interface Checkpoint {
  wrap(executor: Executor): Executor;
  /** Writes what is finished; says where and how to go on, or nothing where there is nothing. */
  keep(): string | undefined;
  /** Removes what has been kept, once the result stands. */
  remove(): Promise<void>;
}

/**
 * Keeps finished pieces of a run below its output folder, and with `resume` goes on from those that are there.
 *
 * @throws UsageError where they belong to another run, or stand in the way of a new one.
 */
export async function openCheckpoint(
  out: string,
  scenario: Scenario,
  { resume = false, force = false, checkpointAfter = shortRun }: CheckpointOptions,
): Promise<Checkpoint> {
  await refuseUnwritable(out);
  const folder = join(out, folderName);
  const identity = runIdentity(scenario, version);
  const found = await readFile(join(folder, "run.txt"), "utf8").catch(() => undefined);
  if (found !== undefined && !resume && !force) {
    throw new UsageError(
      `--out: got ${folder}, an unfinished run, expected none. Add --resume to go on with it, or --force to start anew.`,
    );
  }
  const isWhole = found !== undefined && /^[0-9a-f]{64}$/.test(found);
  if (isWhole && resume && found !== identity) {
    throw new UsageError(
      `--resume: got ${folder}, a run of another scenario, other input or another version, expected the same. Run it as it was, or start anew with --force.`,
    );
  }
  if (!resume) await rm(folder, { recursive: true, force: true });
  const begin = (): void => writeAtomically(folder, "run.txt", identity);
  const tell = (problem: string): void => {
    process.stderr.write(`Not used: ${problem}.\n`);
  };
  const giveUp = (reason: string): void => {
    process.stderr.write(`The run goes on, but what it finishes from here on is not kept: ${reason}.\n`);
  };
  if (resume && found !== undefined && !isWhole) tell(`${join(folder, "run.txt")}: damaged`);
  const pieces = openPieceFiles({ folder, delay: 1000 * checkpointAfter, begin, tell, giveUp });
  return {
    wrap: (executor) => withCheckpoint(executor, { pieces, run: identity }),
    keep() {
      pieces.flush();
      return existsSync(folder) ? `What is finished stands in ${folder}: go on with --resume.` : undefined;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
