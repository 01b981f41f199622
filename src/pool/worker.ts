import { deserialize } from "node:v8";
import { threadId } from "node:worker_threads";
import { kindNamed } from "../run/kinds.ts";
import type { Task } from "./protocol.ts";
import { noteStart } from "./watch.ts";

let current: { id: number; compute: (piece: never) => unknown } | undefined;

/** Computes one piece of a job. */
export default function work({ id, kind, job, store, piece, index, notes }: Omit<Task, "plugins">): unknown {
  noteStart(notes, index, threadId);
  if (current?.id !== id) {
    const plain = deserialize(new Uint8Array(new Uint8Array(job))) as never;
    current = { id, compute: kindNamed(kind).prepare(plain, new Float64Array(store)) };
  }
  return current.compute(piece as never);
}
