import { findDecisive } from "../../analyze/claims/decisive.ts";
import { countTrue, estimateProbability } from "../../analyze/claims/probability.ts";
import { absentEstimate, type Estimate } from "../../analyze/estimate.ts";
import { compile } from "../../evaluate/program.ts";
import { marginOf } from "../../expression/statement.ts";
import type { BuiltModel } from "../../model/build.ts";
import { compositionFactor } from "../../model/composition.ts";
import { freezeModel } from "../../model/freeze.ts";
import type { ModelFactor } from "../../model/model.ts";
import type { ClaimResult } from "../../result/claim-result.ts";
import type { ClaimDeclaration, QuantityDeclaration, Scenario } from "../../scenario/scenario.ts";
import type { Bands } from "../bands.ts";
import { runColumns } from "../columns-job.ts";
import type { Deterministic } from "../deterministic.ts";
import { type Executor, within } from "../executor.ts";
import type { PreparedJob } from "../make-job.ts";
import { bindQuantities, narrow } from "../quantities.ts";
import { findTippingPoints } from "./tipping.ts";
import { individualTraits, sharedTraits } from "./traits.ts";

/** Quantities of each claim, in this order. */
const perClaim = 3;

/** What a run has to compute for its claims: whether each holds, its margin, and whether it holds under the inputs alone. */
export function claimQuantities({ claims }: Scenario, { model }: BuiltModel): readonly QuantityDeclaration[] {
  const varies = model.factors.some(isVaryingComposition);
  return claims.flatMap(({ quantity }) => [
    quantity,
    { ...quantity, expr: marginOf(quantity.expr) },
    varies ? underInputs(quantity) : quantity,
  ]);
}

/** The same of trends in which every system counts alike. */
function underInputs(quantity: QuantityDeclaration): QuantityDeclaration {
  const reads = Object.entries(quantity.reads).map(([name, path]) => [
    name,
    path.kind === "trend" && path.variant === undefined ? { ...path, variant: "inputs" as const } : path,
  ]);
  return { ...quantity, reads: Object.fromEntries(reads) };
}

/** What claims evaluate for themselves is made of this. */
export interface ClaimWorkSetting {
  readonly scenario: Scenario;
  readonly built: BuiltModel;
  /** With the quantities of `claimQuantities`, and no others. */
  readonly prepared: PreparedJob;
  readonly executor: Executor;
}

export interface ClaimsSetting extends ClaimWorkSetting {
  readonly deterministic: Deterministic;
  readonly bands: Bands;
}

/** What claims evaluate beyond the draws of the bands, each a part of the run. */
export function claimWork(setting: ClaimWorkSetting) {
  const inPart = (part: string) => ({ ...setting, executor: within(setting.executor, part) });
  const varies = setting.built.model.factors.some(isVaryingComposition);
  return {
    composition: async () => (varies ? drawComposition(inPart("composition")) : undefined),
    tipping: () => findTippingPoints(inPart("tipping")),
  };
}

/** What the claims of a scenario come to. */
export async function runClaims(setting: ClaimsSetting): Promise<readonly ClaimResult[]> {
  const { scenario, built, prepared, deterministic } = setting;
  const { claims } = scenario;
  if (claims.length === 0) return [];
  const { plan, summary } = prepared.job;
  const { model } = built;
  const work = claimWork(setting);
  const composition = await work.composition();
  const shared = sharedTraits(model, plan);
  const tipping = await work.tipping();
  return claims.map((claim, index) => {
    const [both, margin, inputs] = drawsOf(setting.bands, index);
    const reads = Object.values(claim.quantity.reads);
    const traits = [...shared, ...individualTraits(model, plan, reads, prepared, deterministic)];
    const decisive = findDecisive(both, margin, traits);
    const holds = estimateProbability(both, summary);
    const truth = deterministic.quantity(perClaim * index);
    return {
      ...aboutClaim(claim, holds),
      deterministic: Number.isNaN(truth) ? null : truth === 1,
      holds,
      inputs: estimateProbability(inputs, summary),
      composition:
        composition === undefined
          ? absentEstimate(`no factor ${compositionFactor} varies`)
          : estimateProbability(composition[index]!, summary),
      draws: both.length,
      failures: both.length - countTrue(both).defined,
      decisive: decisive?.factors ?? [],
      noiseFloor: decisive?.noiseFloor ?? null,
      split: decisive?.split ?? null,
      tipping: tipping[index]!,
      notes: notesOn(both),
    };
  });
}

function drawsOf(bands: Bands, claim: number) {
  const [both, margin, inputs] = [0, 1, 2].map((k) => bands.draws(perClaim * claim + k));
  return [both!, margin!, inputs!] as const;
}

function aboutClaim({ id, statement, quantity, required, atLeast }: ClaimDeclaration, holds: Estimate) {
  const about = { id, statement, expr: quantity.id, required };
  return required ? { ...about, atLeast, met: holds.value !== null && holds.value >= atLeast } : about;
}

/** What a probability of 0 or 1 does not mean. */
function notesOn(truth: Float64Array): readonly string[] {
  const { defined, holds } = countTrue(truth);
  if (defined < 2 || (holds !== 0 && holds !== defined)) return [];
  const what = holds === 0 ? "fails" : "holds";
  return [
    `it ${what} in all ${defined} draws: the bound on its probability is about the number of draws, not about inputs or a model that are wrong`,
  ];
}

function isVaryingComposition({ id, distribution }: ModelFactor): boolean {
  return id.split(".")[0] === compositionFactor && distribution.family !== "constant";
}

/** Claims with the weights of systems drawn alone, every other factor at its nominal value. */
async function drawComposition({
  scenario,
  built,
  prepared,
  executor,
}: ClaimWorkSetting): Promise<readonly Float64Array[]> {
  const trends = prepared.trends.map((trend) =>
    trend.variants === undefined ? trend : { ...trend, job: trend.variants[1] },
  );
  const quantities = scenario.claims.map(({ quantity }) => quantity);
  const frozen = freezeModel(built.model, isVaryingComposition);
  const { model, reductions } = narrow(frozen, bindQuantities({ ...prepared, trends }, frozen, quantities));
  const job = {
    kind: "columns",
    model,
    program: compile(model),
    plan: prepared.job.plan,
    reductions,
  } as const;
  return runColumns(job, executor, () => {});
}
