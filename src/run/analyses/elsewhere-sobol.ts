import { lookAt } from "../../analyze/sobol/centring.ts";
import { chooseEstimator } from "../../analyze/sobol/estimators.ts";
import type { IntervalMethod } from "../../analyze/sobol/intervals.ts";
import { addBlock, type Centring, makeSums, type SaltelliColumns } from "../../analyze/sobol/sums.ts";
import { saltelliRow } from "../../design/saltelli.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import { log } from "../../math/elementary.ts";
import type { SobolResult } from "../../result/sensitivity-result.ts";
import type { SobolDeclaration } from "../../scenario/analyses/index.ts";
import { describeSobol } from "./describe-sobol.ts";
import type { DesignPoints } from "./design-points.ts";
import { type FactorGroup, makeGroups } from "./groups.ts";
import type { AnalysisSetting } from "./setting.ts";
import { intervalMethod } from "./sobol.ts";
import { describeSobolPlan, designSobol } from "./sobol-design.ts";
import { mostParts } from "./sobol-parts.ts";

/** What is needed to lay out a design, without anything to evaluate it. */
export type DesignSetting = Pick<AnalysisSetting, "scenario" | "built" | "directions">;

const level = 0.95;

/** Names of the points of each row of A in the order of SALib: A, AB of each group, BA of each group, B. */
function pointNames(groups: readonly { readonly name: string }[], both: boolean): readonly string[] {
  const swapped = (matrix: string): readonly string[] => groups.map(({ name }) => `${matrix}/${name}`);
  return ["A", ...swapped("AB"), ...(both ? swapped("BA") : []), "B"];
}

/** The points of `analyses.sobol`: replicate by replicate, row of A by row, in the order of SALib. */
export function sobolPoints(declaration: SobolDeclaration, setting: DesignSetting): DesignPoints {
  const { model } = setting.built;
  const grouping = makeGroups(model, declaration);
  const { base, replicates } = declaration;
  const design = designSobol(setting, model, grouping, declaration, base);
  const names = pointNames(grouping.groups, declaration.both);
  const ids = Array.from({ length: replicates }, (_, replicate) =>
    Array.from({ length: base }, (_, row) => names.map((name) => `sobol/${replicate}/${row}/${name}`)).flat(),
  ).flat();
  const sources = ([0, 1] as const).map((matrix) => sampledSource(model, design.plan.plan, matrix));
  const { groups } = design.swaps;
  return {
    ids,
    values(factor, component) {
      const columns = sources.map((source) => {
        const column = new Float64Array(base * replicates);
        for (let replicate = 0; replicate < replicates; replicate++) {
          const first = saltelliRow(design.plan, replicate, 0);
          source.fill(factor, component, first, first + base, column, replicate * base);
        }
        return column;
      });
      const group = grouping.groupOf[factor]!;
      const isFromB = names.map((_, point) => {
        if (point === 0) return false;
        if (point === names.length - 1) return true;
        return point <= groups ? point - 1 === group : point - 1 - groups !== group;
      });
      return Float64Array.from(
        ids,
        (_, row) => columns[isFromB[row % names.length] ? 1 : 0]![Math.floor(row / names.length)]!,
      );
    },
    plan: describeSobolPlan(design, base, replicates),
  };
}

/** The columns of rows in the order of `sobolPoints`. */
function splitPoints(y: Float64Array, groups: number, both: boolean): SaltelliColumns {
  const points = 2 + groups * (both ? 2 : 1);
  const rows = y.length / points;
  const column = (point: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => y[row * points + point]!);
  const columns = (first: number): readonly Float64Array[] =>
    Array.from({ length: groups }, (_, group) => column(first + group));
  return { a: column(0), ab: columns(1), ba: both ? columns(1 + groups) : [], b: column(points - 1) };
}

/** What there is to know of rows in the order of `sobolPoints`, besides the outputs in them. */
export interface SaltelliRows {
  readonly groups: readonly FactorGroup[];
  /** Rows of A in each replicate. */
  readonly base: number;
  readonly replicates: number;
  readonly both: boolean;
  readonly method: IntervalMethod;
}

/** Indices of outputs made elsewhere in rows in the order of `sobolPoints`, centred by the mean of all rows, as SALib does. */
export function estimateIndices(
  declaration: Pick<SobolDeclaration, "estimator" | "failures" | "log" | "order" | "tolerance">,
  { groups, base, replicates, both, method }: SaltelliRows,
  outputs: readonly { readonly id: string; readonly y: Float64Array }[],
): readonly SobolResult[] {
  const { order, estimator, failures, tolerance } = declaration;
  const layout = { groups: groups.length, both, second: order === 2 };
  const partRows = method.kind === "replicates" ? base : Math.ceil((base * replicates) / mostParts);
  const options = { layout, estimator: chooseEstimator(estimator, both), method, failures, level };
  const sumUp = (columns: SaltelliColumns, by: Centring) =>
    Array.from({ length: Math.ceil(columns.a.length / partRows) }, (_, part) => {
      const cut = (column: Float64Array): Float64Array =>
        column.subarray(part * partRows, (part + 1) * partRows);
      const { a, b, ab, ba } = columns;
      const sums = makeSums(layout);
      addBlock(sums, layout, { a: cut(a), b: cut(b), ab: ab.map(cut), ba: ba.map(cut) }, by);
      return sums;
    });
  return outputs.map(({ id, y }) => {
    const { skewed, ...by } = lookAt(y);
    const columns = splitPoints(y, layout.groups, both);
    const takeLog = declaration.log === "always" || (declaration.log === "auto" && skewed);
    const logs = y.map(log);
    const about = { output: id, groups, base, replicates, evaluations: y.length };
    const logSums = takeLog
      ? { log: { parts: sumUp(splitPoints(logs, layout.groups, both), lookAt(logs)), by: lookAt(logs) } }
      : {};
    return describeSobol({ parts: sumUp(columns, by), by, ...logSums }, about, options, tolerance);
  });
}

/** Indices of outputs made elsewhere at the points of `sobolPoints`. */
export function analyzeSobol(
  declaration: SobolDeclaration,
  setting: DesignSetting,
  outputs: readonly { readonly id: string; readonly y: Float64Array }[],
): readonly SobolResult[] {
  const { model } = setting.built;
  const grouping = makeGroups(model, declaration);
  const { base, replicates, both } = declaration;
  const { plan } = designSobol(setting, model, grouping, declaration, base).plan;
  const method = intervalMethod(declaration, plan.key);
  return estimateIndices(declaration, { groups: grouping.groups, base, replicates, both, method }, outputs);
}
