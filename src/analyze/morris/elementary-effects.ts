/** What moved between two successive rows of a design: a group, and by how much of its range, with its sign. */
export interface Moves {
  readonly groups: number;
  readonly trajectories: number;
  /** Row, and the row before it, of the move of a group in a trajectory. */
  rows(trajectory: number, group: number): readonly [before: number, after: number];
  /** The step, as a share of the factor's range; without a sign (positive) for a group of several columns. */
  step(trajectory: number, group: number): number;
}

/** Elementary effects of one target: for each group its effect in each complete trajectory. */
export interface Effects {
  readonly effects: readonly Float64Array[];
  /** Trajectories left out for a value that is not finite. */
  readonly failed: number;
}

/** Effects (y_after - y_before) / step from the target's values in row order. */
export function elementaryEffects(values: Float64Array, moves: Moves): Effects {
  const groups = Array.from({ length: moves.groups }, (_, group) => group);
  const all = Array.from({ length: moves.trajectories }, (_, trajectory) =>
    groups.map((group) => {
      const [before, after] = moves.rows(trajectory, group);
      return (values[after] - values[before]) / moves.step(trajectory, group);
    }),
  );
  const complete = all.filter((effects) => effects.every(Number.isFinite));
  return {
    effects: groups.map((group) => Float64Array.from(complete, (effects) => effects[group])),
    failed: all.length - complete.length,
  };
}
