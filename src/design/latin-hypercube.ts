import { PERMUTATION_ROUNDS } from "../math/permutation-rounds.ts";
import { assignNone, checkDivision, type Design } from "./design.ts";
import type { Key } from "./key.ts";
import { permute } from "./permutation.ts";
import { keyOf, type Plan } from "./plan.ts";
import { deriveKeys, fillHashed, STREAM } from "./stream.ts";

/** The pairs of words of the permutation of one replicate. */
export function permutationKeys(key: Key, replicate: number): Int32Array {
  return deriveKeys(key, STREAM.permutation, replicate, PERMUTATION_ROUNDS);
}

/** Rows of one column: row r·n + i lies in the stratum that a permutation of its own gives it in replicate r. */
function fillStrata(
  plan: Plan,
  column: number,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
): void {
  const size = plan.draws / plan.replicates;
  const key = keyOf(plan, column);
  fillHashed(key, from, to, out, offset);
  for (let row = from; row < to; ) {
    const replicate = Math.floor(row / size);
    const keys = permutationKeys(key, replicate);
    const end = Math.min(to, (replicate + 1) * size);
    for (; row < end; row++) {
      const at = offset + row - from;
      out[at] = (permute(row - replicate * size, size, keys) + out[at]) / size;
    }
  }
}

/**
 * Latin hypercubes (McKay, Beckman & Conover 1979), one for each replicate: in every column each of n equal strata
 * holds one of the n points, at a place of its own in the stratum.
 */
export const latinHypercube: Design = {
  name: "lhs",
  check: checkDivision,
  assignDimensions: assignNone,
  prepare: (plan) => (column, from, to, out, offset) => fillStrata(plan, column, from, to, out, offset),
};
