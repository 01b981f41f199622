import type { Directions } from "../design/index.ts";
import { type BackEndName, backEndNamed } from "../evaluate/evaluate.ts";
import { compile } from "../evaluate/program.ts";
import { type BuiltModel, buildModel } from "../model/build.ts";
import type { QuantityDeclaration, Scenario } from "../scenario/scenario.ts";
import { compileLibrary } from "../wasm/library.ts";
import { givenTargets } from "./analyses/given-method.ts";
import type { BandsJob } from "./bands-work.ts";
import { claimQuantities } from "./claims/run-claims.ts";
import { makeJob, type PreparedJob } from "./make-job.ts";
import { takeTurn } from "./turns.ts";

/** A run before anything is evaluated. */
export interface PreparedRun {
  readonly built: BuiltModel;
  /** Quantities that claims read, those that analyses of the draws do, then those reported; the job has them in this order. */
  readonly claimed: readonly QuantityDeclaration[];
  readonly targets: readonly QuantityDeclaration[];
  readonly prepared: PreparedJob & { readonly job: BandsJob & { readonly backEnd: BackEndName } };
}

/**
 * Step by step, so that an interrupt need not wait for all of it.
 *
 * @throws IssueError if the model, its units or its sampling are wrong.
 */
export async function prepareRun(
  scenario: Scenario,
  { directions, backEnd }: { readonly directions: Directions; readonly backEnd?: BackEndName },
): Promise<PreparedRun> {
  const built = buildModel(scenario);
  await takeTurn();
  compile(built.model);
  await takeTurn();
  const claimed = claimQuantities(scenario, built);
  const targets = givenTargets(scenario, built);
  const prepared = makeJob(scenario, built, directions, [
    ...claimed,
    ...targets,
    ...scenario.quantities.map(({ quantity }) => quantity),
  ]);
  await compileLibrary();
  const job = { ...prepared.job, backEnd: backEndNamed(backEnd).name };
  return { built, claimed, targets, prepared: { ...prepared, job } };
}
