import { deserialize } from "node:v8";
import type { OutputSummary } from "../analyze/summarize.ts";
import type { Job } from "../run/job.ts";
import { prepareWork, type Work } from "../run/work.ts";
import type { Task } from "./protocol.ts";

let current: { id: number; work: Work } | undefined;

/** What a thread of the pool runs: one range of rows, or one range of summaries. */
export default function work(task: Task): OutputSummary[] {
  if (current?.id !== task.id) {
    const job = deserialize(new Uint8Array(new Uint8Array(task.job))) as Job;
    current = { id: task.id, work: prepareWork(job, new Float64Array(task.store)) };
  }
  if (task.kind === "summarize") return current.work.summarize(task.from, task.to);
  current.work.evaluate(task.from, task.to);
  return [];
}
