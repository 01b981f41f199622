import type { Directions } from "../../design/index.ts";
import { compile } from "../../evaluate/program.ts";
import type { BuiltModel } from "../../model/build.ts";
import type { QuantityDeclaration, Scenario } from "../../scenario/scenario.ts";
import type { Evaluation } from "../evaluation.ts";
import type { Executor, Progress } from "../executor.ts";
import type { PreparedReductions } from "../make-job.ts";
import { bindQuantities, narrow } from "../quantities.ts";
import type { ExistingDraws } from "./given-method.ts";
import { chooseTargets } from "./targets.ts";

/** What every analysis of a scenario is given. */
export interface AnalysisSetting {
  readonly scenario: Scenario;
  readonly built: BuiltModel;
  readonly prepared: PreparedReductions;
  readonly directions: Directions;
  readonly executor: Executor;
  readonly progress: Progress;
  /** Told what an analysis will cost, before it starts, and what else a user should know while it runs. */
  readonly tell: (text: string) => void;
  /** Draws of the bands, where the scenario has methods that need no points of their own. */
  readonly drawn?: ExistingDraws;
}

/** The targets of an analysis, and the model cut down to what they read. */
export interface TargetEvaluation extends Omit<Evaluation, "plan"> {
  readonly targets: readonly QuantityDeclaration[];
}

/**
 * The targets that are named, or the scenario's own (see `chooseTargets`), ready to be evaluated.
 *
 * @throws IssueError where there is none, or one reads what cannot be computed.
 */
export function evaluationOf(
  { scenario, built, prepared }: Pick<AnalysisSetting, "scenario" | "built" | "prepared">,
  declared: readonly QuantityDeclaration[],
): TargetEvaluation {
  const targets = chooseTargets(scenario, prepared, declared);
  const whole = bindQuantities(prepared, built.model, targets);
  const { model, reductions } = narrow(built.model, whole);
  return { targets, model, reductions, program: compile(model) };
}
