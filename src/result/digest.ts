import { sha256 } from "../core/sha256.ts";
import { writeCanonical } from "./canonical.ts";
import type { Manifest, Result } from "./result.ts";

const encoder = new TextEncoder();

/** Canonical JSON in UTF-8, written as it comes. */
function canonicalBytes(value: unknown): Uint8Array {
  let bytes = new Uint8Array(65_536);
  let length = 0;
  writeCanonical(value, (part) => {
    // UTF-8 takes three bytes for a unit of UTF-16 at most.
    const most = length + 3 * part.length;
    if (most > bytes.length) {
      const longer = new Uint8Array(2 * most);
      longer.set(bytes.subarray(0, length));
      bytes = longer;
    }
    for (let i = 0; i < part.length; i++) {
      const unit = part.charCodeAt(i);
      if (unit > 127) {
        length += encoder.encodeInto(part.slice(i), bytes.subarray(length)).written;
        return;
      }
      bytes[length++] = unit;
    }
  });
  return bytes.subarray(0, length);
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. */
export function digestOf(value: unknown): string {
  return sha256(canonicalBytes(value));
}

/**
 * Digest of a result: all but the manifest, with the plan, the seed and the inputs by base name. Equal inputs give
 * equal digests on any machine, with any number of workers.
 */
export function resultDigest(
  result: Omit<Result, "manifest">,
  { plan, seed, inputs }: Pick<Manifest, "plan" | "seed" | "inputs">,
): string {
  const byBaseName = inputs.map(({ name, sha256 }) => ({ name: name.split(/[\\/]/).at(-1), sha256 }));
  return digestOf({ ...result, plan, seed, inputs: byBaseName });
}
