import { fillColumn, type Plan } from "../../design/index.ts";
import { type SaltelliPlan, saltelliColumn, saltelliRow } from "../../design/saltelli.ts";
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

/**
 * The moves of a radial design (Campolongo, Saltelli & Cariboni 2011): row t (g + 1) is point t of A, row t (g + 1) + 1 + i
 * the same with group i from B. A group of several columns moves by the root mean square of theirs.
 */
export function radialMoves(
  design: SaltelliPlan,
  groupOf: Int32Array,
  groups: number,
  trajectories: number,
): Moves {
  const steps = columnsByGroup(groupOf, groups).map((columns) => radialSteps(design, columns, trajectories));
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

function radialSteps(design: SaltelliPlan, columns: readonly number[], trajectories: number): Float64Array {
  const first = saltelliRow(design, 0, 0);
  const [a, b] = [new Float64Array(trajectories), new Float64Array(trajectories)];
  const squares = new Float64Array(trajectories);
  for (const column of columns) {
    fillColumn(design.plan, saltelliColumn(design, 0, column), first, first + trajectories, a);
    fillColumn(design.plan, saltelliColumn(design, 1, column), first, first + trajectories, b);
    for (let t = 0; t < trajectories; t++) squares[t] += (b[t] - a[t]) * (b[t] - a[t]);
  }
  if (columns.length === 1) return b.map((value, t) => value - a[t]);
  return squares.map((square) => Math.sqrt(square / columns.length));
}

function columnsByGroup(groupOf: Int32Array, groups: number): readonly (readonly number[])[] {
  const columns = Array.from({ length: groups }, (): number[] => []);
  groupOf.forEach((group, column) => {
    if (group >= 0) columns[group].push(column);
  });
  return columns;
}
