import { type Issue, IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";
import { readTableFile } from "../io/table-file.ts";
import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderSensitivity } from "../report/terminal.ts";
import { analyzeScenario } from "../run/analyze.ts";
import { loadScenario } from "../scenario/load.ts";
import { runtimeName } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { loadDirections, loadOptions } from "./load.ts";
import type { AnalyzeOptions } from "./main.ts";
import { bold, writeOut } from "./output.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { readMethods } from "./sensitivity-command.ts";
import { version } from "./version.ts";

/** The analyses of outputs that were made elsewhere. */
export async function analyzeCommand(path: string, options: AnalyzeOptions): Promise<void> {
  const methods = readMethods(options.method);
  const scenario = await loadScenario(path, {
    ...loadOptions(options),
    ...(methods === undefined ? {} : { methods }),
  });
  if (Object.keys(scenario.analyses).length === 0) {
    throw new UsageError(
      `${path}: got no \`analyses\`, expected at least one. Add the section, or name one: --method pawn.`,
    );
  }
  const issues: Issue[] = [];
  const inputs = [...scenario.inputs];
  const read = (file: string) =>
    readTableFile(file, issues, (bytes) => inputs.push({ name: file, sha256: sha256(bytes) }));
  const { layout = "rebound" } = options;
  if (layout === "salib" && scenario.analyses.sobol === undefined) {
    throw new UsageError(
      `--layout salib: got no \`analyses.sobol\`, which says base and order. Add it, or --method sobol.`,
    );
  }
  const outputs = await read(options.outputs);
  const design = options.design === undefined ? undefined : await read(options.design);
  if (outputs === undefined || issues.length > 0) throw new IssueError(issues);
  const { out, force = false, quiet = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const result = analyzeScenario(
    { ...scenario, inputs },
    { outputs, layout, ...(design === undefined ? {} : { design }) },
    { directions: await loadDirections(), version, runtime: runtimeName },
  );
  if (out !== undefined) await writeFiles(out, resultFiles(result), { force });
  if (options.json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!quiet) writeOut(renderSensitivity(result, bold));
}
