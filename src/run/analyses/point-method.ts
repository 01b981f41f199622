import type { AnalysisResults } from "../../result/analysis-results.ts";
import type { AnalysisName } from "../../scenario/analyses/index.ts";
import type { QuantityDeclaration } from "../../scenario/scenario.ts";
import type { PointContext } from "./evaluate-points.ts";
import type { Method } from "./method.ts";
import { evaluationOf } from "./setting.ts";

/** Methods that choose their own points. */
export type PointName = Extract<AnalysisName, "shapley" | "efast" | "dgsm" | "tornado" | "twoWay" | "nested">;

type Declaration<N extends PointName> = Parameters<Method<N>["run"]>[0];

/** A method that evaluates its targets at points of its own. */
export function pointMethod<N extends PointName>(
  name: N,
  run: (declaration: Declaration<N>, context: PointContext) => Promise<NonNullable<AnalysisResults[N]>>,
): Method<N> {
  return {
    name,
    async run(declaration, setting) {
      const {
        targets,
        place: _,
        ...plan
      } = declaration as { targets: readonly QuantityDeclaration[]; place: unknown };
      const evaluation = evaluationOf(setting, targets);
      const { scenario, directions, executor, progress, tell } = setting;
      const context: PointContext = {
        scenario,
        model: evaluation.model,
        reductions: evaluation.reductions,
        targets: evaluation.targets.map(({ id }) => id),
        directions,
        executor,
        progress,
        tell: (text) => tell(`${name}: ${text}`),
      };
      return { results: { [name]: await run(declaration, context) }, plan };
    },
  };
}
