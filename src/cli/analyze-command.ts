import { type Issue, IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";
import { readTableFile } from "../io/table-file.ts";
import { chooseForRows } from "../run/analyses/choose-for-rows.ts";
import { analyzeScenario } from "../run/analyze.ts";
import { loadAnalyses, publishAnalyses } from "./analyses.ts";
import { runtimeName } from "./compute.ts";
import { UsageError } from "./failure.ts";
import { loadDirections } from "./load.ts";
import type { AnalyzeOptions } from "./options.ts";
import { refuseExisting } from "./refuse-existing.ts";
import { version } from "./version.ts";

/** The analyses of outputs that were made elsewhere. */
export async function analyzeCommand(path: string, options: AnalyzeOptions): Promise<void> {
  const issues: Issue[] = [];
  const read: { name: string; sha256: string }[] = [];
  const readTable = (file: string) =>
    readTableFile(file, issues, (bytes) => read.push({ name: file, sha256: sha256(bytes) }));
  const outputs = await readTable(options.outputs);
  const design = options.design === undefined ? undefined : await readTable(options.design);
  if (outputs === undefined || issues.length > 0) throw new IssueError(issues);
  const { layout = "rebound" } = options;
  const made = { outputs, layout, ...(design === undefined ? {} : { design }) };
  const scenario = await loadAnalyses(path, options, "pawn", (context) => chooseForRows(made, context));
  if (layout === "salib" && scenario.analyses.sobol === undefined) {
    throw new UsageError(
      `--layout salib: got no \`analyses.sobol\`, which says base and order. Add it, or --method sobol.`,
    );
  }
  const { out, force = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const result = analyzeScenario({ ...scenario, inputs: [...scenario.inputs, ...read] }, made, {
    directions: await loadDirections(),
    version,
    runtime: runtimeName,
  });
  await publishAnalyses(result, options);
}
