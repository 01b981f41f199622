import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place, QuantityDeclaration } from "../scenario.ts";
import type { AnalysisContext } from "./analysis.ts";
import { readTargets } from "./common.ts";

/** `analyses.tornado`: each factor at a low and a high percentile, the others at their nominal values. */
export interface TornadoDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  readonly low: number;
  readonly high: number;
  readonly place: Place;
}

export function readTornado(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): TornadoDeclaration | undefined {
  const fields = reader.fields(at, { optional: ["targets", "low", "high"] });
  if (fields === undefined) return undefined;
  const low = reader.between(fields.low, 0, 1) ?? 0.05;
  const high = reader.between(fields.high, 0, 1) ?? 0.95;
  if (high <= low) reader.report(fields.high ?? at, `a share above low (${low})`);
  return { targets: readTargets(reader, fields.targets, context), low, high, place: placeOf(at) };
}

/** `analyses.twoWay`: a table over percentiles of two factors, the others at their nominal values. */
export interface TwoWayDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  readonly factors: readonly { readonly name: string; readonly place: Place }[];
  readonly levels: readonly number[];
  readonly place: Place;
}

const defaultLevels = [0.05, 0.25, 0.5, 0.75, 0.95];

export function readTwoWay(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): TwoWayDeclaration | undefined {
  const fields = reader.fields(at, { required: ["factors"], optional: ["targets", "levels"] });
  if (fields?.factors === undefined) return undefined;
  const factors = reader.items(fields.factors).flatMap((item) => {
    const name = reader.text(item);
    return name === undefined ? [] : [{ name, place: placeOf(item) }];
  });
  if (factors.length !== 2 || factors[0]!.name === factors[1]!.name) {
    return reader.report(fields.factors, "two different factors");
  }
  const items = reader.items(fields.levels);
  const levels = items.flatMap((item) => reader.between(item, 0, 1) ?? []);
  if (fields.levels?.node.kind === "list" && items.length === 0)
    reader.report(fields.levels, "at least one percentile, as a share");
  return {
    targets: readTargets(reader, fields.targets, context),
    factors,
    levels: fields.levels === undefined ? defaultLevels : levels,
    place: placeOf(at),
  };
}
