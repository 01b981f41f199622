import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place } from "../scenario.ts";
import type { AnalysisContext } from "./analysis.ts";
import { readBase } from "./sizes.ts";

/** `analyses.missing`: how far imputed systems would have to be from what a regression says for claims to turn over. */
export interface MissingDeclaration {
  /** The factor with the regression; undefined: the first that has one. */
  readonly factor: string | undefined;
  /** Ends of the shift that is tried, on the scale of the regression, and of the shift per year. */
  readonly shift: readonly [low: number, high: number];
  readonly perYear: readonly [low: number, high: number];
  /** Values tried between the ends, before roots are narrowed. */
  readonly points: number;
  /** Draws in each replicate. */
  readonly base: number;
  readonly replicates: number;
  readonly place: Place;
}

export function readMissing(
  reader: Reader,
  at: Located,
  _context: AnalysisContext,
): MissingDeclaration | undefined {
  const optional = ["factor", "shift", "per_year", "points", "base", "replicates"] as const;
  const fields = reader.fields(at, { optional });
  if (fields === undefined) return undefined;
  return {
    factor: reader.text(fields.factor),
    shift: readEnds(reader, fields.shift) ?? [-3, 3],
    perYear: readEnds(reader, fields.per_year) ?? [-1, 1],
    points: reader.whole(fields.points, 2) ?? 7,
    base: readBase(reader, fields.base, "sobol") ?? 16,
    replicates: reader.whole(fields.replicates, 2) ?? 8,
    place: placeOf(at),
  };
}

/** Two numbers, the lower one first. */
function readEnds(reader: Reader, at: Located | undefined): readonly [number, number] | undefined {
  const items = reader.items(at);
  const [low, high] = items.map((item) => reader.number(item));
  if (at === undefined || items.length !== 2 || low === undefined || high === undefined || !(low < high))
    return at === undefined ? undefined : reader.report(at, "two numbers, the lower one first");
  return [low, high];
}
