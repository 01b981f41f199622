import { type Issue, IssueError } from "../core/issue.ts";
import { sha256 } from "../core/sha256.ts";
import { readTableFile } from "../io/table-file.ts";
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
  const scenario = await loadAnalyses(path, options, "pawn");
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
  const { out, force = false } = options;
  if (out !== undefined && !force) await refuseExisting(out, scenario, false);
  const result = analyzeScenario(
    { ...scenario, inputs },
    { outputs, layout, ...(design === undefined ? {} : { design }) },
    { directions: await loadDirections(), version, runtime: runtimeName },
  );
  await publishAnalyses(result, options);
}
