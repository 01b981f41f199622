import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeBatchFile } from "../io/batch-file.ts";
import { openPieceFiles, type PieceFiles } from "../io/piece-files.ts";
import { readShards, shardName, writeShard } from "../io/shard-files.ts";
import { listItems } from "../node/list-items.ts";
import { type Shard, withCheckpoint } from "../run/checkpoint.ts";
import { runIdentity } from "../run/identity.ts";
import { shardTasks } from "../run/shard-tasks.ts";
import { type Computer, withComputer } from "./compute.ts";
import { reportFailure, UsageError } from "./failure.ts";
import { exitOnInterrupt, keepOnInterrupt } from "./interrupt.ts";
import { load, loadOptions } from "./load.ts";
import type { ShardOptions } from "./options.ts";
import { version } from "./version.ts";

/** Finished pieces are written as they come after so many milliseconds, or when the process is told to end. */
const delay = 3000;

/** A scenario of which a shard is computed, and the folder for it. */
interface Target {
  readonly file: string;
  readonly member?: string;
  readonly folder: string;
  readonly shard: Shard;
}

/** Computes one shard of a run, or of every scenario of a batch. What is there of it already is not computed again. */
export async function shardCommand(paths: readonly string[], options: ShardOptions): Promise<void> {
  exitOnInterrupt();
  const shard = { index: shardIndex(options), of: options.of };
  const targets = options.batch
    ? await batchTargets(paths, shard, options)
    : [singleTarget(paths, shard, options)];
  await withComputer(options, async (computer, progress) => {
    for (const [at, target] of targets.entries()) {
      try {
        await computeShard(target, options, computer, (done) => progress((at + done) / targets.length));
      } catch (error) {
        if (!options.batch) throw error;
        process.stderr.write(
          `${target.file}${target.member === undefined ? "" : ` [${target.member}]`} failed:\n`,
        );
        process.exitCode = Math.max(Number(process.exitCode ?? 0), reportFailure(error));
      }
    }
  });
}

/** A shard's number, as given or as a scheduler says it. */
function shardIndex({ index, of }: ShardOptions): number {
  const { SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX } = process.env;
  const text = index ?? SLURM_ARRAY_TASK_ID ?? JOB_COMPLETION_INDEX;
  const number = Number(text);
  if (/^\d+$/.test(`${text}`) && number < of) return number;
  throw new UsageError(
    `--index: got ${text ?? "nothing"}, expected a whole number from 0 to ${of - 1}. Give it, or set SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX.`,
  );
}

function singleTarget(paths: readonly string[], shard: Shard, { out, member }: ShardOptions): Target {
  const [file = ""] = paths;
  if (paths.length === 1 && !(existsSync(file) && statSync(file).isDirectory()))
    return { file, ...(member === undefined ? {} : { member }), folder: out, shard };
  throw new UsageError(
    `shard: got ${paths.join(", ")}, expected one scenario. Add --batch for all under some paths.`,
  );
}

async function batchTargets(
  paths: readonly string[],
  shard: Shard,
  options: ShardOptions,
): Promise<readonly Target[]> {
  const { items, failed } = await listItems(paths, loadOptions(options));
  for (const outcome of failed) {
    process.stderr.write(`${outcome.item.folder} failed:\n`);
    if (outcome.status === "failed") process.exitCode = reportFailure(outcome.error);
  }
  if (items.length === 0 && failed.length === 0)
    throw new UsageError(`shard: got no scenario under ${paths.join(", ")}, expected at least one.`);
  writeBatchFile(options.out, { items, of: shard.of });
  return shardTasks(items.length, shard).map(({ item, shard: own }) => {
    const { file, member, folder } = items[item]!;
    return {
      file,
      ...(member === undefined ? {} : { member }),
      folder: join(options.out, folder),
      shard: own,
    };
  });
}

async function computeShard(
  { file, member, folder, shard }: Target,
  options: ShardOptions,
  computer: Computer,
  progress: (done: number) => void,
): Promise<void> {
  const { set: sets, draws, seed, quiet = false } = options;
  const scenario = await load(file, options, member);
  const identity = runIdentity(scenario, version);
  refuseForeign(folder, identity, shard);
  const tell = (problem: string): void => {
    process.stderr.write(`Computed again: ${problem}.\n`);
  };
  const pieces = openPieceFiles({ folder, delay, tell });
  keepOnInterrupt(() => keep(pieces, folder));
  await computer.runShard(scenario, progress, shard.of, (executor) =>
    withCheckpoint(executor, { pieces, run: identity, shard }),
  );
  pieces.flush();
  writeShard(folder, {
    version,
    identity,
    ...shard,
    scenario: file,
    ...(member === undefined ? {} : { member }),
    workingFolder: process.cwd(),
    sets,
    ...(draws === undefined ? {} : { draws }),
    ...(seed === undefined ? {} : { seed }),
    pieces: pieces.names,
  });
  const { taken, names } = pieces;
  const kept = taken === 0 ? "" : `, ${taken} of which were there`;
  if (!quiet)
    process.stderr.write(
      `${scenario.name}: ${shardName(shard)}, ${names.length} ${names.length === 1 ? "piece" : "pieces"}${kept}.\n`,
    );
}

/** Refuses a folder in which shards of another run stand: their pieces have the same names. */
function refuseForeign(folder: string, identity: string, { of }: Shard): void {
  if (!existsSync(folder)) return;
  const foreign = readShards([folder]).shards.find((found) => found.identity !== identity || found.of !== of);
  if (foreign === undefined) return;
  throw new UsageError(
    `--out: got ${folder}, which holds ${shardName(foreign)} of another run (${foreign.scenario}, version ${foreign.version}), expected shards of one run. Name another folder, or remove it.`,
  );
}

function keep(pieces: PieceFiles, folder: string): string | undefined {
  pieces.flush();
  return existsSync(folder)
    ? `What is finished stands in ${folder}: the same command goes on from there.`
    : undefined;
}
