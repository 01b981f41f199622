import type { OverriddenPoints, VariantValues } from "../../evaluate/points/points.ts";
import type { Executor, Progress } from "../executor.ts";
import { type PointsJob, runPoints } from "../points-job.ts";

/** What evaluates the left side of a target, and left less right, at points. */
export interface Sides {
  readonly job: Omit<PointsJob, "kind" | "points">;
  /** Null where the nominal point is all there is. */
  readonly plan: OverriddenPoints["plan"];
  /** The draws, then the nominal point. */
  readonly rows: number;
  readonly executor: Executor;
  readonly progress: Progress;
}

/** Factors by their numbers in the model, and the values that they take. */
export interface GridAxis {
  readonly factors: readonly number[];
  readonly values: readonly number[];
}

/** The two sides at each point of a grid, row by row. */
export interface GridColumns {
  readonly left: readonly Float64Array[];
  readonly margins: readonly Float64Array[];
}

/** Both sides where every axis takes its k-th value, for each k. */
export async function evaluateGrid(
  { job, plan, rows, executor, progress }: Sides,
  axes: readonly GridAxis[],
): Promise<GridColumns> {
  const variants = axes[0]!.values.length;
  const byVariant = axes.flatMap(({ factors, values }) =>
    factors.map((factor): VariantValues => ({ factor, component: null, values: Float64Array.from(values) })),
  );
  const points = { kind: "overridden", plan, rows, variants, byVariant, byRow: [] } as const;
  const columns = await runPoints({ ...job, kind: "points", points }, executor, progress);
  const [left, margins] = columns.map((column) =>
    Array.from({ length: variants }, (_, k) => column.subarray(k * rows, (k + 1) * rows)),
  );
  return { left: left!, margins: margins! };
}
