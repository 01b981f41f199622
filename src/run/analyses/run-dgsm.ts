import { absentEstimate, type Estimate } from "../../analyze/estimate.ts";
import { type Derivatives, derivativeMeasures } from "../../analyze/points/dgsm.ts";
import { estimateOverParts } from "../../analyze/points/over-parts.ts";
import type { Plan } from "../../design/index.ts";
import { sampledSource } from "../../evaluate/sources.ts";
import { bindDistribution } from "../../families/bind.ts";
import type { Distribution } from "../../families/family.ts";
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
import { factorValues, type ReadFactor } from "./factor-values.ts";

/** Step of the normal score, towards the middle. */
const STEP = 1e-5;

/** A factor moved by a small step, in its own unit and as a normal score. */
interface Moved {
  /** Moved values of each of its draws: one, or one for each option of what sets it. */
  readonly values: readonly Float64Array[];
  readonly x: Float64Array;
  readonly z: Float64Array;
}

/** A draw as normal scores, from the smaller tail. */
function scoresOf({ cdf, survival }: Distribution, values: Float64Array): Float64Array {
  return values.map((value) => {
    const below = cdf(value);
    return below <= 0.5 ? normalQuantile(below) : -normalQuantile(survival(value));
  });
}

/** All draws of a factor have one u: they move by one step of the score together. */
function moveFactor(model: Model, { id, members }: DrawnFactor, plan: Plan): Moved {
  const distributions = members.map((member) => bindDistribution(model.factors[member]!.distribution));
  const source = sampledSource(model, plan);
  const read: ReadFactor = (factor) => {
    const values = new Float64Array(plan.draws);
    source.fill(factor, 0, 0, plan.draws, values, 0);
    return values;
  };
  const scores = scoresOf(distributions[0]!, read(members[0]!, 0));
  const moved = scores.map((z) => (z > 0 ? z - STEP : z + STEP));
  const values = distributions.map(({ quantile, upperQuantile }) =>
    moved.map((z) => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z)))),
  );
  const base = factorValues(model, id, 0, read);
  const after = factorValues(model, id, 0, (factor, component) => {
    const place = members.indexOf(factor);
    return place === -1 ? read(factor, component) : values[place]!;
  });
  return {
    values,
    x: after.map((value, row) => value - base[row]!),
    z: moved.map((z, row) => z - scores[row]!),
  };
}

/** Why a factor has no slope, or undefined. */
function refuseFactor({ id, components, members }: DrawnFactor, model: Model): string | undefined {
  if (components > 1) return `${id} has ${components} values at a time: a slope is that of one`;
  return members.some((member) => bindDistribution(model.factors[member]!.distribution).discrete)
    ? "a discrete factor has no slope"
    : undefined;
}

/** Whether options of another factor set this one. */
function isSet(id: string, { factors }: Model): boolean {
  return factors.some((factor) => factor.id === id && factor.option !== undefined);
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
  { id, members }: DrawnFactor,
  model: Model,
  base: Float64Array,
  moved: Float64Array,
  steps: Moved,
  replicates: number,
  dependent: boolean,
): DgsmMeasure {
  const size = base.length / replicates;
  // Under each option of what sets it a factor has another family: only the score's constant holds for all.
  const constant = isSet(id, model) ? undefined : poincareConstant(model.factors[members[0]!]!);
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
      : absentEstimate(
          "not finite: an evaluation failed, the output is constant, the factor has jumps, or an option sets it to a constant",
        );
  const refused = absentEstimate(
    "the factor is correlated with others: the bound holds for independent ones",
  );
  const scoreBound = dependent ? refused : estimate("scoreBound");
  return {
    factor: id,
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
  const usable = factors.filter((factor) => refuseFactor(factor, model) === undefined);
  const steps = usable.map((factor) => moveFactor(model, factor, plan));
  const rows = plan.draws;
  const columns = await evaluatePoints(context, {
    kind: "overridden",
    plan,
    rows,
    variants: usable.length + 1,
    byVariant: [],
    byRow: usable.flatMap(({ members }, i) =>
      members.map((factor, j) => ({ factor, variant: i + 1, values: steps[i]!.values[j]! })),
    ),
  });
  const dependent = new Set(
    model.groups.flatMap((group) => group.factors.map((index) => model.factors[index]!.id)),
  );
  return columns.map((y, target) => ({
    output: context.targets[target]!,
    evaluations: rows * (usable.length + 1),
    measures: factors.map((factor) => {
      const i = usable.indexOf(factor);
      if (i === -1) return absentMeasure(factor.id, refuseFactor(factor, model)!);
      const moved = y.subarray((i + 1) * rows, (i + 2) * rows);
      return measuresOf(
        factor,
        model,
        y.subarray(0, rows),
        moved,
        steps[i]!,
        declaration.replicates,
        dependent.has(factor.id),
      );
    }),
  }));
}

function absentMeasure(factor: string, reason: string): DgsmMeasure {
  const absent = absentEstimate(reason);
  return { factor, nu: absent, bound: absent, boundBy: null, scoreBound: absent };
}
