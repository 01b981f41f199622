import type { ResultNames } from "../read-quantity.ts";
import type { Located, Reader } from "../reader.ts";
import type { About, Factor, Place, QuantityDeclaration, Sampling } from "../scenario.ts";

/** What an analysis may need to know of the rest of its scenario. */
export interface AnalysisContext {
  readonly sampling: Sampling;
  /** What targets may read. */
  readonly names: ResultNames;
  /** Factors, for groups of all of one kind. */
  readonly factors: readonly Pick<Factor, "name" | "kind">[];
}

/**
 * Reads the section `analyses.NAME` of a scenario. A new method is a file that exports such a function, and a line in
 * `index.ts`; how it is run is in `src/run/analyses`.
 */
export type ReadAnalysis<D> = (reader: Reader, at: Located, context: AnalysisContext) => D | undefined;

/** Factors that move together under a name of the user's; a member is a factor, or a part of one (`f.shared`). */
export interface GroupDeclaration {
  readonly name: string;
  /** Of a group declared as all factors of a kind. */
  readonly kind?: About["kind"];
  readonly members: readonly { readonly name: string; readonly place: Place }[];
  readonly place: Place;
}

/** Whether parts and drift of one factor are one group, or each a group of its own (`f.shared`, `f.drift`). */
export type PartsPolicy = "together" | "apart";

/** What becomes of an analysis some of whose evaluations failed: no result, or one without the rows concerned. */
export type FailurePolicy = "refuse" | "drop";

/** What the analyses that move factors have in common. */
export interface AnalysisCommon {
  /** None: the outputs of a model without a table, else all trends' growth and all aggregates. */
  readonly targets: readonly QuantityDeclaration[];
  readonly groups: readonly GroupDeclaration[];
  readonly parts: PartsPolicy;
  readonly failures: FailurePolicy;
  readonly place: Place;
}
