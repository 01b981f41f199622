import type { Located, Reader } from "../reader.ts";
import type { Sampling } from "../scenario.ts";
import type { AnalysisCommon, AnalysisContext } from "./analysis.ts";
import { commonKeys, readCommon } from "./common.ts";
import { readBase, readShare } from "./sizes.ts";

/** Estimators of Sobol' indices by name; their formulas are in `src/analyze/sobol/estimators`. */
export const sobolEstimators = ["saltelli2010", "jansen1999", "janon", "martinez", "azzini-rosati"] as const;
export type SobolEstimatorName = (typeof sobolEstimators)[number];

/** Doubles the design until the intervals are narrow enough at two successive sizes, or the budget is spent. */
export interface UntilDeclaration {
  readonly halfWidth: number;
  /** Most evaluations in all; without it, those of six doublings of the base. */
  readonly budget?: number;
}

/** `analyses.sobol`: indices of first, total and second order. */
export interface SobolDeclaration extends AnalysisCommon {
  readonly design: Sampling["design"];
  /** Rows of A in each replicate. */
  readonly base: number;
  readonly replicates: number;
  readonly order: 1 | 2;
  readonly estimator: SobolEstimatorName | "auto";
  /** Whether the points B with a group from A are evaluated: always for order 2 and for azzini-rosati. */
  readonly both: boolean;
  /** Indices of ln Y beside those of Y: where Y is positive and skewed, always, or never. */
  readonly log: "auto" | "always" | "never";
  /** Fixing a factor is of no consequence where it changes the width of the band by no more than this share. */
  readonly tolerance: number;
  readonly until?: UntilDeclaration;
}

const keys = [
  ...commonKeys,
  "design",
  "base",
  "replicates",
  "order",
  "estimator",
  "both",
  "log",
  "tolerance",
  "until",
] as const;

export function readSobol(
  reader: Reader,
  at: Located,
  context: AnalysisContext,
): SobolDeclaration | undefined {
  const fields = reader.fields(at, { optional: keys });
  if (fields === undefined) return undefined;
  const design = reader.choice(fields.design, ["random", "lhs", "sobol"]) ?? context.sampling.design;
  const order = readOrder(reader, fields.order);
  const estimator = reader.choice(fields.estimator, ["auto", ...sobolEstimators]) ?? "auto";
  const until = readUntil(reader, fields.until, design);
  return {
    ...readCommon(reader, at, fields, context),
    design,
    base: readBase(reader, fields.base, design) ?? 1024,
    replicates: reader.whole(fields.replicates, 1) ?? 8,
    order,
    estimator,
    both: reader.flag(fields.both) === true || order === 2 || estimator === "azzini-rosati",
    log: reader.choice(fields.log, ["auto", "always", "never"]) ?? "auto",
    tolerance: readShare(reader, fields.tolerance) ?? 0.05,
    ...(until === undefined ? {} : { until }),
  };
}

function readOrder(reader: Reader, at: Located | undefined): 1 | 2 {
  const order = reader.whole(at, 1) ?? 1;
  if (order === 1 || order === 2) return order;
  reader.report(at!, "1 or 2", "Order 2 gives the interaction of each pair; ST holds those of all orders.");
  return 1;
}

function readUntil(
  reader: Reader,
  at: Located | undefined,
  design: Sampling["design"],
): UntilDeclaration | undefined {
  if (at === undefined) return undefined;
  const fields = reader.fields(at, { required: ["halfWidth"], optional: ["budget"] });
  if (design === "lhs") {
    reader.report(at, "no `until` with a Latin hypercube, which cannot grow", "Use design: sobol or random.");
  }
  const halfWidth = reader.between(fields?.halfWidth, 0, 1);
  const budget = reader.whole(fields?.budget, 1);
  if (halfWidth === undefined) return undefined;
  return { halfWidth, ...(budget === undefined ? {} : { budget }) };
}
