import type { ColumnFiller, Design } from "./design.ts";
import { designs } from "./designs.ts";
import { type Directions, directionNumbers } from "./directions.ts";
import { formatKey, hashColumns, masterKey } from "./key.ts";
import type { ColumnName, Plan, PlanRequest } from "./plan.ts";
import { checkSampling } from "./sampling-check.ts";
import { trajectoryDesign } from "./trajectories.ts";

export type { Design, Sampling, SamplingProblem } from "./design.ts";
export { designs } from "./designs.ts";
export { type Directions, parseDirections } from "./directions.ts";
export type { ColumnName, Plan, PlanRequest } from "./plan.ts";
export { checkSampling } from "./sampling-check.ts";

/** What a manifest says of a plan. */
export interface PlanDescription {
  readonly name: string;
  readonly design: string;
  readonly draws: number;
  readonly replicates: number;
  readonly seed: number | string;
  readonly key: string;
  readonly columns: readonly (ColumnName & { readonly dimension: number | "hashed" })[];
}

/** Prepared plans, so that a filler is made once for a plan and not for each block. */
const fillers = new WeakMap<Plan, ColumnFiller>();

/** Designs that a scenario may sample by, and those that only analyses make. */
const known: readonly Design[] = [...designs, trajectoryDesign];

function findDesign(name: string): Design {
  return known.find((design) => design.name === name)!;
}

/**
 * A plan: the key and the Sobol' dimension of every column. Dimensions go to shared factors first, in the order
 * given, and keys depend on names alone, so that neither a system nor a shared factor added at the end moves a
 * draw of another shared factor. Throws where `checkSampling` finds a problem, or `directions` has too few
 * dimensions.
 */
export function makePlan(request: PlanRequest, directions: Directions): Plan {
  const { name, design, draws, replicates, seed, columns, qmcDimensions } = request;
  const [problem] = checkSampling({ design, draws, replicates });
  if (problem !== undefined) {
    throw new Error(`${problem.path}: got ${problem.got}, expected ${problem.expected}. ${problem.hint}`);
  }
  const key = masterKey(seed, name);
  const keys = hashColumns(columns, key);
  const dimensions = findDesign(design).assignDimensions(
    columns,
    Math.min(qmcDimensions, directions.dimensions),
  );
  const used = dimensions.reduce((most, dimension) => Math.max(most, dimension), 0);
  if (used > directions.dimensions) {
    throw new Error(`plan ${name}: got ${used} shared columns, expected at most ${directions.dimensions}.`);
  }
  const numbers = directionNumbers(directions, used);
  return {
    name,
    design,
    draws,
    replicates,
    seed,
    columns,
    qmcDimensions,
    key,
    keys,
    dimensions,
    directions: numbers,
  };
}

/**
 * Writes u in (0, 1) of one column for the rows `from` to `to` - 1 to `out`, from `offset` on. A value depends on
 * the plan, the column and the row alone: blocks may be cut and ordered in any way.
 */
export function fillColumn(
  plan: Plan,
  column: number,
  from: number,
  to: number,
  out: Float64Array,
  offset = 0,
): void {
  let fill = fillers.get(plan);
  if (fill === undefined) {
    fill = findDesign(plan.design).prepare(plan);
    fillers.set(plan, fill);
  }
  fill(column, from, to, out, offset);
}

/** A plan as plain data for a manifest: what is needed to draw the same numbers again. */
export function describePlan(plan: Plan): PlanDescription {
  const { name, design, draws, replicates, seed } = plan;
  const columns = plan.columns.map((column, i) => ({
    ...column,
    dimension: plan.dimensions[i] || ("hashed" as const),
  }));
  return { name, design, draws, replicates, seed, key: formatKey(plan.key), columns };
}
