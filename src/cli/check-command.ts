import { type Issue, IssueError } from "../core/issue.ts";
import { buildModel } from "../model/build.ts";
import { makeJob } from "../run/make-job.ts";
import { listMembers } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { load, loadDirections, loadOptions } from "./load.ts";
import type { ScenarioOptions } from "./options.ts";
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
  for (const path of paths) checked.push(...(await checkAll(path, options)));
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

/** A file, and every member of the family that it declares. */
async function checkAll(path: string, options: ScenarioOptions): Promise<readonly Checked[]> {
  try {
    const members = await listMembers(path, loadOptions(options));
    const checked = [await check(path, options)];
    for (const { name } of members) checked.push(await check(path, options, name));
    return checked;
  } catch (error) {
    return [refused(path, error)];
  }
}

async function check(path: string, options: ScenarioOptions, member?: string): Promise<Checked> {
  const scenario = member === undefined ? path : `${path} [${member}]`;
  try {
    return { scenario, ok: true, ...(await resolve(await load(path, options, member))) };
  } catch (error) {
    return refused(scenario, error);
  }
}

function refused(scenario: string, error: unknown): Checked {
  if (!(error instanceof IssueError)) throw error;
  return { scenario, ok: false, issues: error.issues };
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
