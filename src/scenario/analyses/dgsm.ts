import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place, QuantityDeclaration } from "../scenario.ts";
import type { AnalysisContext } from "./analysis.ts";
import { readTargets } from "./common.ts";
import { readBase } from "./sizes.ts";

/** `analyses.dgsm`: derivative-based global sensitivity measures. */
export interface DgsmDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  /** Points in each replicate. */
  readonly base: number;
  readonly replicates: number;
  readonly place: Place;
}

export function readDgsm(reader: Reader, at: Located, context: AnalysisContext): DgsmDeclaration | undefined {
  const fields = reader.fields(at, { optional: ["targets", "base", "replicates"] });
  if (fields === undefined) return undefined;
  return {
    targets: readTargets(reader, fields.targets, context),
    base: readBase(reader, fields.base, "sobol") ?? 256,
    replicates: reader.whole(fields.replicates, 1) ?? 8,
    place: placeOf(at),
  };
}
