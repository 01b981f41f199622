import type { Task } from "../pool/protocol.ts";
import work from "../pool/worker.ts";

/** What a thread of the pool runs: one piece of a job, with the plugins of the thread that sent it. */
export default function workWithPlugins(task: Task): unknown {
  return task.plugins.length === 0 ? work(task) : loadAndWork(task);
}

async function loadAndWork(task: Task): Promise<unknown> {
  const { loadPlugins } = await import("./plugins.ts");
  await loadPlugins(task.plugins);
  return work(task);
}
