import type { Points } from "../evaluate/points/points.ts";
import { pointSource } from "../evaluate/points/source.ts";
import { collectColumns, prepareRows, rowsWritten } from "./columns-job.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Executor, Progress, Range } from "./executor.ts";
import type { JobKind } from "./job-kind.ts";

/** Every quantity at points that an analysis chose for itself. */
export interface PointsJob extends Omit<Evaluation, "plan"> {
  readonly kind: "points";
  readonly points: Points;
}

/** A piece is a range of rows. */
export const pointsKind: JobKind<PointsJob, Range, null> = {
  kind: "points",
  prepare: (job, store) =>
    prepareRows(job, pointSource(job.model, job.points), job.points.rows * job.points.variants, store),
  writes: (job, piece) => rowsWritten(job, job.points.rows * job.points.variants, piece),
};

/** All quantities, one column each: variant v of row k at v·rows + k. */
export function runPoints(
  job: PointsJob,
  executor: Executor,
  progress: Progress,
): Promise<readonly Float64Array[]> {
  return collectColumns(job, pointsKind, job.points.rows * job.points.variants, executor, progress);
}
