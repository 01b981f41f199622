import { assignNone, checkDivision, type Design } from "./design.ts";
import type { Key } from "./key.ts";
import { philox4x32 } from "./philox.ts";
import { keyOf, type Plan } from "./plan.ts";
import { STREAM } from "./stream.ts";

/** What a design of trajectories needs besides its columns. */
export interface TrajectoryLayout {
  /** Even: each factor moves by half of them, p/(2(p - 1)) of its range. */
  readonly levels: number;
  readonly groups: number;
  /** Group of each column, or -1 for one that stays where it is. */
  readonly groupOf: Int32Array;
  /** 1 for a column whose factor has finite ends: its grid runs from end to end, others' over the central 99 %. */
  readonly bounded: Uint8Array;
  /** Which candidate each trajectory is. */
  readonly candidates: Uint32Array;
}

/** Central share of an unbounded factor that the grid spans: from u = 0.005 to 0.995. */
const CENTRAL = 0.99;
/** Nearest to the ends of the unit interval that a design may give. */
const LEAST_U = 2 ** -53;

const words = new Uint32Array(4);

/** Random words of one column of a candidate: where it starts, and its group's place in the order of moves. */
function drawWords(key: Key, candidate: number): Uint32Array {
  philox4x32(candidate, 0, 0, STREAM.trajectory, key[0], key[1], words);
  return words;
}

/** Level at which a column of a candidate starts, each of 0 … levels - 1 equally likely. */
export function startLevel(key: Key, candidate: number, levels: number): number {
  return Math.floor((drawWords(key, candidate)[0] / 2 ** 32) * levels);
}

/** Level after the move: half the levels up from the lower half, down from the upper one. */
export function movedLevel(start: number, levels: number): number {
  return start < levels / 2 ? start + levels / 2 : start - levels / 2;
}

/** The groups of a candidate in the order in which they move: by a word of each group's own. */
export function moveOrder(keys: readonly Key[], candidate: number): Int32Array {
  const order = Int32Array.from(keys, (_, group) => group);
  const places = keys.map((key) => drawWords(key, candidate)[1]);
  return order.sort((a, b) => places[a] - places[b] || a - b);
}

/** Key of each group: that of its first column. */
export function groupKeys(plan: Plan, { groups, groupOf }: TrajectoryLayout): readonly Key[] {
  return Array.from({ length: groups }, (_, group) => keyOf(plan, groupOf.indexOf(group)));
}

function toUnit(level: number, levels: number, bounded: boolean): number {
  const share = level / (levels - 1);
  if (!bounded) return (1 - CENTRAL) / 2 + CENTRAL * share;
  return Math.min(1 - LEAST_U, Math.max(LEAST_U, share));
}

function fillLevels(
  plan: Plan,
  layout: TrajectoryLayout,
  column: number,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
  moveOf: Int32Array,
): void {
  const { levels, groups, groupOf, bounded, candidates } = layout;
  const key = keyOf(plan, column);
  const group = groupOf[column];
  const rows = groups + 1;
  for (let row = from; row < to; ) {
    const trajectory = Math.floor(row / rows);
    const start = startLevel(key, candidates[trajectory], levels);
    const before = toUnit(start, levels, bounded[column] === 1);
    const after = toUnit(movedLevel(start, levels), levels, bounded[column] === 1);
    const moves = group < 0 ? rows : moveOf[trajectory * groups + group];
    for (const end = Math.min(to, (trajectory + 1) * rows); row < end; row++) {
      out[offset + row - from] = row - trajectory * rows < moves ? before : after;
    }
  }
}

/** For each trajectory and group the step, from 1, from which on the group has moved. */
export function moveSteps(plan: Plan): Int32Array {
  const layout = plan.trajectories!;
  const keys = groupKeys(plan, layout);
  const steps = new Int32Array(layout.candidates.length * layout.groups);
  layout.candidates.forEach((candidate, trajectory) => {
    moveOrder(keys, candidate).forEach((group, place) => {
      steps[trajectory * layout.groups + group] = place + 1;
    });
  });
  return steps;
}

/**
 * Trajectories on a grid of p levels (Morris 1991): row t (g + 1) + s of g groups is trajectory t after s moves. Each group
 * moves exactly once in each, all its columns at once, each in a direction of its own.
 */
export const trajectoryDesign: Design = {
  name: "trajectories",
  check: checkDivision,
  assignDimensions: assignNone,
  prepare: (plan) => {
    const moveOf = moveSteps(plan);
    const layout = plan.trajectories!;
    return (column, from, to, out, offset) => fillLevels(plan, layout, column, from, to, out, offset, moveOf);
  },
};

/** Whether a column moves up in a trajectory. */
export function isMoveUp(plan: Plan, column: number, trajectory: number): boolean {
  const { levels, candidates } = plan.trajectories!;
  return startLevel(keyOf(plan, column), candidates[trajectory], levels) < levels / 2;
}
