import { type Issue, IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";
import { nodeFiles } from "../io/node-files.ts";
import { writeFiles } from "../io/write.ts";
import { resultFiles } from "../report/files.ts";
import { renderSensitivity } from "../report/terminal.ts";
import { analyzeScenario } from "../run/analyze.ts";
import { analyzeSalib } from "../run/analyze-salib.ts";
import { loadScenario } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { parseCsv } from "../table/parse-csv.ts";
import type { Table } from "../table/table.ts";
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
  const { layout = "rebound" } = options;
  if (layout !== "rebound" && layout !== "salib") {
    throw new UsageError(`--layout: got "${layout}", expected rebound or salib.`);
  }
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
  const read = (file: string) => readTable(file, issues, inputs);
  const outputs = await read(options.outputs);
  const design = options.design === undefined ? undefined : await read(options.design);
  if (outputs === undefined || issues.length > 0) throw new IssueError(issues);
  const { out, force = false, quiet = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const about = { version, runtime: runtimeName };
  const result =
    layout === "salib"
      ? analyzeSalib({ ...scenario, inputs }, outputs, about)
      : analyzeScenario(
          { ...scenario, inputs },
          { outputs, ...(design === undefined ? {} : { design }) },
          { ...about, directions: await loadDirections() },
        );
  if (out !== undefined) await writeFiles(out, resultFiles(result), { force });
  if (options.json || quiet) for (const note of result.notes) process.stderr.write(`Note: ${note}.\n`);
  if (options.json) writeOut(`${JSON.stringify(result)}\n`);
  else if (!quiet) writeOut(renderSensitivity(result, bold));
}

async function readTable(
  file: string,
  issues: Issue[],
  inputs: Scenario["inputs"][number][],
): Promise<Table | undefined> {
  try {
    const bytes = await nodeFiles.read(file);
    inputs.push({ name: file, sha256: sha256(bytes) });
    return parseCsv(file, new TextDecoder().decode(bytes), issues);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    issues.push({ file, path: "", got, expected: "a CSV file that can be read", hint: "Check the path." });
    return undefined;
  }
}
