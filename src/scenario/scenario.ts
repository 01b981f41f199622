import type { Expr } from "../expression/expr.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";
import type { LinearFit } from "../math/linear-fit.ts";
import type { TableDescription } from "../table/data-package.ts";
import type { Table, TableColumn } from "../table/table.ts";
import type { Analyses } from "./analyses/index.ts";

/** Where something was declared, for messages. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: string;
}

export interface Constant {
  readonly name: string;
  readonly value: number;
  readonly unit?: string;
  readonly source?: string;
  readonly place: Place;
}

export interface Equation {
  readonly name: string;
  /** As written, for `explain`. */
  readonly text: string;
  readonly expr: Expr;
  readonly unit?: string;
  readonly description?: string;
  readonly place: Place;
}

/** `shared`: one draw for all systems; `system`: one each; columns: one per distinct combination. */
export type Scope = "shared" | "system" | readonly string[];

/** What is said of a factor, or of a part of one, besides its distribution. */
export interface About {
  readonly kind?: "epistemic" | "aleatory" | "modelForm";
  /** Value in the deterministic evaluation; without it the distribution's own nominal. */
  readonly nominal?: number;
  readonly source?: string;
  readonly rationale?: string;
  readonly place: Place;
}

/** One random part of a factor, named by its key under `parts`. */
export interface Part extends About {
  readonly name: string;
  readonly distribution: DistributionDeclaration;
  readonly scope: Scope;
}

/** Change with time: the factor is its value · exp(drift · (over − centre)), with one drift for all systems. */
export interface Drift extends About {
  readonly distribution: DistributionDeclaration;
  readonly centre: number;
  /** The name that holds the year. */
  readonly over: string;
}

/** `logit`: parts add up on the logit scale. */
export type Combine = "product" | "sum" | "logit";

interface AnyFactor extends About {
  readonly name: string;
  readonly unit?: string;
  readonly drift?: Drift;
}

/** The distribution that an option of another factor gives to a factor. */
export interface SetFactor {
  readonly name: string;
  readonly distribution: DistributionDeclaration;
  readonly nominal?: number;
  readonly place: Place;
}

/** What one option of a categorical implies for other factors. */
export interface OptionSet {
  readonly value: number;
  readonly factors: readonly SetFactor[];
}

/** A factor with one distribution. */
export interface PlainFactor extends AnyFactor {
  readonly distribution: DistributionDeclaration;
  readonly scope: Scope;
  /** One entry for each option, in their order, of a categorical that sets other factors. */
  readonly sets?: readonly OptionSet[];
  readonly parts?: never;
  readonly combine?: never;
}

/** A factor made of several random parts, each with a scope of its own; its nominal is theirs combined. */
export interface PartedFactor extends AnyFactor {
  readonly parts: readonly Part[];
  readonly combine: Combine;
  readonly distribution?: never;
}

/** One regression behind a factor: of what is known of it on what else is known, for the systems that it serves. */
export interface RegressionFit {
  /** Names of the predictors, in their order. */
  readonly predictors: readonly string[];
  /** What the parts of this fit are called: the name of each predictor, `level`, `precision`, with a number if several. */
  readonly parts: readonly string[];
  readonly fit: LinearFit;
  /** Systems whose value it gives. */
  readonly imputed: number;
}

/** How a factor is imputed where a table has no value of it. */
export interface Regression {
  /** The scale on which the regression is linear. */
  readonly scale: "log10" | "linear";
  /** Systems of the table whose value is recorded. */
  readonly recorded: number;
  readonly fits: readonly RegressionFit[];
  /** The name that holds the year of `shift_per_year`, and the year in which that changes nothing; absent without one. */
  readonly shiftOver?: { readonly over: string; readonly centre: number };
  /** What the equations read, to be added to the table: named by `regressionColumns`. */
  readonly columns: readonly TableColumn[];
}

/** A factor that a table has for some systems, and a regression with its errors, as parts, gives for the others. */
export interface RegressedFactor extends AnyFactor {
  readonly parts: readonly Part[];
  readonly combine: "regression";
  readonly regression: Regression;
  readonly distribution?: never;
}

/** An uncertain input as declared; `expandScenario` of the model makes plain draws and equations of it. */
export type Factor = PlainFactor | PartedFactor | RegressedFactor;

export interface Correlation {
  readonly factors: readonly [string, string];
  readonly spearman: number;
  readonly place: Place;
}

export interface Sampling {
  readonly design: "random" | "lhs" | "sobol";
  /** Total number of draws, over all replicates. */
  readonly draws: number;
  readonly seed: number | string;
  readonly replicates: number;
  /** Extra percentiles, besides the standard ones; each in (0, 1). */
  readonly quantiles: readonly number[];
  /** Individual components beyond this many Sobol' dimensions come from hashed streams. */
  readonly qmcDimensions: number;
  readonly place: Place;
}

export interface TrendDeclaration {
  readonly id: string;
  readonly of: string;
  readonly over: string;
  readonly fit: "ols" | "theil-sen" | "frontier";
  /** Systems of each year that a frontier has. */
  readonly top: number;
  /** Whether a frontier is chosen again in each draw, by the values drawn. */
  readonly rerank: boolean;
  /** Draws that are fitted, where not as many as the fit takes by itself. */
  readonly draws?: number;
  readonly where?: Expr;
  readonly place: Place;
}

export interface AggregateDeclaration {
  readonly id: string;
  readonly of: string;
  /** `share`: the sum over `where` as a share of the sum over all systems. */
  readonly reduce: "sum" | "mean" | "median" | "share";
  readonly where?: Expr;
  readonly place: Place;
}

/** A value that every draw has. */
export type ResultPath =
  /** `system` is absent for a model without a table. */
  | { readonly kind: "output"; readonly system?: string; readonly output: string }
  | {
      readonly kind: "trend";
      readonly id: string;
      /** With the choice of systems, or the inputs, left alone; absent for both together. */
      readonly variant?: "inputs" | "composition";
      readonly measure: "growthPerYear" | "doublingMonths" | "r2" | "slope";
    }
  | { readonly kind: "aggregate"; readonly id: string };

/** An expression over results, evaluated in every draw: the target of an analysis, or a claim. */
export interface QuantityDeclaration {
  /** As written. */
  readonly id: string;
  readonly expr: Expr;
  /** What the names in `expr` stand for. */
  readonly reads: Readonly<Record<string, ResultPath>>;
  readonly place: Place;
}

/** A scenario as it was asked for: enough to read it again. */
export interface ScenarioRequest {
  readonly path: string;
  /** `PATH=VALUE`, in order; `--draws` and `--seed` come last. */
  readonly sets: readonly string[];
  /** Of a family, the member. */
  readonly member?: string;
  /** Methods of analysis in the place of those that the file declares. */
  readonly methods?: readonly string[];
  /** Modules that add what the scenario may need. */
  readonly plugins?: readonly string[];
}

/** An expression over results that is reported like an output. */
export interface ReportedQuantity {
  readonly id: string;
  /** In words. */
  readonly statement?: string;
  /** Of its value, as declared. */
  readonly unit: string;
  readonly quantity: QuantityDeclaration;
}

/** A statement about results whose probability is asked for. */
export interface ClaimDeclaration {
  readonly id: string;
  /** In words. */
  readonly statement: string;
  /** True or false in every draw. */
  readonly quantity: QuantityDeclaration;
  /** Whether a run in which it does not hold counts as failed. */
  readonly required: boolean;
  /** Probability from which on it holds, where it is required. */
  readonly atLeast: number;
  /** Whether what would turn it over is searched for. */
  readonly tipping: boolean;
  readonly place: Place;
}

/** A factor, or constant of the model, with the values that it takes in turn. */
export interface RangedFactor {
  readonly factor: string;
  /** Ascending. */
  readonly values: readonly number[];
}

/** A question: the value of a factor at which the two sides of a target are equal. */
export interface BreakEvenDeclaration extends RangedFactor {
  readonly id: string;
  /** In words. */
  readonly statement?: string;
  /** Factors that take the same value. */
  readonly with: readonly string[];
  /** An expression `left == right`. */
  readonly target: QuantityDeclaration;
  /** A second factor, for a map over both. */
  readonly map?: RangedFactor;
}

/**
 * A scenario file, read, with its includes, model, tables and `--set` applied and every value checked on its own.
 * What needs the model as a whole (names, cycles, units, empty cells) is checked when the model is built.
 */
export interface Scenario {
  readonly file: string;
  /** What was asked for: the file and the changes of the command line. */
  readonly request: ScenarioRequest;
  readonly name: string;
  readonly description?: string;
  readonly constants: readonly Constant[];
  readonly equations: readonly Equation[];
  /** What model and scenario leave out, in words. */
  readonly excluded: readonly string[];
  /** In declared order: includes first, an override keeps the place of what it overrides. */
  readonly factors: readonly Factor[];
  readonly outputs: readonly { readonly name: string; readonly place: Place }[];
  readonly sampling: Sampling;
  readonly correlations: readonly Correlation[];
  readonly trends: readonly TrendDeclaration[];
  readonly aggregates: readonly AggregateDeclaration[];
  readonly analyses: Analyses;
  readonly quantities: readonly ReportedQuantity[];
  readonly claims: readonly ClaimDeclaration[];
  readonly breakEvens: readonly BreakEvenDeclaration[];
  /** Present when the scenario has a table: joined, imputed, filtered by `where`, its key checked. */
  readonly systems?: {
    readonly table: Table;
    readonly key: string;
    /** What becomes of a system with an empty cell that an equation needs. */
    readonly missing: "error" | "drop";
    readonly place: Place;
  };
  /** Things to tell that are not errors, e.g. a factor that hides a column. */
  readonly notes: readonly string[];
  /** Every file that was read, in order, with the SHA-256 of its bytes; names relative to the scenario file. */
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  /** The tables among them, as their data packages describe them. */
  readonly tables: readonly TableDescription[];
  /** The scenario as plain data after includes and `--set`, for the digest. */
  readonly resolved: unknown;
}
