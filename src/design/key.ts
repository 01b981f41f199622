import alea from "seedrandom/lib/alea.js";
import { philox4x32 } from "./philox.ts";
import type { ColumnName } from "./plan.ts";

/** 64 bits that select one stream of Philox: two unsigned 32-bit words. */
export type Key = readonly [number, number];

const encoder = new TextEncoder();
const BLOCK_BYTES = 16;
/** Room for the names of one column, made longer where they are. */
let message = new Uint8Array(256);
/** Made once: there are tens of thousands of columns. */
const state = new Uint32Array(4);

/**
 * Master key of a plan, from the seed and the plan's name. A seed written as a number and as the same text
 * gives the same key; 0 is a seed like any other.
 */
export function masterKey(seed: number | string, plan: string): Key {
  const generator = alea(JSON.stringify([String(seed), plan]));
  return [generator.int32() >>> 0, generator.int32() >>> 0];
}

/**
 * Key of one column: a hash of its names under the master key. The message (both lengths in bytes, the
 * matrix, then the names in UTF-8, padded with zeros) is absorbed in blocks of four words: each is encrypted
 * by Philox under the state so far, and half of the result is the next state. The lengths come first, so no
 * two different pairs of names are the same message.
 */
export function columnKey(master: Key, factor: string, component: string, matrix: number): Key {
  const first = writeBytes(factor, 0);
  const end = writeBytes(component, first);
  philox4x32(first, end - first, matrix, 0, master[0], master[1], state);
  for (let at = 0; at < end; at += BLOCK_BYTES) {
    for (let i = end; i < at + BLOCK_BYTES; i++) message[i] = 0;
    philox4x32(wordAt(at), wordAt(at + 4), wordAt(at + 8), wordAt(at + 12), state[0], state[1], state);
  }
  return [state[0], state[1]];
}

/** Writes a name to the message from `at` on, and returns where it ends. */
function writeBytes(name: string, at: number): number {
  const most = at + 3 * name.length + BLOCK_BYTES;
  if (most > message.length) {
    const longer = new Uint8Array(2 * most);
    longer.set(message);
    message = longer;
  }
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code > 127) return at + encoder.encodeInto(name, message.subarray(at)).written;
    message[at + i] = code;
  }
  return at + name.length;
}

function wordAt(at: number): number {
  return message[at]! | (message[at + 1]! << 8) | (message[at + 2]! << 16) | (message[at + 3]! << 24);
}

/** Keys of some columns: two words for each. */
export function hashColumns(columns: readonly ColumnName[], master: Key): Uint32Array {
  const keys = new Uint32Array(2 * columns.length);
  columns.forEach(({ factor, component, matrix }, i) => {
    [keys[2 * i], keys[2 * i + 1]] = columnKey(master, factor, component, matrix ?? 0);
  });
  return keys;
}

/** A key as 16 hexadecimal digits. */
export function formatKey(key: Key): string {
  return key.map((word) => word.toString(16).padStart(8, "0")).join("");
}
