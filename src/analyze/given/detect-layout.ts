/**
 * How rows follow each other in a design that moves factors. `saltelli`: for each base row A, then AB of each factor
 * (A with that factor from B), then, with `both`, BA of each, then B (Saltelli et al. 2010; SALib's order).
 * `trajectories`: in each each factor moves once, one after the other (Morris 1991). `radial`: a point, then that point
 * with each factor moved (Campolongo, Saltelli & Cariboni 2011).
 */
export type Layout =
  | { readonly kind: "saltelli"; readonly both: boolean; readonly base: number }
  | { readonly kind: "trajectories" | "radial"; readonly trajectories: number };

/** Fewest blocks that make a layout: fewer might be chance with factors of few values. */
const fewestBlocks = 2;

/** Places of the factors that differ between two rows. */
function changed(x: readonly Float64Array[], row: number, other: number): readonly number[] {
  return [...x.keys()].filter((factor) => x[factor]![row] !== x[factor]![other]);
}

/** Whether a row differs from another in no more than one factor. */
function isMoved(x: readonly Float64Array[], row: number, other: number, factor: number): boolean {
  return changed(x, row, other).every((found) => found === factor);
}

/** Whether the rows from `first` on are one base row of a Saltelli design. */
function isSaltelli(x: readonly Float64Array[], first: number, both: boolean): boolean {
  const d = x.length;
  const last = first + 1 + d * (both ? 2 : 1);
  return x.every((column, factor) => {
    const [ab, ba] = [first + 1 + factor, first + 1 + d + factor];
    if (!isMoved(x, ab, first, factor) || column[ab] !== column[last]) return false;
    return !both || (isMoved(x, ba, last, factor) && column[ba] === column[first]);
  });
}

/** Whether in the rows from `first` on each factor moves once, all others at rest. */
function isTrajectory(x: readonly Float64Array[], first: number): boolean {
  const moves = x.map((_, step) => changed(x, first + step + 1, first + step));
  return moves.every((move) => move.length === 1) && new Set(moves.flat()).size === x.length;
}

function isRadial(x: readonly Float64Array[], first: number): boolean {
  return x.every((_, factor) => {
    const moved = changed(x, first + 1 + factor, first);
    return moved.length === 1 && moved[0] === factor;
  });
}

/** Number of blocks of this many rows, all of which satisfy the rule; undefined where one does not. */
function blocksOf(rows: number, size: number, rule: (first: number) => boolean): number | undefined {
  const blocks = rows / size;
  if (!Number.isInteger(blocks) || blocks < fewestBlocks) return undefined;
  for (let block = 0; block < blocks; block++) if (!rule(block * size)) return undefined;
  return blocks;
}

/** The layout of a design from the values of its factors, in the order of its columns; undefined for plain rows. */
export function detectLayout(x: readonly Float64Array[]): Layout | undefined {
  const d = x.length;
  const rows = x[0]?.length ?? 0;
  if (d < 2) return undefined;
  for (const both of [false, true]) {
    const base = blocksOf(rows, 2 + d * (both ? 2 : 1), (first) => isSaltelli(x, first, both));
    if (base !== undefined) return { kind: "saltelli", both, base };
  }
  for (const [kind, rule] of [
    ["trajectories", isTrajectory],
    ["radial", isRadial],
  ] as const) {
    const trajectories = blocksOf(rows, d + 1, (first) => rule(x, first));
    if (trajectories !== undefined) return { kind, trajectories };
  }
  return undefined;
}
