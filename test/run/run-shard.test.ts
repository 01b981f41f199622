import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openPieceFiles } from "../../src/io/piece-files.ts";
import { withCheckpoint } from "../../src/run/checkpoint.ts";
import type { Executor } from "../../src/run/executor.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { runShard } from "../../src/run/run-shard.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

const folder = mkdtempSync(join(tmpdir(), "rebound-shards-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  "t.csv": "system,date,load\nA,2013,1\nB,2014,10\nC,2015,100\nD,2016,7\n",
  "s.yaml": `rebound: 1
model: {equations: {y: a * load * b}}
table: t.csv
factors:
  a: {lognormal: {median: 1, gsd: 2}, scope: shared}
  b: {lognormal: {median: 1, gsd: 2}, scope: system}
  system_sample: {exponential: {rate: 1}, scope: system}
outputs: [y]
trends: {t: {of: y, over: date}}
aggregates: {s: {of: y, reduce: sum}}
claims: [{id: grows, statement: it grows, expr: "trend.t.growthPerYear > 1"}]
sampling: {draws: 1024}
analyses:
  sobol: {base: 64, replicates: 4, targets: [aggregate.s, trend.t.slope]}
  morris: {trajectories: 8, levels: 4, targets: [aggregate.s]}
  # the rest
  shapley: {targets: [aggregate.s]}
  efast: {targets: [aggregate.s]}
  dgsm: {targets: [aggregate.s]}
  tornado: {targets: [aggregate.s]}
  pawn: {targets: [aggregate.s]}
`,
};

const about = { directions, version: "test", runtime: "test" };

/** Of many shards, fewer analyses: each shard prepares all of them. */
function scenarioFor(shards: number) {
  const [most = ""] = files["s.yaml"].split("  # the rest");
  return load(shards > 3 ? { ...files, "s.yaml": most } : files);
}

async function run(scenario: Scenario, executor: Executor): Promise<string> {
  return JSON.stringify(await runScenario(scenario, { ...about, executor }));
}

/** An executor that counts the pieces that it computes. */
function counting(): { readonly executor: Executor; computed: number } {
  const counter = {
    computed: 0,
    executor: {
      open(job, size) {
        const session = inline.open(job, size);
        return {
          store: session.store,
          run(pieces, finished) {
            counter.computed += pieces.length;
            return session.run(pieces, finished);
          },
        };
      },
    } satisfies Executor,
  };
  return counter;
}

test.each([1, 3, 70])("%i shards, computed in any order, make up the result of one run", async (of) => {
  const scenario = await scenarioFor(of);
  const at = join(folder, `${of}`);
  const order = Array.from({ length: of }, (_, index) => (index * 37 + 5) % of);
  const loads: number[] = [];
  for (const index of order) {
    const counter = counting();
    const pieces = openPieceFiles({ folder: at, delay: 0 });
    const executor = withCheckpoint(counter.executor, { pieces, run: "run", shard: { index, of } });
    await runShard(scenario, { ...about, executor });
    expect(pieces.names).toHaveLength(counter.computed);
    loads.push(counter.computed);
  }
  const counter = counting();
  const pieces = openPieceFiles({ folder: at, delay: Number.POSITIVE_INFINITY });
  const merged = await run(scenario, withCheckpoint(counter.executor, { pieces, run: "run", shards: of }));
  expect(merged).toBe(await run(scenario, inline));
  expect(pieces.taken).toBe(loads.reduce((sum, load) => sum + load, 0));
  expect(pieces.unusable).toEqual([]);
});

test("a shard that is computed again takes what it had finished", async () => {
  const scenario = await load(files);
  const at = join(folder, "again");
  for (const expected of ["computes", "takes"]) {
    const counter = counting();
    const pieces = openPieceFiles({ folder: at, delay: 0 });
    const executor = withCheckpoint(counter.executor, { pieces, run: "run", shard: { index: 1, of: 3 } });
    await runShard(scenario, { ...about, executor });
    expect([counter.computed > 0, pieces.taken > 0]).toEqual([expected === "computes", expected === "takes"]);
  }
});
