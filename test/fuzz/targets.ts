import "./define-version.ts";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../src/cli/failure.ts";
import { gatherShards } from "../../src/cli/gather-shards.ts";
import { version } from "../../src/cli/version.ts";
import { type Issue, IssueError } from "../../src/core/issue.ts";
import { openPieceFiles } from "../../src/io/piece-files.ts";
import { writeShard } from "../../src/io/shard-files.ts";
import { analyzeScenario } from "../../src/run/analyze.ts";
import { withCheckpoint } from "../../src/run/checkpoint.ts";
import { runIdentity } from "../../src/run/identity.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { runShard } from "../../src/run/run-shard.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { parseCsv } from "../../src/table/parse-csv.ts";
import { directions } from "../design/directions.ts";
import { memoryFiles } from "../scenario/memory-files.ts";
import { type Change, mutate } from "./mutate.ts";

/** A kind of input that is mutated, and what reads it: the way of the command, in this process. */
export interface Target {
  readonly name: string;
  /** Throws what the command would tell. */
  run(changes: readonly Change[], pick: number): Promise<void>;
  close(): void;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const settings = { directions, executor: inline, version: "fuzz", runtime: "fuzz" };
const encoder = new TextEncoder();

const table = 'system,date,load,place\nA,2013,1,X\nB,2014,10,Y\nC,2015,100,X\nD,2016,7,"Z, z"\n';
const withTable = `rebound: 1
name: table
model: {constants: {k: {value: 2, unit: kg}}, equations: {y: a * load * b * k, z: "y > 0 ? y : 0 - y"}}
table: t.csv
where: load > 0 or place == "X"
factors:
  a: {lognormal: {median: 1, gsd: 2}, scope: shared}
  b: {triangular: {low: 1, mode: 2, high: 7}, scope: place}
  c: {categorical: {options: [{value: 1, weight: 2}, {value: 2, weight: 1}]}}
outputs: [y]
trends: {t: {of: y, over: date}}
aggregates: {s: {of: y, reduce: sum}}
claims: [{id: g, statement: it grows, expr: "trend.t.growthPerYear > 1"}]
`;

const pointwise = `rebound: 1
model: {equations: {y: x1 + 2*x2}}
factors: {x1: {uniform: {low: 0, high: 1}}, x2: {normal: {mean: 0, sd: 1}}}
outputs: [y]
sampling: {draws: 64, replicates: 4}
`;

/** Scenarios of all parts of the language, each as files of which the first is mutated. */
const scenarios: readonly Readonly<Record<string, string>>[] = [
  { "s.yaml": withTable, "t.csv": table },
  ...["ishigami", "flood", "what-if"].map((name) => ({ "s.yaml": own(`scenarios/${name}.yaml`) })),
  {
    "s.yaml": `${pointwise}correlations: [{factors: [x1, x2], spearman: 0.6}]
vary: {size: {set: factors.x1.uniform.high, values: [2, 4]}}
analyses: {sobol: {base: 32, replicates: 4}, morris: {trajectories: 4, levels: 4}, pawn: {}}
`,
  },
];

function own(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const few = { draws: 64 } as const;

async function runFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const scenario = await loadScenario("s.yaml", { files: memoryFiles(files), ...few });
  const systems = scenario.systems?.table.rows ?? 1;
  // A mutated analysis may ask for any amount of work, which is no fault.
  if (systems > 100 || scenario.sampling.draws > 64) return;
  await runScenario({ ...scenario, analyses: {} }, settings);
}

const scenarioFiles: Target = {
  name: "scenario files",
  run(changes, pick) {
    const files = scenarios[pick % scenarios.length]!;
    return runFiles({ ...files, "s.yaml": mutate(encoder.encode(files["s.yaml"]), changes) });
  },
  close() {},
};

const tables: Target = {
  name: "tables",
  run: (changes) => runFiles({ "s.yaml": withTable, "t.csv": mutate(encoder.encode(table), changes) }),
  close() {},
};

const rows = (name: string, of: (row: number) => string): string =>
  `row,${name}\n${Array.from({ length: 64 }, (_, row) => `${row},${of(row)}\n`).join("")}`;
const outputsFile = rows("y", (row) => `${(row * 37) % 64}`);
const designFile = rows("x1,x2", (row) => `${row / 64},${((row * 5) % 64) / 64}`);

const designs: Target = {
  name: "design and output files",
  async run(changes, pick) {
    const issues: Issue[] = [];
    const read = (file: string, text: string, isMutated: boolean) =>
      parseCsv(
        file,
        new TextDecoder().decode(isMutated ? mutate(encoder.encode(text), changes) : encoder.encode(text)),
        issues,
      );
    const outputs = read("outputs.csv", outputsFile, pick % 2 === 0);
    const design = read("design.csv", designFile, pick % 2 === 1);
    if (outputs === undefined || design === undefined || issues.length > 0) throw new IssueError(issues);
    const methods = ["pawn", "delta"];
    const scenario = await loadScenario("s.yaml", { files: memoryFiles({ "s.yaml": pointwise }), methods });
    const { version: own, runtime } = settings;
    analyzeScenario(scenario, { outputs, design, layout: "rebound" }, { directions, version: own, runtime });
  },
  close() {},
};

/** What is kept of a run, as files. */
export interface Checkpoints extends Target {
  readonly files: readonly string[];
  /** As `run`, where a merge has to be refused. */
  refused(changes: readonly Change[], pick: number): Promise<void>;
  /** Goes on from the files as they are; whether the result is that of an unbroken run. */
  resume(): Promise<boolean>;
}

/** A run in two shards in a folder; a file is mutated, merged, and put back. */
export async function makeCheckpoints(): Promise<Checkpoints> {
  const folder = mkdtempSync(join(tmpdir(), "rebound-fuzz-"));
  const workingFolder = mkdtempSync(join(tmpdir(), "rebound-fuzz-"));
  for (const [name, text] of Object.entries(scenarios[0]!)) writeFileSync(join(workingFolder, name), text);
  const scenario = await loadScenario("s.yaml", { files: memoryFiles(scenarios[0]!), ...few });
  const identity = runIdentity(scenario, version);
  for (const index of [0, 1]) {
    const pieces = openPieceFiles({ folder, delay: 0 });
    const shard = { index, of: 2 };
    await runShard(scenario, {
      ...settings,
      executor: withCheckpoint(inline, { pieces, run: identity, shard }),
    });
    writeShard(folder, {
      version,
      identity,
      ...shard,
      scenario: "s.yaml",
      workingFolder,
      sets: [],
      ...few,
      pieces: pieces.names,
    });
  }
  const expected = (await runScenario(scenario, settings)).manifest.resultDigest;
  const files = readdirSync(folder);
  const merge = async (changes: readonly Change[], pick: number, mayPass: boolean): Promise<void> => {
    const path = join(folder, files[pick % files.length]!);
    const bytes = readFileSync(path);
    writeFileSync(path, mutate(bytes, changes));
    try {
      const gathered = await gatherShards([folder]);
      const result = await runScenario(gathered.scenario, { ...settings, executor: gathered.wrap(inline) });
      if (!mayPass || result.manifest.resultDigest !== expected)
        throw new TypeError(`a merge that should not be, from ${path}`);
    } finally {
      writeFileSync(path, bytes);
    }
  };
  return {
    name: "checkpoints and shards",
    files: files.map((name) => join(folder, name)),
    run: (changes, pick) => merge(changes, pick, true),
    refused: (changes, pick) => merge(changes, pick, false),
    async resume() {
      const pieces = openPieceFiles({ folder, delay: Number.POSITIVE_INFINITY });
      const executor = withCheckpoint(inline, { pieces, run: identity, shards: 2 });
      return (await runScenario(scenario, { ...settings, executor })).manifest.resultDigest === expected;
    },
    close() {
      for (const own of [folder, workingFolder]) rmSync(own, { recursive: true });
    },
  };
}

export async function makeTargets(): Promise<readonly Target[]> {
  return [scenarioFiles, tables, designs, await makeCheckpoints()];
}

/** Errors that a program meets and did not mean. */
const unmeant = [TypeError, RangeError, ReferenceError, SyntaxError, EvalError];
const mostMilliseconds = 10_000;

/** How a case may end: the command would exit with 0, 2 or 1. */
export type Ending = "computed" | "refused" | "failed";

/** Runs a case; throws where it ends in any way but a result or a message that says what is wrong. */
export async function judge(
  { run, name }: Target,
  changes: readonly Change[],
  pick: number,
): Promise<Ending> {
  const start = performance.now();
  let found: unknown;
  try {
    await run(changes, pick);
  } catch (error) {
    found = error;
  }
  const took = performance.now() - start;
  if (took > mostMilliseconds) throw new Error(`${name}: a case took ${took} ms`);
  if (Object.keys(Object.prototype).length > 0 || "polluted" in {})
    throw new Error(`${name}: the prototype of all objects has new entries`);
  if (found === undefined) return "computed";
  const isTold = found instanceof IssueError || found instanceof UsageError;
  if (!(found instanceof Error)) throw new Error(`${name}: threw ${String(found)}`);
  if (found.message.trim() === "") throw new Error(`${name}: an error without a message`, { cause: found });
  if (!isTold && unmeant.some((kind) => found instanceof kind))
    throw new Error(`${name}: ${found.stack}`, { cause: found });
  return isTold ? "refused" : "failed";
}
