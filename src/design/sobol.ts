import type { Design, Sampling, SamplingProblem } from "./design.ts";
import { checkDivision } from "./design.ts";
import { DIRECTION_BITS, JOE_KUO_DIMENSIONS } from "./directions.ts";
import { floorLog2 } from "./log2.ts";
import { scramblePoints } from "./owen.ts";
import { type ColumnName, keyOf, type Plan } from "./plan.ts";
import { fillHashed } from "./stream.ts";

const MOST_POINTS = 2 ** 32;

function checkPower(path: "draws" | "replicates", count: number): readonly SamplingProblem[] {
  const below = 2 ** floorLog2(count);
  if (below === count) return [];
  const hint = `Use ${below} or ${2 * below}: a Sobol' net is balanced at powers of two only.`;
  return [{ path, got: `${count}`, expected: "a power of two for a Sobol' design", hint }];
}

function checkSize(sampling: Sampling): readonly SamplingProblem[] {
  const { draws, replicates } = sampling;
  if (draws < replicates) return checkDivision(sampling);
  if (draws / replicates <= MOST_POINTS) return [];
  const expected = `at most 2^32 points in each of the ${replicates} nets`;
  return [{ path: "draws", got: `${draws}`, expected, hint: `Use ${MOST_POINTS * replicates} or fewer.` }];
}

function checkShared(count = 0): readonly SamplingProblem[] {
  if (count <= JOE_KUO_DIMENSIONS) return [];
  return [
    {
      path: "design",
      got: `sobol with ${count} shared columns`,
      expected: `at most ${JOE_KUO_DIMENSIONS}, the dimensions of Joe & Kuo's table`,
      hint: "Use design: random or lhs, or give factors that vary by system that scope.",
    },
  ];
}

function checkSobol(sampling: Sampling): readonly SamplingProblem[] {
  const powers = [...checkPower("draws", sampling.draws), ...checkPower("replicates", sampling.replicates)];
  const size = powers.length > 0 ? powers : checkSize(sampling);
  return [...size, ...checkShared(sampling.sharedColumns)];
}

/** Shared factors (component "") take the first dimensions, then individual components up to the limit. */
function assignDimensions(columns: readonly ColumnName[], qmcDimensions: number): Uint32Array {
  const dimensions = new Uint32Array(columns.length);
  let next = 1;
  columns.forEach(({ component }, i) => {
    if (component === "") dimensions[i] = next++;
  });
  columns.forEach(({ component }, i) => {
    if (component !== "" && next <= qmcDimensions) dimensions[i] = next++;
  });
  return dimensions;
}

/** Points `first` to `first + count - 1` of a dimension as 32-bit integers, in Gray-code order (Antonov & Saleev 1979). */
function writePoints(
  directions: Uint32Array,
  start: number,
  first: number,
  count: number,
  out: Float64Array,
  offset: number,
): void {
  const gray = first ^ (first >>> 1);
  let point = 0;
  for (let k = 0; k < DIRECTION_BITS; k++) if ((gray >>> k) & 1) point ^= directions[start + k];
  for (let i = 0; i < count; i++) {
    out[offset + i] = point >>> 0;
    const next = first + i + 1;
    point ^= directions[start + 31 - Math.clz32(next & -next)];
  }
}

/** Rows of one column, a replicate at a time: row r·n + i is point i of replicate r, scrambled on its own. */
function fillDimension(
  plan: Plan,
  column: number,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
): void {
  const size = plan.draws / plan.replicates;
  const levels = floorLog2(size);
  const key = keyOf(plan, column);
  const start = (plan.dimensions[column] - 1) * DIRECTION_BITS;
  for (let row = from; row < to; ) {
    const replicate = Math.floor(row / size);
    const count = Math.min(to, (replicate + 1) * size) - row;
    const at = offset + row - from;
    writePoints(plan.directions, start, row - replicate * size, count, out, at);
    scramblePoints(key, replicate, levels, out, at, count);
    row += count;
  }
}

/** Sobol' nets (Joe & Kuo 2008), each replicate and each column scrambled independently (Owen 1995). */
export const sobolDesign: Design = {
  name: "sobol",
  check: checkSobol,
  assignDimensions,
  prepare: (plan) => (column, from, to, out, offset) => {
    if (plan.dimensions[column] === 0) fillHashed(keyOf(plan, column), from, to, out, offset);
    else fillDimension(plan, column, from, to, out, offset);
  },
};
