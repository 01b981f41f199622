import { nearest } from "../core/suggest.ts";
import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderSensitivity } from "../report/terminal.ts";
import type { Result } from "../result/result.ts";
import { analysisNames, type ChooseMethods } from "../scenario/analyses/index.ts";
import { loadScenario } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { UsageError } from "./failure.ts";
import { withoutInterrupt } from "./interrupt.ts";
import { loadOptions } from "./load.ts";
import type { SensitivityOptions } from "./options.ts";
import { textStyle, writeOut } from "./output.ts";

type AnalysisOptions = Omit<SensitivityOptions, "workers">;

/** A scenario with the methods that are named, or its own; `choose`: what auto means, if not for a model to evaluate. */
export function loadMethods(
  path: string,
  options: AnalysisOptions,
  choose?: ChooseMethods,
): Promise<Scenario> {
  const methods = readMethods(options.method);
  const { member } = options;
  return loadScenario(path, {
    ...loadOptions(options),
    ...(member === undefined ? {} : { member }),
    ...(methods === undefined ? {} : { methods }),
    ...(choose === undefined ? {} : { choose }),
  });
}

/** The same where there must be one; `example`: a method to name. */
export async function loadAnalyses(
  path: string,
  options: AnalysisOptions,
  example: string,
  choose?: ChooseMethods,
): Promise<Scenario> {
  const scenario = await loadMethods(path, options, choose);
  if (Object.keys(scenario.analyses).length > 0) return scenario;
  throw new UsageError(
    `${path}: got no \`analyses\`, expected at least one. Add the section, or name one: --method ${example}, or --method auto.`,
  );
}

/** Writes and prints a result that has analyses and no bands. */
export async function publishAnalyses(
  result: Result,
  { out, force = false, quiet = false, json = false }: AnalysisOptions,
): Promise<void> {
  if (out !== undefined) await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
  if (json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
  if (json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!quiet) writeOut(renderSensitivity(result, textStyle));
}

/** `shapley,pawn` as a list; undefined where nothing is named. */
function readMethods(text: string | undefined): readonly string[] | undefined {
  const methods = text?.split(",").map((name) => name.trim());
  const known = ["auto", ...analysisNames];
  for (const method of methods ?? []) {
    if (known.includes(method)) continue;
    const suggestion = nearest(method, known);
    const hint = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
    throw new UsageError(`--method: got "${method}", expected one of ${known.join(", ")}.${hint}`);
  }
  return methods;
}
