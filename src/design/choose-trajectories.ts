import type { Key } from "./key.ts";
import { movedLevel, moveOrder, startLevel } from "./trajectories.ts";

/** Of each group the columns whose distances count, by their keys. */
type GroupColumns = readonly (readonly Key[])[];

/** Levels of one candidate, group by group: where each column starts and where it goes, and the order of moves. */
interface Candidate {
  readonly start: readonly Int32Array[];
  readonly moved: readonly Int32Array[];
  readonly order: Int32Array;
}

function drawCandidate(columns: GroupColumns, levels: number, candidate: number): Candidate {
  const start = columns.map((keys) => Int32Array.from(keys, (key) => startLevel(key, candidate, levels)));
  const moved = start.map((group) => group.map((level) => movedLevel(level, levels)));
  return {
    start,
    moved,
    order: moveOrder(
      columns.map(([first]) => first),
      candidate,
    ),
  };
}

/** Squared distance, in levels, between the values of one group in two states. */
function squares(x: Int32Array, y: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
  return sum;
}

/**
 * Sum of the distances between every point of one trajectory and every point of the other (Campolongo et al. 2007,
 * equation 10). From a point to the next only one group's share of the squared distance changes.
 */
function distance(a: Candidate, b: Candidate): number {
  let first = 0;
  for (let group = 0; group < a.start.length; group++) first += squares(a.start[group], b.start[group]);
  const hasMoved = new Uint8Array(a.start.length);
  let sum = 0;
  for (let s = -1; s < a.order.length; s++) {
    if (s >= 0) {
      const group = a.order[s];
      first += squares(a.moved[group], b.start[group]) - squares(a.start[group], b.start[group]);
      hasMoved[group] = 1;
    }
    let square = first;
    sum += Math.sqrt(square);
    for (const group of b.order) {
      const own = hasMoved[group] === 1 ? a.moved[group] : a.start[group];
      square += squares(own, b.moved[group]) - squares(own, b.start[group]);
      sum += Math.sqrt(square);
    }
  }
  return sum;
}

/** Index of the largest value among the candidates not chosen. */
function farthest(scores: Float64Array, isChosen: Uint8Array): number {
  let best = -1;
  for (let i = 0; i < scores.length; i++) {
    if (isChosen[i] === 0 && (best < 0 || scores[i] > scores[best])) best = i;
  }
  return best;
}

/**
 * The `trajectories` of `candidates` candidates that lie far apart, in ascending order: first the pair at the largest
 * distance, then one after another the candidate with the largest sum of squared distances to those chosen. That is
 * Campolongo et al.'s (2007) criterion by the sequential search of Ruano et al. (2012). All of them where there are no more.
 */
export function chooseTrajectories(
  columns: GroupColumns,
  levels: number,
  trajectories: number,
  candidates: number,
): Uint32Array {
  if (candidates <= trajectories) return Uint32Array.from({ length: trajectories }, (_, i) => i);
  const drawn = Array.from({ length: candidates }, (_, i) => drawCandidate(columns, levels, i));
  const isChosen = new Uint8Array(candidates);
  const scores = new Float64Array(candidates);
  const choose = (index: number): void => {
    isChosen[index] = 1;
    for (let i = 0; i < candidates; i++) if (i !== index) scores[i] += distance(drawn[i], drawn[index]) ** 2;
  };
  let [best, pair] = [-1, [0, 1] as readonly [number, number]];
  for (let i = 0; i < candidates; i++) {
    for (let j = i + 1; j < candidates; j++) {
      const apart = distance(drawn[i], drawn[j]);
      if (apart > best) [best, pair] = [apart, [i, j]];
    }
  }
  for (const index of pair.slice(0, trajectories)) choose(index);
  for (let count = 2; count < trajectories; count++) choose(farthest(scores, isChosen));
  return Uint32Array.from(drawn.keys()).filter((i) => isChosen[i] === 1);
}
