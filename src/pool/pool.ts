import { serialize } from "node:v8";
import { Piscina } from "piscina";
import type { OutputSummary } from "../analyze/summarize.ts";
import { type Execution, type Executor, evaluationShare, type Progress } from "../run/execute.ts";
import { type Job, layOut } from "../run/job.ts";
import type { Task } from "./protocol.ts";

/** Pieces per worker: enough for an even load, few enough that sending them costs nothing. */
const piecesPerWorker = 8;
/** Least rows of a piece: a compiled model computes this many at a time anyway. */
const leastRows = 128;

let jobs = 0;

/** An executor on threads of its own, to be closed after use. */
export interface Pool extends Executor {
  close(): Promise<void>;
}

/** Starts a pool of `workers` threads that run the file `worker`. */
export function startPool(workers: number, worker: URL): Pool {
  const piscina = new Piscina({ filename: worker.href, minThreads: workers, maxThreads: workers });
  return {
    execute: (job, progress) => execute(piscina, workers, job, progress),
    close: () => piscina.destroy(),
  };
}

async function execute(piscina: Piscina, workers: number, job: Job, progress: Progress): Promise<Execution> {
  const layout = layOut(job);
  const store = new SharedArrayBuffer(layout.columns * job.draws * Float64Array.BYTES_PER_ELEMENT);
  const about = { id: jobs++, job: share(serialize(job)), store };
  const stage = async (kind: Task["kind"], count: number, least: number, begin: number, share: number) => {
    const pieces = split(count, workers * piecesPerWorker, least);
    let done = 0;
    return Promise.all(
      pieces.map(async ([from, to]) => {
        const result = (await piscina.run({ ...about, kind, from, to } satisfies Task)) as OutputSummary[];
        progress(begin + (share * ++done) / pieces.length);
        return result;
      }),
    );
  };
  await stage("evaluate", job.draws, leastRows, 0, evaluationShare);
  const summaries = await stage(
    "summarize",
    layout.summarized.length,
    1,
    evaluationShare,
    1 - evaluationShare,
  );
  return { store: new Float64Array(store), summaries: summaries.flat() };
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

/** Ranges that cover 0..count−1: at most `pieces`, each a multiple of `least` long but the last. */
function split(count: number, pieces: number, least: number): readonly (readonly [number, number])[] {
  const length = Math.ceil(count / pieces / least) * least;
  const ranges: [number, number][] = [];
  for (let from = 0; from < count; from += length) ranges.push([from, Math.min(from + length, count)]);
  return ranges;
}
