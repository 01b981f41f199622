import { buildModel } from "../../../src/model/build.ts";
import type { PointContext } from "../../../src/run/analyses/evaluate-points.ts";
import { inline } from "../../../src/run/inline.ts";
import { directions } from "../../design/directions.ts";
import { load } from "../../scenario/memory-files.ts";

/** What a run needs besides its scenario. */
export const runOptions = { directions, executor: inline, version: "0", runtime: "test" };

/** The context of a scenario without a table, its outputs as targets, and its declared analyses. */
export async function contextOf(text: string) {
  const scenario = await load(`rebound: 1\n${text}`);
  const { model } = buildModel(scenario);
  const context: PointContext = {
    scenario,
    model,
    reductions: {
      trends: [],
      aggregates: [],
      quantities: model.targets.map((_, target) => ({
        expr: { kind: "name", name: "y" },
        reads: { y: { kind: "output", system: 0, target } },
      })),
    },
    targets: model.targets,
    directions,
    executor: inline,
    progress: () => {},
    tell: () => {},
  };
  return { context, analyses: scenario.analyses };
}

export const ishigami = `model:
  constants: {a: 7, b: 0.1}
  equations: {y: sin(x1) + a*sin(x2)^2 + b*x3^4*sin(x1)}
factors:
  x1: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
  x2: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
  x3: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
outputs: [y]
`;
