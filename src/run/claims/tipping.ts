import type { SingleChange } from "../../analyze/claims/single-changes.ts";
import { type LatentDimension, latentDimensions, latentPoints } from "../../evaluate/points/latent.ts";
import { compile } from "../../evaluate/program.ts";
import { marginOf } from "../../expression/statement.ts";
import { normalCdf } from "../../math/special/normal.ts";
import { freezeModel } from "../../model/freeze.ts";
import { unitsOf } from "../../model/unit-check.ts";
import type { ClaimResult, JointTipping, SingleTipping, TippingValue } from "../../result/claim-result.ts";
import { runPieces } from "../executor.ts";
import { bindQuantities, narrow } from "../quantities.ts";
import { type Combination, listCombinations } from "./combinations.ts";
import type { ClaimsSetting } from "./run-claims.ts";
import {
  type JointFound,
  nominalChoice,
  type SingleFound,
  scoresOf,
  type TippingJob,
  type TippingPiece,
  tippingKind,
} from "./tipping-job.ts";

/** Shares of β² below this are left out of a point. */
const leastShare = 0.005;
/** Nearest single changes from which joint searches start, besides the gradient's direction. */
const mostStarts = 4;

/** For each claim, what would turn it over: one factor alone, and the shared factors jointly. */
export async function findTippingPoints(setting: ClaimsSetting): Promise<readonly ClaimResult["tipping"][]> {
  const { scenario, built, prepared, executor } = setting;
  const margins = scenario.claims.map(({ quantity }) => ({ ...quantity, expr: marginOf(quantity.expr) }));
  const frozen = freezeModel(
    built.model,
    ({ shared, distribution }) => shared && distribution.family !== "constant",
  );
  const dimensions = latentDimensions(frozen);
  const { model, reductions } = narrow(frozen, bindQuantities(prepared, frozen, margins));
  const job: TippingJob = { kind: "tipping", model, program: compile(model), reductions, dimensions };
  const session = executor.open(job, 0);
  const run = (pieces: readonly TippingPiece[]) => runPieces(session, tippingKind, pieces, () => {});
  const claims = scenario.claims.map((_, claim) => claim);
  const singles = (await run(claims.map((claim) => ({ stage: "single", claim })))) as readonly SingleFound[];
  const plans = singles.map((single) => planJoint(dimensions, single));
  const pieces = plans.flatMap(({ list, starts }, claim) =>
    list.map(
      ({ choice }): TippingPiece => ({ stage: "joint", claim, choice, starts, side: singles[claim]!.margin }),
    ),
  );
  const found = (await run(pieces)) as readonly (JointFound | null)[];
  const name = naming(scenario, job);
  const firsts = plans.map((_, claim) =>
    plans.slice(0, claim).reduce((sum, { list }) => sum + list.length, 0),
  );
  return plans.map(({ list, of }, claim) => {
    const own = found.slice(firsts[claim], firsts[claim]! + list.length);
    const { margin, changes } = singles[claim]!;
    return {
      atMedians: Number.isNaN(margin) ? null : margin > 0 ? "holds" : "fails",
      single: changes.map((change) => singleTipping(dimensions, change, name)).sort(byDistance),
      joint: jointTipping(dimensions, list, own, name, margin),
      combinations: { searched: list.length, of },
    };
  });
}

function byDistance(a: SingleTipping, b: SingleTipping): number {
  return b.probability - a.probability;
}

/** Combinations of the options that matter to a claim, and where their searches start. */
function planJoint(dimensions: readonly LatentDimension[], { margin, changes, active }: SingleFound) {
  if (Number.isNaN(margin)) return { list: [], of: 0, starts: [] };
  const nominal = scoresOf(dimensions, nominalChoice(dimensions));
  const starts = changes
    .filter(({ option }) => option === undefined)
    .sort((a, b) => Math.abs(a.score) - Math.abs(b.score))
    .slice(0, mostStarts)
    .map(({ dimension, score }) => nominal.with(dimension, score));
  return { ...listCombinations(dimensions, active), starts };
}

/** Factor and value of a dimension at a point, in its own unit. */
type Name = (dimension: number, scores: Float64Array) => TippingValue;

function naming(scenario: ClaimsSetting["scenario"], { model, dimensions }: TippingJob): Name {
  const unitOf = unitsOf(scenario);
  const points = latentPoints(model, dimensions, 1);
  const nominal = scoresOf(dimensions, nominalChoice(dimensions));
  return (dimension, scores) => {
    const [factor] = dimensions[dimension]!.factors;
    const { id, name } = model.factors[factor!]!;
    return {
      factor: id,
      value: points.factorValue(factor!, scores),
      from: points.factorValue(factor!, nominal),
      unit: unitOf.get(name) ?? "1",
    };
  };
}

function singleTipping(
  dimensions: readonly LatentDimension[],
  { dimension, score, option }: SingleChange,
  name: Name,
): SingleTipping {
  const scores = scoresOf(dimensions, nominalChoice(dimensions)).with(dimension, score);
  const found = name(dimension, scores);
  if (option === undefined) return { ...found, score, probability: normalCdf(-Math.abs(score)) };
  return { ...found, score: null, probability: dimensions[dimension]!.options![option]!.probability };
}

function jointTipping(
  dimensions: readonly LatentDimension[],
  list: readonly Combination[],
  found: readonly (JointFound | null)[],
  name: Name,
  margin: number,
): ClaimResult["tipping"]["joint"] {
  if (Number.isNaN(margin)) return { none: "not defined at the medians" };
  const candidates = found.flatMap((point, index) => {
    if (point === null) return [];
    const { choice, probability } = list[index]!;
    return [{ point, choice, probability: probability * normalCdf(-point.distance) }];
  });
  const [best] = candidates.sort((a, b) => b.probability - a.probability);
  if (best === undefined) return { none: "none within 6 standard deviations of the medians" };
  const { distance, at } = best.point;
  const nominal = nominalChoice(dimensions);
  const options = [...dimensions.keys()].filter((k) => best.choice[k] !== nominal[k]);
  const point: JointTipping["point"] = [...dimensions.keys()]
    .filter((k) => dimensions[k]!.options === undefined && distance > 0)
    .map((k) => ({ ...name(k, at), score: at[k]!, share: (at[k]! / distance) ** 2 }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share);
  return {
    beta: distance,
    probability: best.probability,
    point,
    options: options.map((k) => name(k, at)),
  };
}
