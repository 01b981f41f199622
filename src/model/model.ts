import type { Expr } from "../expression/expr.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";

/** A factor as the model uses it: one draw per component, and for each system the component that it reads. */
export interface ModelFactor {
  /** What equations read. */
  readonly name: string;
  /** What analyses call it: `f`, `f.shared`, `f.drift`. */
  readonly id: string;
  /** Name of its columns in a plan; factors of one stream draw the same u. */
  readonly stream: string;
  /** What it moves with where dependent factors move as one: the declared factor, or several joined by `+`. */
  readonly group: string;
  readonly distribution: DistributionDeclaration;
  /** Read only where the factor of that id has this value; the others of the same id are read elsewhere. */
  readonly option?: { readonly chooser: string; readonly value: number };
  /** Value in the deterministic evaluation; absent means the distribution's own. */
  readonly nominal?: number;
  readonly shared: boolean;
  /** Names of the components in order of first appearance; `[""]` for a shared factor. */
  readonly components: readonly string[];
  /** Index into `components`, by system. */
  readonly componentOf: Int32Array;
}

/** Factors that a Gaussian copula ties together; `cholesky` is lower triangular, row-major. */
export interface CorrelatedGroup {
  /** Indices into `factors`. */
  readonly factors: readonly number[];
  readonly cholesky: Float64Array;
}

/**
 * What is evaluated: plain data without files, places or units, so that it can be sent to any worker.
 * A model without a table has the one system "".
 */
export interface Model {
  readonly systems: readonly string[];
  readonly constants: Readonly<Record<string, number>>;
  /** Numbers by system; NaN where a cell is empty (only ever behind a condition that does not read it). */
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly factors: readonly ModelFactor[];
  readonly groups: readonly CorrelatedGroup[];
  /** In an order in which each reads only what stands before it. */
  readonly equations: readonly { readonly name: string; readonly expr: Expr }[];
  /** Names of the equations whose values are kept. */
  readonly targets: readonly string[];
}
