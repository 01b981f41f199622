import { absentEstimate, type Estimate } from "../../analyze/estimate.ts";
import { type Derivatives, derivativeMeasures } from "../../analyze/points/dgsm.ts";
import { estimateOverParts } from "../../analyze/points/over-parts.ts";
import type { Plan } from "../../design/index.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import { bindDistribution } from "../../families/bind.ts";
import { normalCdf, normalQuantile } from "../../math/special/normal.ts";
import type { Model, ModelFactor } from "../../model/model.ts";
import type { DgsmMeasure, DgsmResult } from "../../result/method-results.ts";
import type { DgsmDeclaration } from "../../scenario/analyses/index.ts";
import {
  type DrawnFactor,
  drawnFactors,
  evaluatePoints,
  type PointContext,
  planPoints,
} from "./evaluate-points.ts";

/** Step of the normal score, towards the middle. */
const STEP = 1e-5;

/** A factor moved by a small step, in its own unit and as a normal score. */
interface Moved {
  readonly values: Float64Array;
  readonly x: Float64Array;
  readonly z: Float64Array;
}

function moveFactor(model: Model, factor: number, plan: Plan): Moved {
  const distribution = bindDistribution(model.factors[factor]!.distribution);
  const base = new Float64Array(plan.draws);
  sampledSource(model, plan).fill(factor, 0, 0, plan.draws, base, 0);
  const scores = base.map((value) => {
    const below = distribution.cdf(value);
    return below <= 0.5 ? normalQuantile(below) : -normalQuantile(distribution.survival(value));
  });
  const moved = scores.map((z) => (z > 0 ? z - STEP : z + STEP));
  const values = moved.map((z) =>
    z <= 0 ? distribution.quantile(normalCdf(z)) : distribution.upperQuantile(normalCdf(-z)),
  );
  return {
    values,
    x: values.map((value, row) => value - base[row]!),
    z: moved.map((z, row) => z - scores[row]!),
  };
}

/** Why a factor has no slope, or undefined. */
function refuseFactor({ id, components, members }: DrawnFactor, model: Model): string | undefined {
  if (components > 1) return `${id} has ${components} values at a time: a slope is that of one`;
  if (members.length > 1) return `${id} depends on a choice: it has a slope under each option`;
  return bindDistribution(model.factors[members[0]!]!.distribution).discrete
    ? "a discrete factor has no slope"
    : undefined;
}

/** Poincaré constant of a factor's own family, where it is known in closed form, and what it is. */
function poincareConstant({ distribution }: ModelFactor): { value: number; by: string } | undefined {
  if (distribution.truncate !== undefined) return undefined;
  const { support, variance } = bindDistribution(distribution);
  const width = support[1] - support[0];
  if (distribution.family === "uniform")
    return { value: (width * width) / (Math.PI * Math.PI), by: "uniform: (high − low)²/π²" };
  return distribution.family === "normal" ? { value: variance, by: "normal: sd²" } : undefined;
}

function measuresOf(
  factor: ModelFactor,
  base: Float64Array,
  moved: Float64Array,
  steps: Moved,
  replicates: number,
  dependent: boolean,
): DgsmMeasure {
  const size = base.length / replicates;
  const constant = poincareConstant(factor);
  const over = (from: number, to: number) =>
    derivativeMeasures(base, moved, steps, constant?.value ?? Number.NaN, from, to);
  const whole = over(0, base.length);
  const parts = Array.from({ length: replicates }, (_, r) => over(r * size, (r + 1) * size));
  const estimate = (name: keyof Derivatives): Estimate =>
    Number.isFinite(whole[name])
      ? estimateOverParts(
          whole[name],
          parts.map((part) => part[name]),
          "replicates",
        )
      : absentEstimate("not finite: an evaluation failed, the output is constant, or the factor has jumps");
  const refused = absentEstimate(
    "the factor is correlated with others: the bound holds for independent ones",
  );
  const scoreBound = dependent ? refused : estimate("scoreBound");
  return {
    factor: factor.id,
    nu: estimate("nu"),
    bound: dependent || constant === undefined ? scoreBound : estimate("familyBound"),
    boundBy: dependent ? null : (constant?.by ?? "normal score: 1"),
    scoreBound,
  };
}

/** Derivative-based measures of every target, and the bounds of total indices that follow. */
export async function runDgsm(
  declaration: DgsmDeclaration,
  context: PointContext,
): Promise<readonly DgsmResult[]> {
  const { model } = context;
  const plan = planPoints(context, "dgsm", declaration.base, declaration.replicates);
  const factors = drawnFactors(model);
  const usable = factors.flatMap((factor) =>
    refuseFactor(factor, model) === undefined ? [factor.members[0]!] : [],
  );
  const steps = usable.map((factor) => moveFactor(model, factor, plan));
  const rows = plan.draws;
  const columns = await evaluatePoints(context, {
    kind: "overridden",
    plan,
    rows,
    variants: usable.length + 1,
    byVariant: [],
    byRow: usable.map((factor, i) => ({ factor, variant: i + 1, values: steps[i]!.values })),
  });
  const dependent = new Set(model.groups.flatMap((group) => group.factors));
  return columns.map((y, target) => ({
    output: context.targets[target]!,
    evaluations: rows * (usable.length + 1),
    measures: factors.map((factor) => {
      const [first] = factor.members;
      const i = usable.indexOf(first!);
      if (i === -1) return absentMeasure(factor.id, refuseFactor(factor, model)!);
      const moved = y.subarray((i + 1) * rows, (i + 2) * rows);
      return measuresOf(
        model.factors[first!]!,
        y.subarray(0, rows),
        moved,
        steps[i]!,
        declaration.replicates,
        dependent.has(first!),
      );
    }),
  }));
}

function absentMeasure(factor: string, reason: string): DgsmMeasure {
  const absent = absentEstimate(reason);
  return { factor, nu: absent, bound: absent, boundBy: null, scoreBound: absent };
}
