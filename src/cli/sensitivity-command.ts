import { nearest } from "../core/suggest.ts";
import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderSensitivity } from "../report/terminal.ts";
import { runSensitivity } from "../run/run.ts";
import { analysisNames } from "../scenario/analyses/index.ts";
import { loadScenario } from "../scenario/load.ts";
import { makeComputer, runtimeName } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { exitOnInterrupt, withoutInterrupt } from "./interrupt.ts";
import { loadDirections, loadOptions } from "./load.ts";
import type { SensitivityOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { version } from "./version.ts";

/** The analyses of a scenario, or those named, without bands. */
export async function sensitivityCommand(path: string, options: SensitivityOptions): Promise<void> {
  exitOnInterrupt();
  const methods = readMethods(options.method);
  const scenario = await loadScenario(path, {
    ...loadOptions(options),
    ...(methods === undefined ? {} : { methods }),
  });
  if (Object.keys(scenario.analyses).length === 0) {
    throw new UsageError(
      `${path}: got no \`analyses\`, expected at least one. Add the section, or name one: --method shapley.`,
    );
  }
  const { out, force = false, quiet = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const bar = showProgress(quiet);
  const computer = makeComputer(options.workers);
  try {
    const result = await runSensitivity(scenario, {
      directions: await loadDirections(),
      executor: await computer.executorFor(scenario),
      progress: bar.progress,
      tell: (text) => {
        if (!quiet) process.stderr.write(`${text}\n`);
      },
      version,
      runtime: runtimeName,
    });
    bar.stop();
    if (out !== undefined) await withoutInterrupt(() => writeFiles(out, resultFiles(result), { force }));
    if (options.json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
    if (options.json) writeOut(`${JSON.stringify(result)}\n`);
    else if (!quiet) writeOut(renderSensitivity(result, bold));
  } finally {
    bar.stop();
    await computer.close();
  }
}

/** `shapley,pawn` as a list; undefined where nothing is named. */
export function readMethods(text: string | undefined): readonly string[] | undefined {
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
