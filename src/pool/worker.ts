import { deserialize } from "node:v8";
import { kindNamed } from "../run/kinds.ts";
import type { Task } from "./protocol.ts";

let current: { id: number; compute: (piece: never) => unknown } | undefined;

/** Computes one piece of a job. */
export default function work({ id, kind, job, store, piece }: Omit<Task, "plugins">): unknown {
  if (current?.id !== id) {
    const plain = deserialize(new Uint8Array(new Uint8Array(job))) as never;
    current = { id, compute: kindNamed(kind).prepare(plain, new Float64Array(store)) };
  }
  return current.compute(piece as never);
}
