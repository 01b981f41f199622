import type { Located, Reader } from "../reader.ts";
import type { AnalysisCommon, AnalysisContext } from "./analysis.ts";
import { commonKeys, readCommon } from "./common.ts";
import { readBase } from "./sizes.ts";

/** `analyses.shapley`: Shapley effects, for dependent factors as well. */
export interface ShapleyDeclaration extends AnalysisCommon {
  /** Pairs of points in each replicate. */
  readonly base: number;
  readonly replicates: number;
  /** Every set of factors, one random order for each pair, or (auto) sets up to six factors. */
  readonly orders: "auto" | "all" | "random";
}

export function readShapley(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): ShapleyDeclaration | undefined {
  const fields = reader.fields(at, { optional: [...commonKeys, "base", "replicates", "orders"] });
  if (fields === undefined) return undefined;
  return {
    ...readCommon(reader, at, fields, context),
    base: readBase(reader, fields.base, "sobol") ?? 1024,
    replicates: reader.whole(fields.replicates, 1) ?? 8,
    orders: reader.choice(fields.orders, ["auto", "all", "random"]) ?? "auto",
  };
}
