import { bracketRoots, crossings, narrowBrackets, nextValues } from "../../analyze/break-even.ts";
import { overriddenSource } from "../../evaluate/points/overridden.ts";
import type { OverriddenPoints, RowValues } from "../../evaluate/points/points.ts";
import { prepareRows } from "../columns-job.ts";
import type { Evaluation } from "../evaluation.ts";
import { type Range, runPieces, split } from "../executor.ts";
import type { JobKind } from "../job-kind.ts";
import type { GridAxis, Sides } from "./grid.ts";

/**
 * Where a target is met along an axis, row by row. The quantities are its left side, and left less right; the rows are
 * the draws of the plan, then the nominal point.
 */
export interface RootsJob extends Omit<Evaluation, "plan"> {
  readonly kind: "roots";
  readonly plan: OverriddenPoints["plan"];
  readonly rows: number;
  readonly axis: GridAxis;
}

/** False positions after the grid: each gains about half a digit to a digit and a half. */
const refinements = 8;

/** Quantities of a job: the left side, and the margin. */
const sides = 2;

/**
 * A piece is a range of rows. The store holds, each `rows` long: for each side its columns at every value of the axis
 * and at every refinement; then the roots; then how often the margin changes its sign.
 */
export const rootsKind: JobKind<RootsJob, Range, null> = {
  kind: "roots",
  prepare(job, store) {
    const { rows, axis } = job;
    const { length } = axis.values;
    const variants = length + refinements;
    const tried = Array.from({ length: refinements }, () => new Float64Array(rows));
    const source = overriddenSource(job.model, pointsOf(job, tried));
    const evaluate = prepareRows(job, source, variants * rows, store);
    const evaluateAt = (variant: number, [from, to]: Range): Float64Array => {
      evaluate([variant * rows + from, variant * rows + to]);
      const margins = (variants + variant) * rows;
      return store.subarray(margins + from, margins + to);
    };
    return (piece) => {
      const margins = axis.values.map((_, variant) => evaluateAt(variant, piece));
      const brackets = bracketRoots(axis.values, margins);
      // Rows without a root are evaluated somewhere all the same.
      const somewhere = brackets.low.find(Number.isFinite);
      for (let step = 0; step < refinements && somewhere !== undefined; step++) {
        const at = nextValues(brackets);
        tried[step]!.set(
          at.map((value) => (Number.isNaN(value) ? somewhere : value)),
          piece[0],
        );
        narrowBrackets(brackets, at, evaluateAt(length + step, piece));
      }
      store.set(crossings(brackets), sides * variants * rows + piece[0]);
      store.set(brackets.changes, (sides * variants + 1) * rows + piece[0]);
      return null;
    };
  },
  writes: ({ rows, axis }, [from, to]) =>
    Array.from({ length: columnsOf(axis) }, (_, column) => [column * rows + from, column * rows + to]),
};

function columnsOf({ values }: GridAxis): number {
  return sides * (values.length + refinements) + 2;
}

/** The axis at its values, then at what is tried in each row. */
function pointsOf({ plan, rows, axis }: RootsJob, tried: readonly Float64Array[]): OverriddenPoints {
  const { factors, values } = axis;
  const constants = Float64Array.from([...values, ...tried.map(() => Number.NaN)]);
  return {
    kind: "overridden",
    plan,
    rows,
    variants: constants.length,
    byVariant: factors.map((factor) => ({ factor, component: null, values: constants })),
    byRow: tried.flatMap((column, step) =>
      factors.map((factor): RowValues => ({ factor, variant: values.length + step, values: column })),
    ),
  };
}

/** What was found, by row. */
export interface RootColumns {
  /** The left side at each value of the axis, and left less right. */
  readonly left: readonly Float64Array[];
  readonly margins: readonly Float64Array[];
  /** NaN where the target is not met. */
  readonly roots: Float64Array;
  /** Draws in which the margin changes its sign more than once. */
  readonly several: number;
}

/** Least rows of a piece: what is prepared for a piece is worth it then. */
const leastRows = 64;

export async function findRoots(
  { job, plan, rows, executor, progress }: Sides,
  axis: GridAxis,
): Promise<RootColumns> {
  const columns = columnsOf(axis);
  const roots: RootsJob = { ...job, kind: "roots", plan, rows, axis };
  const session = executor.open(roots, columns * rows);
  await runPieces(session, rootsKind, split(rows, leastRows), progress);
  const column = (index: number) => session.store.subarray(index * rows, (index + 1) * rows);
  const changes = column(columns - 1).subarray(0, plan?.draws ?? 1);
  return {
    left: axis.values.map((_, k) => column(k)),
    margins: axis.values.map((_, k) => column(axis.values.length + refinements + k)),
    roots: column(columns - 2),
    several: changes.filter((count) => count > 1).length,
  };
}
