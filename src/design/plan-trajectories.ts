import { chooseTrajectories } from "./choose-trajectories.ts";
import { hashColumns, type Key, masterKey } from "./key.ts";
import { type ColumnName, keyOf, type Plan } from "./plan.ts";
import { trajectoryDesign } from "./trajectories.ts";

/** What a design of trajectories is made from. */
export interface TrajectoryRequest {
  readonly name: string;
  readonly seed: number | string;
  readonly columns: readonly ColumnName[];
  /** Group of each column, or -1 for one that stays; each group has at least one. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Whether the factor of each column has finite ends. */
  readonly bounded: Uint8Array;
  readonly trajectories: number;
  readonly levels: number;
  /** Trajectories drawn, of which the most spread are kept. */
  readonly candidates: number;
}

/** Columns of each group whose distances count: the first of each factor, so that one of many components weighs as one. */
function distanceColumns(
  { columns, groupOf, groups }: TrajectoryRequest,
  keys: readonly Key[],
): readonly Key[][] {
  const found = Array.from({ length: groups }, (): Key[] => []);
  columns.forEach(({ factor }, column) => {
    const isFirst = column === 0 || columns[column - 1].factor !== factor;
    if (isFirst && groupOf[column] >= 0) found[groupOf[column]].push(keys[column]);
  });
  return found;
}

/** Plans trajectories: (groups + 1) rows each. Their starts and orders are keyed by name, whatever the other factors. */
export function planTrajectories(request: TrajectoryRequest): Plan {
  const { name, seed, columns, groupOf, groups, bounded, trajectories, levels } = request;
  const key = masterKey(seed, name);
  const draft: Plan = {
    name,
    design: trajectoryDesign.name,
    draws: trajectories * (groups + 1),
    replicates: 1,
    seed,
    columns,
    qmcDimensions: 0,
    key,
    keys: hashColumns(columns, key),
    dimensions: new Uint32Array(columns.length),
    directions: new Uint32Array(0),
  };
  const keys = columns.map((_, column) => keyOf(draft, column));
  const distances = distanceColumns(request, keys);
  const candidates = chooseTrajectories(distances, levels, trajectories, request.candidates);
  return { ...draft, trajectories: { levels, groups, groupOf, bounded, candidates } };
}
