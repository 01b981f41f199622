import type { Estimate } from "../../analyze/estimate.ts";
import { isLowDiscrepancy } from "../../analyze/given/detect-design.ts";
import type { RowOrigin } from "../../analyze/given/sample.ts";
import type { AnalysisResults } from "../../result/analysis-results.ts";
import type { GivenResult, ShapleyResult } from "../../result/method-results.ts";
import { type Analyses, givenNames } from "../../scenario/analyses/index.ts";
import { runGiven } from "./run-given.ts";

/** Rows of a model that ran elsewhere: values of factors and of outputs, in the same rows. */
export interface GivenRows {
  readonly factors: readonly string[];
  readonly x: readonly Float64Array[];
  readonly outputs: readonly { readonly id: string; readonly y: Float64Array }[];
}

/** Columns in which every row has a value of its own, as those of continuous factors do. */
function distinctColumns(x: readonly Float64Array[]): readonly Float64Array[] {
  return x.filter((column) => new Set(column).size === column.length);
}

/**
 * Where rows of unknown make come from: a low-discrepancy design if they are too even for independent ones, whatever
 * is claimed; else what is claimed, or `other`.
 */
export function originOfRows(x: readonly Float64Array[], claimed?: RowOrigin): RowOrigin {
  if (claimed?.design === "sobol") return claimed;
  if (isLowDiscrepancy(distinctColumns(x))) return { design: "sobol", replicates: 1 };
  return claimed ?? { design: "other", replicates: 1 };
}

/**
 * The given-data methods that a scenario asks for, on rows that exist; Shapley effects, which are otherwise evaluated,
 * by nearest neighbours.
 */
export function analyzeGiven(
  analyses: Analyses,
  rows: GivenRows,
  origin: RowOrigin,
  seed: number | string,
): AnalysisResults {
  const columns = { factors: rows.factors, x: rows.x, absent: [] };
  const targets = rows.outputs.map(({ id, y }) => ({ output: id, y, columns }));
  const found = givenNames.flatMap((name) => {
    const declaration = analyses[name];
    return declaration === undefined
      ? []
      : [[name, runGiven(name, declaration, targets, origin, seed)] as const];
  });
  const { shapley } = analyses;
  const effects =
    shapley === undefined
      ? {}
      : {
          shapley: runGiven("shapleyNeighbours", { ...shapley, options: {} }, targets, origin, seed).map(
            shapleyOfNeighbours,
          ),
        };
  return { ...effects, ...Object.fromEntries(found) };
}

/** The same result as Shapley effects have that were evaluated. */
function shapleyOfNeighbours({ output, rows, failures, measures, ...totals }: GivenResult): ShapleyResult {
  const variance = totals["variance"] as Estimate;
  return {
    output,
    estimator: "nearest neighbours among the rows given",
    evaluations: 0,
    variance,
    effects: measures.map(({ factor, sh }) => {
      const share = sh as Estimate;
      const value = share.value === null || variance.value === null ? null : share.value * variance.value;
      return { factor, sh: share, variance: value };
    }),
    failures: { rows: failures, of: rows + failures },
    groups: [],
  };
}
