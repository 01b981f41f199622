import alea from "seedrandom/lib/alea.js";
import { philox4x32 } from "./philox.ts";

/** 64 bits that select one stream of Philox: two unsigned 32-bit words. */
export type Key = readonly [number, number];

const encoder = new TextEncoder();
const BLOCK_BYTES = 16;

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
  const names = [encoder.encode(factor), encoder.encode(component)] as const;
  const state = new Uint32Array(4);
  philox4x32(names[0].length, names[1].length, matrix, 0, master[0], master[1], state);
  const bytes = new Uint8Array(Math.ceil((names[0].length + names[1].length) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.set(names[0]);
  bytes.set(names[1], names[0].length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const word = (i: number) => view.getUint32(at + 4 * i, true);
    philox4x32(word(0), word(1), word(2), word(3), state[0], state[1], state);
  }
  return [state[0], state[1]];
}

/** A key as 16 hexadecimal digits. */
export function formatKey(key: Key): string {
  return key.map((word) => word.toString(16).padStart(8, "0")).join("");
}
