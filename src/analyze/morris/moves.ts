import { fillColumn, type Plan } from "../../design/index.ts";
import { type SaltelliPlan, saltelliRow } from "../../design/saltelli.ts";
import { isMoveUp, moveSteps } from "../../design/trajectories.ts";
import type { Moves } from "./elementary-effects.ts";

/** The moves of trajectories on a grid: row t (g + 1) + s is trajectory t after s moves. */
export function gridMoves(plan: Plan): Moves {
  const { levels, groups, groupOf, candidates } = plan.trajectories!;
  const steps = moveSteps(plan);
  const delta = levels / (2 * (levels - 1));
  const columns = columnsByGroup(groupOf, groups);
  return {
    groups,
    trajectories: candidates.length,
    rows: (trajectory, group) => {
      const after = trajectory * (groups + 1) + steps[trajectory * groups + group];
      return [after - 1, after];
    },
    step: (trajectory, group) => {
      const [first, second] = columns[group];
      return second !== undefined || isMoveUp(plan, first, trajectory) ? delta : -delta;
    },
  };
}

/** The columns of A and of B that hold one component of a factor. */
export type ColumnPair = readonly [a: number, b: number];

/**
 * The moves of a radial design (Campolongo, Saltelli & Cariboni 2011): row t (g + 1) is point t of A, row t (g + 1) + 1 + i
 * the same with group i from B. `columns`: of each group. One of several columns moves by the root mean square of theirs.
 */
export function radialMoves(
  design: SaltelliPlan,
  columns: readonly (readonly ColumnPair[])[],
  trajectories: number,
): Moves {
  const groups = columns.length;
  const steps = columns.map((pairs) => radialSteps(design, pairs, trajectories));
  return {
    groups,
    trajectories,
    rows: (trajectory, group) => {
      const centre = trajectory * (groups + 1);
      return [centre, centre + 1 + group];
    },
    step: (trajectory, group) => steps[group][trajectory],
  };
}

function radialSteps(design: SaltelliPlan, pairs: readonly ColumnPair[], trajectories: number): Float64Array {
  const first = saltelliRow(design, 0, 0);
  const [a, b] = [new Float64Array(trajectories), new Float64Array(trajectories)];
  const squares = new Float64Array(trajectories);
  for (const [columnA, columnB] of pairs) {
    fillColumn(design.plan, columnA, first, first + trajectories, a);
    fillColumn(design.plan, columnB, first, first + trajectories, b);
    for (let t = 0; t < trajectories; t++) squares[t] += (b[t] - a[t]) * (b[t] - a[t]);
  }
  if (pairs.length === 1) return b.map((value, t) => value - a[t]);
  return squares.map((square) => Math.sqrt(square / pairs.length));
}

function columnsByGroup(groupOf: Int32Array, groups: number): readonly (readonly number[])[] {
  const columns = Array.from({ length: groups }, (): number[] => []);
  groupOf.forEach((group, column) => {
    if (group >= 0) columns[group].push(column);
  });
  return columns;
}
