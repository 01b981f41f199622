import type { Job, JobKind } from "./job-kind.ts";

/** Told now and then how much of a run is done, from 0 to 1. */
export type Progress = (done: number) => void;

/** A job that has been handed to an executor, with memory that all its pieces share. */
export interface Session {
  readonly store: Float64Array;
  /**
   * Runs pieces in any order, on any thread; their results come in the order of the pieces. `finished` is told of each
   * as it ends.
   */
  run(pieces: readonly unknown[], finished: Finished): Promise<readonly unknown[]>;
}

/** Told of a piece, by its place in the list, and what it gave; the store holds what it wrote. */
export type Finished = (index: number, result: unknown) => void;

/** Computes jobs: in this thread (`inline`), or on a pool of others. The values are the same. */
export interface Executor {
  /** Most pieces of a stage (default: 64): a run that is shared between more machines needs more. */
  readonly mostPieces?: number;
  /** The same executor for a named part of a run, such as an analysis, whose jobs are counted on their own. */
  within?(part: string): Executor;
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
  let done = 0;
  const finished = () => progress(++done / pieces.length);
  return (await session.run(pieces, finished)) as readonly R[];
}

/** An executor for a part of a run. */
export function within(executor: Executor, part: string): Executor {
  return executor.within?.(part) ?? executor;
}

/** From `from` to before `to`. */
export type Range = readonly [from: number, to: number];

/**
 * Pieces of a stage, whatever the number of threads, so that a run can go on elsewhere: enough for an even load and to
 * lose little when one is lost, few enough that sending them costs nothing.
 */
export const usualPieces = 64;

/** Ranges that cover 0..count−1, at most `most` of them, each a multiple of `least` long but the last. */
export function split(count: number, least = 1, most = usualPieces): readonly Range[] {
  const length = Math.ceil(count / most / least) * least;
  const ranges: Range[] = [];
  for (let from = 0; from < count; from += length) ranges.push([from, Math.min(from + length, count)]);
  return ranges;
}
