// A worker that never ends its first task, until as many hang as the counter that it is given says.
import work from "../../dist/worker.js";

export default function hang(task) {
  const left = new Int32Array(task.piece.left);
  const inner = { ...task, piece: task.piece.piece };
  if (Atomics.sub(left, 0, 1) <= 0) return work(inner);
  work(inner);
  for (;;);
}
