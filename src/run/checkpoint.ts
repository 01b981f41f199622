import { digestOf } from "../result/digest.ts";
import { type Executor, type Session, usualPieces, within } from "./executor.ts";
import type { Job } from "./job-kind.ts";
import { kindNamed } from "./kinds.ts";

/** What a piece gave: its result, and the values that it wrote to the store, one range after another. */
export interface SavedPiece {
  readonly result: unknown;
  readonly values: Float64Array;
}

/** Where finished pieces are kept. `identity` tells what a piece is a piece of: another one's must not be read. */
export interface PieceStore {
  /** The piece kept under a name, or undefined where there is none that can be used. */
  read(name: string, identity: string): SavedPiece | undefined;
  /** Keeps a piece; `values` is asked for when it is written. */
  write(name: string, identity: string, result: unknown, values: () => Float64Array): void;
}

/** Some of the pieces of a stage: those at index, index + of, index + 2 of … */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Thrown once a shard of a stage has been computed: what follows needs all of it. */
export class ShardDone extends Error {}

/** Computes a part of a run as far as a shard goes. */
export async function untilShardDone(compute: () => Promise<unknown>): Promise<void> {
  try {
    await compute();
  } catch (error) {
    if (!(error instanceof ShardDone)) throw error;
  }
}

/** Pieces of a stage that is computed in so many shards: the usual number, or as many as make shards alike. */
export function piecesFor(shards: number): number {
  return Math.ceil(usualPieces / shards) * shards;
}

export interface CheckpointOptions {
  readonly pieces: PieceStore;
  /** Identifies what is computed: scenario, inputs, version. */
  readonly run: string;
  readonly part?: string;
  /** Compute these pieces and no others. */
  readonly shard?: Shard;
  /** How many shards make up the run. */
  readonly shards?: number;
}

/**
 * An executor that keeps every finished piece, and takes from the store those that it holds. Jobs are numbered within
 * each part of a run as they come, and so are their stages, which is the same in each run. Of a `shard` it computes what
 * is not there yet, and ends the first stage with ShardDone.
 */
export function withCheckpoint(executor: Executor, options: CheckpointOptions): Executor {
  const { pieces: kept, run, part = "run", shard, shards = shard?.of } = options;
  let jobs = 0;
  return {
    ...(shards === undefined ? {} : { mostPieces: piecesFor(shards) }),
    within: (name) => withCheckpoint(within(executor, name), { ...options, part: name }),
    open(job, size) {
      const name = `${part}-${jobs++}`;
      const identity = digestOf({ run, name, kind: job.kind, size });
      return keepPieces(executor.open(job, size), { job, kept, name, identity, shard });
    },
  };
}

interface Keeping {
  readonly job: Job;
  readonly kept: PieceStore;
  readonly name: string;
  readonly identity: string;
  readonly shard: Shard | undefined;
}

function keepPieces(session: Session, { job, kept, name, identity, shard }: Keeping): Session {
  const { store } = session;
  const isOwn = (index: number): boolean => shard === undefined || index % shard.of === shard.index;
  const rangesOf = (piece: unknown) => kindNamed(job.kind).writes(job as never, piece as never);
  let stages = 0;
  return {
    store,
    async run(pieces, finished) {
      const stage = stages++;
      const nameOf = (index: number): string => `${name}-${stage}-${index}`;
      const identityOf = (piece: unknown): string => digestOf({ of: identity, piece });
      const results: unknown[] = [];
      const missing: number[] = [];
      pieces.forEach((piece, index) => {
        if (!isOwn(index)) return;
        const saved = kept.read(nameOf(index), identityOf(piece));
        if (saved === undefined) missing.push(index);
        else {
          results[index] = saved.result;
          restore(store, rangesOf(piece), saved.values);
          finished(index, saved.result);
        }
      });
      await session.run(
        missing.map((index) => pieces[index]),
        (position, result) => {
          const index = missing[position]!;
          const piece = pieces[index];
          results[index] = result;
          kept.write(nameOf(index), identityOf(piece), result, () => gather(store, rangesOf(piece)));
          finished(index, result);
        },
      );
      if (shard !== undefined) throw new ShardDone();
      return results;
    },
  };
}

type Ranges = readonly (readonly [from: number, to: number])[];

function gather(store: Float64Array, ranges: Ranges): Float64Array {
  const values = new Float64Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
  let at = 0;
  for (const [from, to] of ranges) {
    values.set(store.subarray(from, to), at);
    at += to - from;
  }
  return values;
}

function restore(store: Float64Array, ranges: Ranges, values: Float64Array): void {
  let at = 0;
  for (const [from, to] of ranges) {
    store.set(values.subarray(at, at + to - from), from);
    at += to - from;
  }
}
