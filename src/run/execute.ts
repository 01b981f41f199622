import type { OutputSummary } from "../analyze/summarize.ts";
import { type Job, layOut } from "./job.ts";
import { prepareWork } from "./work.ts";

/** Told now and then how much of a run is done, from 0 to 1. */
export type Progress = (done: number) => void;

/** All values of a job, column by column, and the summaries of `layOut(job).summarized`, in that order. */
export interface Execution {
  readonly store: Float64Array;
  readonly summaries: readonly OutputSummary[];
}

/** Computes a job: in this thread (`inline`), or on a pool of others. The values are the same. */
export interface Executor {
  execute(job: Job, progress: Progress): Promise<Execution>;
}

/** Share of the work that is evaluation; the rest is summaries. Only a progress bar needs it. */
export const evaluationShare = 0.5;

const blockRows = 512;
const blockColumns = 16;
const turnMilliseconds = 50;

/** Runs everything in the calling thread, which gets a turn (for an interrupt, a progress bar) every 50 ms. */
export const inline: Executor = {
  async execute(job, progress) {
    const layout = layOut(job);
    const store = new Float64Array(layout.columns * job.draws);
    const work = prepareWork(job, store);
    const turn = takeTurns();
    for (let from = 0; from < job.draws; from += blockRows) {
      work.evaluate(from, Math.min(from + blockRows, job.draws));
      progress((evaluationShare * from) / job.draws);
      await turn();
    }
    const summaries: OutputSummary[] = [];
    const count = layout.summarized.length;
    for (let from = 0; from < count; from += blockColumns) {
      summaries.push(...work.summarize(from, Math.min(from + blockColumns, count)));
      progress(evaluationShare + ((1 - evaluationShare) * from) / count);
      await turn();
    }
    return { store, summaries };
  },
};

function takeTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < turnMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}
