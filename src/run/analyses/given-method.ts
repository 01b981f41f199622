import { makePlan } from "../../design/index.ts";
import type { Plan } from "../../design/plan.ts";
import { layOutColumns } from "../../evaluate/columns.ts";
import type { BuiltModel } from "../../model/build.ts";
import type { Model } from "../../model/model.ts";
import type { Analyses, GivenName } from "../../scenario/analyses/index.ts";
import { givenNames } from "../../scenario/analyses/index.ts";
import type { QuantityDeclaration, Scenario } from "../../scenario/scenario.ts";
import { runColumns } from "../columns-job.ts";
import { prepareReductions } from "../make-job.ts";
import { sampledColumns } from "./factor-columns.ts";
import type { Method } from "./method.ts";
import { type GivenTarget, runGiven } from "./run-given.ts";
import { type AnalysisSetting, evaluationOf } from "./setting.ts";
import { chooseTargets } from "./targets.ts";

/** Draws that exist already: a plan, and the values of targets in its rows by the text of the target. */
export interface ExistingDraws {
  readonly plan: Plan;
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Every target that a given-data method of a scenario wants, each once: the bands evaluate them along the way. */
export function givenTargets(scenario: Scenario, built: BuiltModel): readonly QuantityDeclaration[] {
  if (!givenNames.some((name) => scenario.analyses[name] !== undefined)) return [];
  const prepared = prepareReductions(scenario, built);
  const wanted = givenNames.flatMap((name) => {
    const declaration = scenario.analyses[name];
    return declaration === undefined ? [] : chooseTargets(scenario, prepared, declaration.targets);
  });
  return [...new Map(wanted.map((target) => [target.id, target])).values()];
}

/** The plan of the bands. */
function planBands({ scenario, directions }: AnalysisSetting, model: Model): Plan {
  const { design, draws, replicates, seed, qmcDimensions } = scenario.sampling;
  const columns = layOutColumns(model).columns;
  return makePlan({ name: "bands", design, draws, replicates, seed, columns, qmcDimensions }, directions);
}

/** The draws that the bands of a scenario would have, of these targets alone; undefined where there is no target. */
export async function drawTargets(
  setting: AnalysisSetting,
  targets: readonly QuantityDeclaration[],
): Promise<ExistingDraws | undefined> {
  if (targets.length === 0) return undefined;
  const { model, program, reductions } = evaluationOf(setting, targets);
  const plan = planBands(setting, model);
  setting.tell(`given data: ${plan.draws} evaluations, the draws of the bands`);
  const job = { kind: "columns", model, program, reductions, plan } as const;
  const columns = await runColumns(job, setting.executor, setting.progress);
  return { plan, values: new Map(targets.map(({ id }, i) => [id, columns[i]!])) };
}

/** The only system that a target reads, by its place in the model; undefined where it reads several or others. */
function systemOf({ reads }: QuantityDeclaration, model: Model): number | undefined {
  const systems = Object.values(reads).map((path) =>
    path.kind === "output" && path.system !== undefined ? model.systems.indexOf(path.system) : undefined,
  );
  return systems.every((system) => system === systems[0]) ? systems[0] : undefined;
}

/** A given-data method on the draws of the bands. */
export function givenMethod(name: GivenName): Method<GivenName> {
  return {
    name,
    async run(declaration: NonNullable<Analyses[GivenName]>, setting) {
      const evaluation = evaluationOf(setting, declaration.targets);
      const { plan, values } = setting.drawn!;
      const { model } = setting.built;
      const known = new Map<number | undefined, GivenTarget["columns"]>();
      const columnsFor = (system: number | undefined): GivenTarget["columns"] => {
        const columns = known.get(system) ?? sampledColumns(model, plan, system);
        known.set(system, columns);
        return columns;
      };
      const targets = evaluation.targets.map((target) => ({
        output: target.id,
        y: values.get(target.id)!,
        columns: columnsFor(systemOf(target, model)),
      }));
      const { design, replicates, seed } = setting.scenario.sampling;
      const results = runGiven(name, declaration, targets, { design, replicates }, seed);
      return { results: { [name]: results }, plan: { draws: "bands", ...declaration.options } };
    },
  };
}
