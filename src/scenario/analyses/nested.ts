import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place, QuantityDeclaration } from "../scenario.ts";
import type { AnalysisContext } from "./analysis.ts";
import { readTargets } from "./common.ts";
import { readBase } from "./sizes.ts";

/** `analyses.nested`: epistemic factors outside, aleatory ones inside. */
export interface NestedDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  /** Epistemic factors as distributions, or as intervals of which nothing but the ends is known. */
  readonly mode: "distribution" | "interval";
  /** Points of the epistemic factors: drawn, or at most that many visited by the search. */
  readonly outer: number;
  /** Draws of the aleatory factors for each. */
  readonly inner: number;
  /** Thresholds t at which P(Y ≤ t) is wanted, in the unit of the target. */
  readonly at: readonly number[];
  readonly place: Place;
}

export function readNested(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): NestedDeclaration | undefined {
  const fields = reader.fields(at, { required: ["mode"], optional: ["targets", "outer", "inner", "at"] });
  if (fields === undefined) return undefined;
  const mode = reader.choice(fields.mode, ["distribution", "interval"]);
  const outer =
    mode === "distribution" ? readBase(reader, fields.outer, "sobol") : reader.whole(fields.outer, 3);
  const inner = readBase(reader, fields.inner, "sobol");
  if (mode === undefined) return undefined;
  return {
    targets: readTargets(reader, fields.targets, context),
    mode,
    outer: outer ?? 256,
    inner: inner ?? (mode === "distribution" ? 1024 : 4096),
    at: reader.items(fields.at).flatMap((item) => reader.number(item) ?? []),
    place: placeOf(at),
  };
}
