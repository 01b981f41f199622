import { digestOf } from "../result/digest.ts";
import type { Executor, Session } from "./executor.ts";
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

/**
 * An executor that keeps every finished piece, and takes from the store those that it holds. `run` identifies what is
 * computed (scenario, inputs, version); jobs and their stages are numbered as they come, which is the same in each run.
 */
export function withCheckpoint(executor: Executor, pieces: PieceStore, run: string): Executor {
  let jobs = 0;
  return {
    open(job, size) {
      const session = executor.open(job, size);
      return keepPieces(session, job, pieces, `${jobs++}`, digestOf({ run, kind: job.kind, size }));
    },
  };
}

function keepPieces(session: Session, job: Job, kept: PieceStore, name: string, identity: string): Session {
  const { store } = session;
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
