import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { writeTableFile } from "../io/table-file.ts";
import { buildModel } from "../model/build.ts";
import { digestOf } from "../result/digest.ts";
import { rowColumn } from "../run/analyses/made-elsewhere.ts";
import { designScenario } from "../run/design-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { loadMethods } from "./analyses.ts";
import { UsageError } from "./failure.ts";
import { loadDirections } from "./load.ts";
import type { DesignOptions } from "./options.ts";
import { writeOut } from "./output.ts";
import { version } from "./version.ts";

/** Writes the design of a scenario for a model that runs elsewhere, and its plan beside it. */
export async function designCommand(path: string, options: DesignOptions): Promise<void> {
  const { layout = "rebound" } = options;
  const loaded = await loadMethods(path, options);
  const scenario = layout === "salib" ? oneNet(loaded) : loaded;
  const { out, force = false, quiet = false } = options;
  const planFile = `${out.replace(/\.(csv|parquet)$/i, "")}.plan.json`;
  const existing = [out, planFile].filter((file) => existsSync(file));
  if (existing.length > 0 && !force) {
    throw new UsageError(
      `--out: got ${existing.join(", ")}, expected names that are free. Name another, or add --force to replace them.`,
    );
  }
  const built = buildModel(scenario);
  const design = designScenario({ scenario, built, directions: await loadDirections() });
  const columns = [
    ...(layout === "salib" ? [] : [{ name: rowColumn, values: design.ids }]),
    ...design.columns.map((column) => ({ name: column.name, values: design.values(column) })),
  ];
  const plan = {
    format: "rebound-design/1",
    name: scenario.name,
    version,
    scenarioDigest: digestOf(scenario.resolved),
    seed: scenario.sampling.seed,
    rows: design.ids.length,
    plans: design.plans,
  };
  await writeTableFile(out, columns, { force });
  await writeFile(planFile, `${JSON.stringify(plan, null, 1)}\n`, { flag: force ? "w" : "wx" });
  if (options.json) writeOut(`${JSON.stringify(plan)}\n`);
  else if (!quiet) {
    const how =
      layout === "salib"
        ? `Run your model on each row, keep their order, then: rebound analyze ${path} --layout salib --outputs OUTPUTS`
        : `Run your model on each row, keep the column \`${rowColumn}\`, then: rebound analyze ${path} --design ${out} --outputs OUTPUTS`;
    writeOut(
      `${out}: ${design.ids.length} rows, ${design.columns.length} columns of factors; the plan is in ${planFile}.\n${how}\n`,
    );
  }
}

/** A scenario with its Sobol' analysis alone, whose points are one net, as those of SALib. */
function oneNet(scenario: Scenario): Scenario {
  const { sobol } = scenario.analyses;
  if (sobol?.replicates === 1) return { ...scenario, analyses: { sobol } };
  const got = sobol === undefined ? "no `analyses.sobol`" : `${sobol.replicates} replicates`;
  throw new UsageError(
    `--layout salib: got ${got}, expected \`analyses.sobol\` with replicates: 1, since SALib has one net.`,
  );
}
