import {
  type Brackets,
  bracketRoots,
  crossings,
  narrowBrackets,
  nextValues,
} from "../../analyze/break-even.ts";
import type { Plan } from "../../design/index.ts";
import type { RowValues, VariantValues } from "../../evaluate/points/points.ts";
import type { Executor, Progress } from "../executor.ts";
import { type PointsJob, runPoints } from "../points-job.ts";

/** What evaluates the left side of a target, and left less right, at points of some rows. */
export interface Sides {
  readonly job: Omit<PointsJob, "points">;
  /** Draws; null for the nominal point alone, which is one row. */
  readonly plan: Plan | null;
  readonly executor: Executor;
  readonly progress: Progress;
}

/** Values of factors, by their numbers in the model, at each point of a grid. */
export interface GridAxis {
  readonly factors: readonly number[];
  readonly values: readonly number[];
}

/** The two sides at each point of a grid, row by row. */
export interface GridColumns {
  readonly left: readonly Float64Array[];
  readonly margins: readonly Float64Array[];
}

/** False positions after the grid: each gains about half a digit to a digit and a half. */
const refinements = 8;

/** Both sides where every axis takes its k-th value, for each k. */
export async function evaluateGrid(sides: Sides, axes: readonly GridAxis[]): Promise<GridColumns> {
  const variants = axes[0]!.values.length;
  const byVariant = axes.flatMap(({ factors, values }) =>
    factors.map((factor): VariantValues => ({ factor, component: null, values: Float64Array.from(values) })),
  );
  const columns = await evaluate(sides, variants, byVariant, []);
  const rows = sides.plan?.draws ?? 1;
  const [left, margins] = columns.map((column) =>
    Array.from({ length: variants }, (_, k) => column.subarray(k * rows, (k + 1) * rows)),
  );
  return { left: left!, margins: margins! };
}

function evaluate(
  { job, plan, executor, progress }: Sides,
  variants: number,
  byVariant: readonly VariantValues[],
  byRow: readonly RowValues[],
): Promise<readonly Float64Array[]> {
  const rows = plan?.draws ?? 1;
  const points = { kind: "overridden", plan, rows, variants, byVariant, byRow } as const;
  return runPoints({ ...job, points }, executor, progress);
}

/** Where the target is met along an axis, row by row; NaN where it is not. */
export async function findRoots(
  sides: Sides,
  { factors, values }: GridAxis,
  margins: readonly Float64Array[],
): Promise<{ readonly roots: Float64Array; readonly several: number }> {
  const brackets = bracketRoots(values, margins);
  const roots = await refine({ ...sides, progress: () => {} }, factors, brackets);
  return { roots, several: brackets.several };
}

async function refine(sides: Sides, factors: readonly number[], brackets: Brackets): Promise<Float64Array> {
  if (brackets.low.every(Number.isNaN)) return brackets.low;
  // Rows without a root are evaluated somewhere all the same.
  const somewhere = brackets.low.find(Number.isFinite)!;
  for (let step = 0; step < refinements; step++) {
    const at = nextValues(brackets);
    const values = at.map((value) => (Number.isNaN(value) ? somewhere : value));
    const byRow = factors.map((factor): RowValues => ({ factor, variant: 0, values }));
    const [, margin] = await evaluate(sides, 1, [], byRow);
    narrowBrackets(brackets, at, margin!);
  }
  return crossings(brackets);
}
