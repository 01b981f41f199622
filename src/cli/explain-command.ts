import { nearest } from "../core/suggest.ts";
import { buildModel } from "../model/build.ts";
import { explain } from "../model/explain.ts";
import { renderExplanation, renderFactor } from "../report/render-explanation.ts";
import { UsageError } from "./failure.ts";
import { load } from "./load.ts";
import type { ScenarioOptions } from "./options.ts";
import { bold, writeOut } from "./output.ts";

/** Shows a scenario as it resolves, or one of its factors with all that is known of it. */
export async function explainCommand(
  path: string,
  name: string | undefined,
  options: ScenarioOptions,
): Promise<void> {
  const scenario = await load(path, options);
  const explanation = explain(scenario, buildModel(scenario));
  if (name === undefined) {
    writeOut(options.json ? `${JSON.stringify(explanation)}\n` : renderExplanation(explanation, bold));
    return;
  }
  // Parts and drifts are called by ids of their own and stand with their factor.
  const factor = explanation.factors.find((candidate) =>
    [candidate.name, candidate.drift?.id, ...(candidate.parts ?? []).map((part) => part.id)].includes(name),
  );
  if (factor === undefined) {
    const names = explanation.factors.map((candidate) => candidate.name);
    const suggestion = nearest(name, names);
    const hint = suggestion === undefined ? `Factors: ${names.join(", ")}.` : `Did you mean "${suggestion}"?`;
    throw new UsageError(`${path}: got "${name}", expected the name of a factor. ${hint}`);
  }
  writeOut(options.json ? `${JSON.stringify(factor)}\n` : renderFactor(factor, bold));
}
