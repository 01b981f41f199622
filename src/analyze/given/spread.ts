import { type Estimate, intervalEstimate, pointEstimate } from "../estimate.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { criticalNormal, criticalT } from "../student-t.ts";
import type { GivenMethod, Options } from "./method.ts";
import { gatherRows } from "./ranks.ts";
import { bootstrapRows, halfRows } from "./resample.ts";
import type { Sample, Usable } from "./sample.ts";

const LEVEL = 0.95;
export const RESAMPLES = 100;
/** Fewest replicates whose leave-one-out estimates make an interval. */
const LEAST_REPLICATES = 4;

/** Numbers of a method from other rows than all, and how an interval follows from them; or why none does. */
export type Spread =
  | { readonly kind: "none"; readonly reason: string }
  | {
      readonly kind: "resamples" | "replicates";
      readonly method: string;
      /** One array for each resample: what `compute` gives. */
      readonly values: readonly Float64Array[];
    };

function computeOn(method: GivenMethod, data: Usable, rows: Uint32Array, options: Options): Float64Array {
  return method.compute(
    data.x.map((column) => gatherRows(column, rows)),
    gatherRows(data.y, rows),
    options,
  );
}

function resample(method: GivenMethod, sample: Sample, data: Usable, options: Options): Spread {
  const draw = method.resampling === "bootstrap" ? bootstrapRows : halfRows;
  const values = Array.from({ length: RESAMPLES }, (_, index) =>
    computeOn(method, data, draw(sample.key, index, data.y.length), options),
  );
  const scheme = method.resampling === "bootstrap" ? "bootstraps of the rows" : "random halves of the rows";
  return { kind: "resamples", method: `normal, standard error over ${RESAMPLES} ${scheme}`, values };
}

function leaveOut(method: GivenMethod, data: Usable, options: Options, replicates: number): Spread {
  const values = Array.from({ length: replicates }, (_, left) => {
    const rows = data.replicateOf.map((_, row) => row).filter((row) => data.replicateOf[row] !== left);
    return computeOn(method, data, rows, options);
  });
  return { kind: "replicates", method: `jackknife over ${replicates} replicates`, values };
}

/**
 * Recomputes a method on other rows. Random designs and Latin hypercubes: by resampling. Sobol' nets: leaving out one
 * replicate at a time, since rows of one net are not independent; with fewer than four there is no interval.
 */
export function spreadOf(method: GivenMethod, sample: Sample, data: Usable, options: Options): Spread {
  const { design, replicates } = sample.origin;
  const most = method.mostResampled ?? Number.POSITIVE_INFINITY;
  if (data.x.length > most) {
    return { kind: "none", reason: `resampling takes too long with more than ${most} factors` };
  }
  if (design !== "sobol") return resample(method, sample, data, options);
  const present = new Set(data.replicateOf).size;
  if (present >= LEAST_REPLICATES && present === replicates)
    return leaveOut(method, data, options, replicates);
  const reason = `rows of a low-discrepancy design depend on each other: an interval takes ${LEAST_REPLICATES} replicates, got ${present}`;
  return { kind: "none", reason };
}

/** An estimate of number `at` of a method. */
export function spreadEstimate(value: number, spread: Spread, at: number): Estimate {
  if (spread.kind === "none") return pointEstimate(value, spread.reason);
  const values = Float64Array.from(spread.values, (numbers) => numbers[at]);
  if (!values.every(Number.isFinite)) return pointEstimate(value, "not defined on some of the resamples");
  const count = values.length;
  const moments = computeMoments(values, 0, count);
  const half =
    spread.kind === "resamples"
      ? criticalNormal(LEVEL) * standardDeviation(moments)
      : criticalT(LEVEL, count - 1) * Math.sqrt(((count - 1) / count) * moments.squares);
  return intervalEstimate(value, value - half, value + half, LEVEL, spread.method);
}
