import { type Issue, IssueError } from "../core/issue.ts";
import { buildModel } from "../model/build.ts";
import { makeJob } from "../run/make-job.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { load, loadDirections } from "./load.ts";
import type { ScenarioOptions } from "./main.ts";
import { writeOut } from "./output.ts";

interface Checked {
  readonly scenario: string;
  readonly ok: boolean;
  readonly equations?: number;
  readonly factors?: number;
  readonly systems?: number;
  readonly notes?: readonly string[];
  readonly issues?: readonly Issue[];
}

/** Reads and resolves scenarios as far as that goes without running; all problems of all of them. */
export async function checkCommand(paths: readonly string[], options: ScenarioOptions): Promise<void> {
  const checked: Checked[] = [];
  for (const path of paths) checked.push(await check(path, options));
  const issues = checked.flatMap((result) => result.issues ?? []);
  if (options.json) writeOut(`${JSON.stringify(checked)}\n`);
  else
    writeOut(
      checked
        .filter((result) => result.ok)
        .map(describe)
        .join(""),
    );
  if (issues.length === 0) return;
  if (options.json) process.exitCode = 2;
  else throw new IssueError(issues);
}

async function check(path: string, options: ScenarioOptions): Promise<Checked> {
  try {
    const scenario = await load(path, options);
    return { scenario: path, ok: true, ...(await resolve(scenario)) };
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    return { scenario: path, ok: false, issues: error.issues };
  }
}

async function resolve(scenario: Scenario): Promise<Omit<Checked, "scenario" | "ok">> {
  const built = buildModel(scenario);
  makeJob(scenario, built, await loadDirections());
  const { equations, factors, systems } = scenario;
  return {
    equations: equations.length,
    factors: factors.length,
    ...(systems === undefined ? {} : { systems: built.model.systems.length }),
    notes: [...scenario.notes, ...built.notes],
  };
}

function describe({ scenario, equations, factors, systems, notes = [] }: Checked): string {
  const size = systems === undefined ? "" : `, ${systems} systems`;
  const lines = [
    `${scenario}: ok, ${equations} equations, ${factors} factors${size}`,
    ...notes.map((note) => `  Note: ${note}.`),
  ];
  return `${lines.join("\n")}\n`;
}
