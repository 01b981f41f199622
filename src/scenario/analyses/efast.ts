import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place, QuantityDeclaration } from "../scenario.ts";
import type { AnalysisContext } from "./analysis.ts";
import { readTargets } from "./common.ts";

/** `analyses.efast`: extended Fourier amplitude sensitivity test. */
export interface EfastDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  /** Points of each curve: odd. */
  readonly points: number;
  readonly harmonics: number;
  /** Curves of each factor, with phases of their own. */
  readonly curves: number;
  readonly place: Place;
}

export function readEfast(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): EfastDeclaration | undefined {
  const fields = reader.fields(at, { optional: ["targets", "points", "harmonics", "curves"] });
  if (fields === undefined) return undefined;
  const harmonics = reader.whole(fields.harmonics, 1) ?? 4;
  return {
    targets: readTargets(reader, fields.targets, context),
    points: readPoints(reader, fields.points, harmonics),
    harmonics,
    curves: reader.whole(fields.curves, 1) ?? 4,
    place: placeOf(at),
  };
}

/**
 * About 1000 points, at least enough for a frequency ω of 2·harmonics: the most with this ω. Multiples of ω above half
 * the points are read r short of lower ones, r = points − 2·harmonics·ω, so that slow factors pass for the one under
 * study where r is one of their frequencies; 2·harmonics − 1 is the greatest odd r.
 */
function defaultPoints(harmonics: number): number {
  const cycle = 2 * harmonics;
  return cycle * Math.max(Math.ceil(1024 / cycle), cycle) + cycle - 1;
}

/** With 4·harmonics² points or fewer no frequency is left for the other factors (Saltelli, Tarantola & Chan 1999). */
function readPoints(reader: Reader, at: Located | undefined, harmonics: number): number {
  const least = 4 * harmonics * harmonics + 1;
  const points = reader.whole(at, least) ?? defaultPoints(harmonics);
  if (points % 2 === 1) return points;
  reader.report(at!, "an odd number of points", `Use ${points + 1}: a curve is sampled symmetrically.`);
  return points + 1;
}
