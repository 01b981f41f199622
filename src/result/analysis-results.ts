import type { GivenName } from "../scenario/analyses/index.ts";
import type {
  DgsmResult,
  EfastResult,
  GivenResult,
  NestedResult,
  ShapleyResult,
  TornadoResult,
  TwoWayResult,
} from "./method-results.ts";
import type { MissingResult } from "./missing-result.ts";
import type { MorrisResult, SobolResult } from "./sensitivity-result.ts";

/** Of each given-data method. */
type GivenResults = { readonly [name in GivenName]?: readonly GivenResult[] };

/** The results of analyses, one entry for each target; a key for each method, in the order of a result file. */
export interface AnalysisResults extends GivenResults {
  readonly sobol?: readonly SobolResult[];
  readonly morris?: readonly MorrisResult[];
  readonly shapley?: readonly ShapleyResult[];
  readonly efast?: readonly EfastResult[];
  readonly dgsm?: readonly DgsmResult[];
  readonly tornado?: readonly TornadoResult[];
  readonly twoWay?: readonly TwoWayResult[];
  readonly nested?: readonly NestedResult[];
  readonly missing?: readonly MissingResult[];
}
