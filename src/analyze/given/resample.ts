import { columnKey, type Key } from "../../design/key.ts";
import { fillHashed } from "../../design/stream.ts";

/** Uniform numbers of one purpose and number: a stream of its own under the sample's key. */
export function uniformStream(key: Key, purpose: string, index: number, count: number): Float64Array {
  const out = new Float64Array(count);
  fillHashed(columnKey([key[0], key[1]], purpose, String(index), 0), 0, count, out, 0);
  return out;
}

/** A random order of 0 … n−1 (Durstenfeld 1964). */
export function shuffledRows(key: Key, purpose: string, index: number, n: number): Uint32Array {
  const rows = Uint32Array.from({ length: n }, (_, row) => row);
  const u = uniformStream(key, purpose, index, n);
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(u[k] * (k + 1));
    [rows[k], rows[other]] = [rows[other], rows[k]];
  }
  return rows;
}

/** n rows drawn with replacement (Efron 1979). */
export function bootstrapRows(key: Key, index: number, n: number): Uint32Array {
  return Uint32Array.from(uniformStream(key, "bootstrap", index, n), (u) => Math.floor(u * n));
}

/** Half of the rows, in their own order. */
export function halfRows(key: Key, index: number, n: number): Uint32Array {
  return shuffledRows(key, "half", index, n)
    .subarray(0, n >> 1)
    .sort();
}
