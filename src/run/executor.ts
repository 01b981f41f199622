import type { Job, JobKind } from "./job-kind.ts";

/** Told now and then how much of a run is done, from 0 to 1. */
export type Progress = (done: number) => void;

/** A job that has been handed to an executor, with memory that all its pieces share. */
export interface Session {
  readonly store: Float64Array;
  /** Runs pieces in any order, on any thread; their results come in the order of the pieces. */
  run(pieces: readonly unknown[], progress: Progress): Promise<readonly unknown[]>;
}

/** Computes jobs: in this thread (`inline`), or on a pool of others. The values are the same. */
export interface Executor {
  /** How many pieces are at work at once. */
  readonly threads: number;
  /** `size`: values in the store. */
  open(job: Job, size: number): Session;
}

/** Runs pieces of a job of this kind. */
export async function runPieces<J extends Job, P, R>(
  session: Session,
  _kind: JobKind<J, P, R>,
  pieces: readonly P[],
  progress: Progress,
): Promise<readonly R[]> {
  return (await session.run(pieces, progress)) as readonly R[];
}

/** From `from` to before `to`. */
export type Range = readonly [from: number, to: number];

/** Pieces per thread: enough for an even load, few enough that sending them costs nothing. */
const piecesPerThread = 8;

/** Ranges that cover 0..count−1, each a multiple of `least` long but the last, for the threads of an executor. */
export function split(count: number, { threads }: Executor, least = 1): readonly Range[] {
  const length = Math.ceil(count / (threads * piecesPerThread) / least) * least;
  const ranges: Range[] = [];
  for (let from = 0; from < count; from += length) ranges.push([from, Math.min(from + length, count)]);
  return ranges;
}
