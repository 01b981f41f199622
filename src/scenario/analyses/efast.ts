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

/** With 4·harmonics² points or fewer no frequency is left for the other factors (Saltelli, Tarantola & Chan 1999). */
function readPoints(reader: Reader, at: Located | undefined, harmonics: number): number {
  const least = 4 * harmonics * harmonics + 1;
  const points = reader.whole(at, least) ?? Math.max(1025, least);
  if (points % 2 === 1) return points;
  reader.report(at!, "an odd number of points", `Use ${points + 1}: a curve is sampled symmetrically.`);
  return points + 1;
}
