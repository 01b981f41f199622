import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseDirections } from "../src/design/index.ts";
import { nodeFiles } from "../src/io/node-files.ts";
import { startPool } from "../src/pool/pool.ts";
import { withoutDetails } from "../src/report/held-result.ts";
import type { Executor } from "../src/run/executor.ts";
import { inline } from "../src/run/inline.ts";
import { runScenario } from "../src/run/run.ts";
import { runBatch } from "../src/run/run-batch.ts";
import { loadScenario } from "../src/scenario/load.ts";

/** Scenarios in one batch whose workers end at random: node bench/run-ts.mjs bench/soak.ts [SCENARIOS]. Needs dist. */
const count = Number(process.argv[2] ?? 200);
const directions = parseDirections(readFileSync("data/sobol-directions.bin"));
const settings = { directions, version: "soak", runtime: "soak" };
const files = ["ishigami", "flood", "paper", "mlca-runs"].map((name) => `scenarios/${name}.yaml`);
/** Each fifth of the batch is compared with a run in this thread. */
const comparedEach = 5;

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

async function main(): Promise<void> {
  let deaths = 0;
  const worker = pathToFileURL(join(process.cwd(), "bench/soak-worker.mjs"));
  const pool = startPool(2, worker, { tell: () => void deaths++ });
  const items = Array.from({ length: count }, (_, i) => ({
    file: files[i % files.length]!,
    at: {},
    folder: `${i}`,
  }));
  const run = async (executor: Executor, index: number): Promise<string> => {
    const options = { files: nodeFiles, draws: 4096, seed: index };
    const scenario = await loadScenario(items[index]!.file, options);
    return (await runScenario(scenario, { ...settings, executor })).manifest.resultDigest;
  };
  const digests = new Map<string, string>();
  const sizes: number[] = [];
  const outcomes = await runBatch(items, {
    version: "soak",
    load: ({ file, folder }) => loadScenario(file, { files: nodeFiles, draws: 4096, seed: Number(folder) }),
    find: async () => undefined,
    compute: (scenario) => runScenario(scenario, { ...settings, executor: pool }),
    async keep({ folder }, { manifest }) {
      digests.set(folder, manifest.resultDigest);
      sizes.push(process.memoryUsage().rss);
    },
    held: withoutDetails,
    progress: () => {},
  });
  await pool.close();
  const failed = outcomes.filter(({ status }) => status === "failed");
  for (const outcome of failed)
    if (outcome.status === "failed") console.log(outcome.item.file, outcome.error);
  let wrong = 0;
  for (let index = 0; index < count; index += comparedEach)
    if (digests.get(`${index}`) !== (await run(inline, index))) wrong++;
  console.log(
    `${count} scenarios, ${deaths} workers lost, ${failed.length} scenarios failed, ${wrong} digests wrong`,
  );
  const quarter = Math.ceil(count / 4);
  for (let from = 0; from < count; from += quarter) {
    const own = sizes.slice(from, from + quarter);
    console.log(`scenarios ${from} to ${from + own.length - 1}: at most ${megabytes(Math.max(...own))} MB`);
  }
  process.exitCode = failed.length + wrong > 0 ? 1 : 0;
}

void main();
