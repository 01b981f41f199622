import type { Directions } from "./directions.ts";
import { makePlan } from "./index.ts";
import { floorLog2 } from "./log2.ts";
import type { ColumnName, Plan } from "./plan.ts";

/** What a Saltelli design is made from. */
export interface SaltelliRequest {
  /** With the seed it makes the master key. */
  readonly name: string;
  readonly design: "random" | "lhs" | "sobol";
  /** The most rows of A that will be asked of a replicate; a Latin hypercube has exactly so many. */
  readonly mostRows: number;
  readonly replicates: number;
  readonly seed: number | string;
  /** Columns of A and B: shared factors of A, those of B, then the individual components of both in pairs. */
  readonly columns: readonly ColumnName[];
  readonly qmcDimensions: number;
}

/** The matrices A and B as columns of one plan (Saltelli et al. 2010), in each replicate another randomisation. */
export interface SaltelliPlan {
  readonly plan: Plan;
  /** Rows set aside for each replicate, of which a design of base N reads the first N. */
  readonly capacity: number;
}

/** Rows set aside for a replicate, so that one of few rows is the beginning of one of many. */
const leastCapacity = 2 ** 20;

/**
 * Plans A and B. A pair of components has two Sobol' dimensions, or, where `qmcDimensions` leaves no room for both, is
 * hashed. A net of N points is made of the first N points of one of 2^20 (or more), scrambled as such: so rows keep
 * their values when a design is doubled.
 */
export function planSaltelli(request: SaltelliRequest, directions: Directions): SaltelliPlan {
  const { name, design, seed, columns } = request;
  const capacity = design === "lhs" ? request.mostRows : Math.max(leastCapacity, nextPower(request.mostRows));
  const replicates = design === "sobol" ? nextPower(request.replicates) : request.replicates;
  const most = Math.min(request.qmcDimensions, directions.dimensions);
  const plan = makePlan(
    {
      name,
      design,
      draws: capacity * replicates,
      replicates,
      seed,
      columns,
      qmcDimensions: most - (most % 2),
    },
    directions,
  );
  return { plan, capacity };
}

/** The row of the plan that holds row `row` of a replicate. */
export function saltelliRow({ capacity }: SaltelliPlan, replicate: number, row: number): number {
  return replicate * capacity + row;
}

function nextPower(count: number): number {
  const below = 2 ** floorLog2(count);
  return below === count ? count : 2 * below;
}
