import { absentEstimate, type Estimate, intervalEstimate } from "../estimate.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { criticalT } from "../student-t.ts";
import type { GivenMethod, GroupRows } from "./method.ts";

const LEVEL = 0.95;
/** Blocks into which independent rows are cut; those of a net are its replicates. */
const BLOCKS = 32;
const LEAST_BLOCKS = 4;

/** Values less their mean, over their standard deviation; undefined where there is none. */
function standardise(values: Float64Array): Float64Array | undefined {
  const moments = computeMoments(values, 0, values.length);
  const sd = standardDeviation(moments);
  return sd > 0 ? values.map((value) => (value - moments.mean) / sd) : undefined;
}

/** Sums over the columns of a group that the share and its jackknife need. */
interface Sums {
  /** Σ (Σ_b m_b)² over columns, m_b the mean of y·x in block b. */
  whole: number;
  /** Σ m_b², by block. */
  readonly own: Float64Array;
  /** Σ (Σ_b' m_b' − m_b)², by block that is left out. */
  readonly without: Float64Array;
}

/** Means of y·x in each block; false where x is constant. */
function addColumn(
  sums: Sums,
  x: Float64Array,
  y: Float64Array,
  blockOf: Uint32Array,
  sizes: Float64Array,
): void {
  const z = standardise(x);
  if (z === undefined) return;
  const blocks = sizes.length;
  const means = new Float64Array(blocks);
  for (let row = 0; row < z.length; row++) means[blockOf[row]] += y[row] * z[row];
  let total = 0;
  for (let b = 0; b < blocks; b++) {
    means[b] /= sizes[b];
    total += means[b];
  }
  sums.whole += total * total;
  for (let b = 0; b < blocks; b++) {
    sums.own[b] += means[b] * means[b];
    sums.without[b] += (total - means[b]) * (total - means[b]);
  }
}

/** The share from products of different blocks, and the same with each block left out. */
function shareOf({ whole, own, without }: Sums): { share: number; leftOut: Float64Array } {
  const blocks = own.length;
  const all = own.reduce((sum, value) => sum + value, 0);
  return {
    share: (whole - all) / (blocks * (blocks - 1)),
    leftOut: without.map((value, b) => (value - (all - own[b])) / ((blocks - 1) * (blocks - 2))),
  };
}

/**
 * The share of the variance of y that is linear in the columns of a group: Σ corr(y, xⱼ)² over columns that are
 * independent of each other, each squared correlation as the mean of products of covariances in different blocks of
 * rows, which is free of the bias of a square. So it is unbiased for the sum however many columns there are, more than
 * rows included, where none of them could be told alone (a cross-validated form of Dicker 2014).
 */
export function linearShare(
  columns: Iterable<Float64Array>,
  y: Float64Array,
  blockOf: Uint32Array,
  blocks: number,
): { readonly share: number; readonly leftOut: Float64Array } {
  const standard = standardise(y)!;
  const sizes = new Float64Array(blocks);
  for (const block of blockOf) sizes[block]++;
  const sums = { whole: 0, own: new Float64Array(blocks), without: new Float64Array(blocks) };
  for (const column of columns) addColumn(sums, column, standard, blockOf, sizes);
  return shareOf(sums);
}

function cut(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => Math.floor((row * BLOCKS) / rows));
}

function estimateShare(columns: Iterable<Float64Array>, { y, replicateOf, origin }: GroupRows): Estimate {
  const isNet = origin.design === "sobol";
  const blocks = isNet ? origin.replicates : BLOCKS;
  if (blocks < LEAST_BLOCKS) {
    return absentEstimate(
      `products of independent replicates of a low-discrepancy design: it takes ${LEAST_BLOCKS}, got ${blocks}`,
    );
  }
  if (y.length < 2 * blocks || (isNet && new Set(replicateOf).size < blocks))
    return absentEstimate(`it takes two rows in each of ${blocks} blocks, got ${y.length} in all`);
  const { share, leftOut } = linearShare(columns, y, isNet ? replicateOf : cut(y.length), blocks);
  const { squares } = computeMoments(leftOut, 0, blocks);
  const half = criticalT(LEVEL, blocks - 1) * Math.sqrt(((blocks - 1) / blocks) * squares);
  const method = `jackknife over ${blocks} ${isNet ? "replicates" : "blocks of rows"}`;
  return intervalEstimate(share, share - half, share + half, LEVEL, method);
}

/** One column alone, or all components of a factor that has a value for each system. */
export const linearShareMethod: GivenMethod = {
  name: "linearShare",
  title: "shares of variance that are linear",
  measures: ["share"],
  resampling: "halves",
  compute: (x, y) => Float64Array.from(x, (column) => linearShare([column], y, cut(y.length), BLOCKS).share),
  ofGroup: estimateShare,
};
