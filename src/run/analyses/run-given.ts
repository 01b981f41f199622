import { absentEstimate, type Estimate } from "../../analyze/estimate.ts";
import { estimateGiven, type GivenEstimates } from "../../analyze/given/estimate-given.ts";
import type { GivenMethod } from "../../analyze/given/method.ts";
import { givenMethods } from "../../analyze/given/methods.ts";
import type { RowOrigin } from "../../analyze/given/sample.ts";
import { columnKey, masterKey } from "../../design/key.ts";
import type { GivenMeasure, GivenResult } from "../../result/method-results.ts";
import type { GivenDeclaration, GivenName } from "../../scenario/analyses/index.ts";
import type { FactorColumns } from "./factor-columns.ts";

/** A target with its values and those of the factors, in the same rows. */
export interface GivenTarget {
  readonly output: string;
  readonly y: Float64Array;
  readonly columns: FactorColumns;
}

function measureOf(factor: string, estimates: Readonly<Record<string, Estimate>>): GivenMeasure {
  return { factor, ...estimates };
}

function resultOf(
  method: GivenMethod,
  declaration: GivenDeclaration,
  { output, columns }: GivenTarget,
  origin: RowOrigin,
  found: GivenEstimates,
): GivenResult {
  const { rows, failures, totals, measures, dummy } = found;
  const left = method.ofGroup === undefined ? columns.absent : [];
  const absent = left.map(({ factor, reason }) =>
    measureOf(factor, Object.fromEntries(method.measures.map((name) => [name, absentEstimate(reason)]))),
  );
  return {
    output,
    rows,
    failures,
    design: origin.design,
    ...(Object.keys(declaration.options).length === 0 ? {} : { options: declaration.options }),
    ...totals,
    ...(dummy === undefined ? {} : { dummy }),
    measures: [...measures.map(({ factor, estimates }) => measureOf(factor, estimates)), ...absent],
  };
}

/** What one given-data method says of every target. */
export function runGiven(
  name: GivenName,
  declaration: GivenDeclaration,
  targets: readonly GivenTarget[],
  origin: RowOrigin,
  seed: number | string,
): readonly GivenResult[] {
  const method = givenMethods.find((candidate) => candidate.name === name)!;
  const master = masterKey(seed, "given-data");
  return targets.map((target) => {
    const { output, y, columns } = target;
    const key = columnKey(master, name, output, 0);
    const sample = { factors: columns.factors, x: columns.x, groups: columns.absent, y, origin, key };
    return resultOf(method, declaration, target, origin, estimateGiven(method, sample, declaration.options));
  });
}
