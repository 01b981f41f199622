import { sha256 } from "../core/sha256.ts";
import { canonicalJson } from "./canonical.ts";
import type { Manifest, Result } from "./result.ts";

const encoder = new TextEncoder();

/** SHA-256 of the canonical JSON of a value, in hexadecimal. */
export function digestOf(value: unknown): string {
  return sha256(encoder.encode(canonicalJson(value)));
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
