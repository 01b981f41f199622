import { cpus } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { files, systems } from "./benchmark-model.ts";
import { evaluator, prepare, sampled } from "./evaluator.ts";

/*
 * Wall time of the benchmark model end to end on one thread and on more, each with a share of the systems: ms of each
 * round as JSON. node bench/run-ts.mjs bench/scaling.ts ROUNDS
 */
type Share = readonly [number, number];

async function work(share: Share): Promise<void> {
  const { job } = await prepare(files);
  const run = evaluator(job, "webassembly", sampled(job), share);
  run();
  parentPort!.on("message", () => {
    run();
    parentPort!.postMessage("done");
  });
  parentPort!.postMessage("ready");
}

async function team(size: number) {
  const workers = Array.from({ length: size }, (_, i) => {
    const share: Share = [Math.floor((systems * i) / size), Math.floor((systems * (i + 1)) / size)];
    return new Worker(process.argv[1]!, { workerData: share });
  });
  const answers = () =>
    Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  await answers();
  return {
    async time(): Promise<number> {
      const start = performance.now();
      const done = answers();
      for (const worker of workers) worker.postMessage("go");
      await done;
      return performance.now() - start;
    },
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

async function timeAll(rounds: number): Promise<void> {
  const sizes = [1, 2, 4, 8].filter((size) => size <= cpus().length);
  const teams = await Promise.all(sizes.map(team));
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++)
    for (const [i, each] of teams.entries()) {
      const name = `${sizes[i]} ${sizes[i] === 1 ? "worker" : "workers"}`;
      times[name] = [...(times[name] ?? []), await each.time()];
    }
  await Promise.all(teams.map((each) => each.stop()));
  console.log(JSON.stringify({ times, skipped: [] }));
}

if (isMainThread) void timeAll(Number(process.argv[2] ?? 5));
else void work(workerData as Share);
