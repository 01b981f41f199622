import { absentEstimate, type Estimate } from "../estimate.ts";
import { estimateOverParts } from "../points/over-parts.ts";
import { shapleyValues } from "./subsets.ts";

/** Shapley effect of one player: its share of the variance, and the same in squared units of the output. */
export interface ShapleyEffect {
  readonly sh: Estimate;
  readonly variance: number | null;
  /** First-order and total index, where every set was evaluated: for dependent factors those of Kucherenko (2012). */
  readonly s1?: Estimate;
  readonly st?: Estimate;
}

export interface ShapleyEstimates {
  readonly variance: Estimate;
  readonly effects: readonly ShapleyEffect[];
  /** Base rows with a failed evaluation: left out. */
  readonly failures: number;
}

/** Values of one output over the points of a Shapley design. */
export interface ShapleyValues {
  readonly players: number;
  readonly replicates: number;
  /** Base rows over all replicates. */
  readonly rows: number;
  /** Whether variant v of a row has the players of set v drawn anew, v = 1 … 2^d − 1; else see `orderOf`. */
  readonly exact: boolean;
  /** Where not exact: variant v has the first v players of the row's own order drawn anew. */
  readonly orderOf?: (row: number) => ArrayLike<number>;
  /** Value of row r in variant v at v·rows + r; variant 0 is the base. */
  readonly y: Float64Array;
}

/** Sums over the usable rows of one replicate: by set of players, or by player. */
interface Block {
  readonly sums: Float64Array;
  rows: number;
}

function variantsOf({ players, exact }: ShapleyValues): number {
  return exact ? 2 ** players : players + 1;
}

function halfSquare(a: number, b: number): number {
  return 0.5 * (a - b) * (a - b);
}

/** Adds a row to its block; false where an evaluation failed. */
function addRow(values: ShapleyValues, row: number, block: Block): boolean {
  const { rows, y, exact, orderOf } = values;
  const variants = variantsOf(values);
  const at = (variant: number): number => y[variant * rows + row];
  for (let variant = 0; variant < variants; variant++) if (!Number.isFinite(at(variant))) return false;
  const base = at(0);
  let before = 0;
  const order = exact ? undefined : orderOf!(row);
  for (let variant = 1; variant < variants; variant++) {
    const worth = halfSquare(base, at(variant));
    if (order === undefined) block.sums[variant] += worth;
    else {
      block.sums[order[variant - 1]] += worth - before;
      before = worth;
    }
  }
  block.rows++;
  return true;
}

/** What one block of rows says: variance, Shapley values, and, of an exact design, first and total effects. */
interface Numbers {
  readonly variance: number;
  readonly shapley: Float64Array;
  readonly first: Float64Array | undefined;
  readonly total: Float64Array | undefined;
}

function numbersOf(block: Block, { players, exact }: ShapleyValues): Numbers {
  const means = block.sums.map((sum) => sum / block.rows);
  if (!exact) {
    const variance = means.reduce((sum, value) => sum + value, 0);
    return { variance, shapley: means, first: undefined, total: undefined };
  }
  const all = 2 ** players - 1;
  const variance = means[all];
  const each = Array.from({ length: players }, (_, i) => 2 ** i);
  return {
    variance,
    shapley: shapleyValues(means, players),
    first: Float64Array.from(each, (bit) => variance - means[all & ~bit]),
    total: Float64Array.from(each, (bit) => means[bit]),
  };
}

function merge(blocks: readonly Block[]): Block {
  const whole: Block = { sums: new Float64Array(blocks[0].sums.length), rows: 0 };
  for (const block of blocks) {
    block.sums.forEach((sum, i) => {
      whole.sums[i] += sum;
    });
    whole.rows += block.rows;
  }
  return whole;
}

/** The value over all rows, with an interval by the replicates. */
function overReplicates(whole: Numbers, parts: readonly Numbers[], read: (of: Numbers) => number): Estimate {
  return estimateOverParts(read(whole), parts.map(read), "replicates");
}

/**
 * Shapley effects (Owen 2014; Song, Nelson & Staum 2016) from pairs of points: the worth of a set of players is
 * E[Var(Y | the others)] = E[(Y − Y′)²]/2, Y′ with the set drawn anew given the others (Jansen's form). Shares of the
 * variance by the same pairs, so that they add up to 1; values below 0 by sampling error are kept.
 */
export function estimateShapley(values: ShapleyValues): ShapleyEstimates {
  const { players, replicates, rows } = values;
  const size = rows / replicates;
  const width = values.exact ? 2 ** players : players;
  const blocks = Array.from(
    { length: replicates },
    (): Block => ({ sums: new Float64Array(width), rows: 0 }),
  );
  let failures = 0;
  for (let row = 0; row < rows; row++) if (!addRow(values, row, blocks[Math.floor(row / size)])) failures++;
  const filled = blocks.filter((block) => block.rows > 0);
  if (filled.length === 0) return refuse(players, "all rows failed", failures);
  const whole = numbersOf(merge(filled), values);
  if (whole.variance === 0) return refuse(players, "constant output", failures);
  const parts = filled.map((block) => numbersOf(block, values)).filter(({ variance }) => variance > 0);
  const share = (read: (of: Numbers) => Float64Array | undefined, i: number): Estimate =>
    overReplicates(whole, parts, (of) => read(of)![i] / of.variance);
  return {
    variance: overReplicates(whole, parts, (of) => of.variance),
    effects: Array.from({ length: players }, (_, i) => ({
      sh: share((of) => of.shapley, i),
      variance: whole.shapley[i],
      ...(values.exact ? { s1: share((of) => of.first, i), st: share((of) => of.total, i) } : {}),
    })),
    failures,
  };
}

function refuse(players: number, reason: string, failures: number): ShapleyEstimates {
  const absent = absentEstimate(reason);
  return {
    variance: absent,
    effects: Array.from({ length: players }, () => ({ sh: absent, variance: null })),
    failures,
  };
}
