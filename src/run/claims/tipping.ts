import type { SingleChange } from "../../analyze/claims/single-changes.ts";
import { type LatentDimension, latentDimensions, latentPoints } from "../../evaluate/points/latent.ts";
import { marginOf } from "../../expression/statement.ts";
import { normalCdf } from "../../math/special/normal.ts";
import { freezeModel } from "../../model/freeze.ts";
import { unitsOf } from "../../model/unit-check.ts";
import type { ClaimResult, JointTipping, SingleTipping, TippingValue } from "../../result/claim-result.ts";
import { runPieces } from "../executor.ts";
import { bindQuantities, narrow } from "../quantities.ts";
import { nominalChoice, scoresOf } from "./combinations.ts";
import type { ClaimWorkSetting } from "./run-claims.ts";
import { type TippingFound, type TippingJob, tippingKind } from "./tipping-job.ts";

/** Shares of β² below this are left out of a point. */
const leastShare = 0.005;

/** For each claim, what would turn it over: one factor alone, and the shared factors jointly. */
export async function findTippingPoints(
  setting: ClaimWorkSetting,
): Promise<readonly ClaimResult["tipping"][]> {
  const { scenario, built, prepared, executor } = setting;
  const margins = scenario.claims.map(({ quantity }) => ({ ...quantity, expr: marginOf(quantity.expr) }));
  const frozen = freezeModel(
    built.model,
    ({ shared, distribution }) => shared && distribution.family !== "constant",
  );
  const dimensions = latentDimensions(frozen);
  const { model, reductions } = narrow(frozen, bindQuantities(prepared, frozen, margins));
  const job: TippingJob = { kind: "tipping", model, reductions, dimensions };
  const wanted = [...scenario.claims.keys()].filter((claim) => scenario.claims[claim]!.tipping);
  const session = executor.open(job, 0);
  const found = await runPieces(session, tippingKind, wanted, () => {});
  const name = naming(scenario, job);
  const described = found.map(({ margin, changes, joint, searched, of }): ClaimResult["tipping"] => ({
    atMedians: Number.isNaN(margin) ? null : margin > 0 ? "holds" : "fails",
    single: changes.map((change) => singleTipping(dimensions, change, name)).sort(byProbability),
    joint: jointTipping(dimensions, joint, name, margin),
    combinations: { searched, of },
  }));
  return scenario.claims.map((_, claim) => described[wanted.indexOf(claim)] ?? notSearched);
}

/** Of a claim with `tipping: false`. */
const notSearched: ClaimResult["tipping"] = {
  atMedians: null,
  single: [],
  joint: { none: "not searched" },
  combinations: { searched: 0, of: 0 },
};

function byProbability(a: SingleTipping, b: SingleTipping): number {
  return b.probability - a.probability;
}

/** Factor and value of a dimension at a point, in its own unit. */
type Name = (dimension: number, scores: Float64Array) => TippingValue;

function naming(scenario: ClaimWorkSetting["scenario"], { model, dimensions }: TippingJob): Name {
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
  found: TippingFound["joint"],
  name: Name,
  margin: number,
): ClaimResult["tipping"]["joint"] {
  if (Number.isNaN(margin)) return { none: "not defined at the medians" };
  if (found === null) return { none: "none within 6 standard deviations of the medians" };
  const { distance, combination } = found;
  const at = Float64Array.from(found.at);
  const nominal = nominalChoice(dimensions);
  const changed = [...dimensions.keys()].filter((k) => combination.choice[k] !== nominal[k]);
  // Factors that one choice sets together share a stream: another part of it may leave the first one as it is.
  const options = changed.map((k) => name(k, at)).filter(({ value, from }) => value !== from);
  const point: JointTipping["point"] = [...dimensions.keys()]
    .filter((k) => dimensions[k]!.options === undefined && distance > 0)
    .map((k) => ({ ...name(k, at), score: at[k]!, share: (at[k]! / distance) ** 2 }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share);
  return {
    beta: distance,
    probability: normalCdf(-distance),
    point,
    options,
    optionsProbability: combination.probability,
  };
}
