import { sha256 as hash } from "@noble/hashes/sha2.js";

/** SHA-256 (FIPS 180-4) in hexadecimal. */
export type Sha256 = (bytes: Uint8Array) => string;

/** On any engine. */
export const portableSha256: Sha256 = (bytes) =>
  Array.from(hash(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

let chosen = portableSha256;

/** Has the runtime's own function compute digests, which are the same and take a tenth of the time. */
export function chooseSha256(own: Sha256): void {
  chosen = own;
}

export const sha256: Sha256 = (bytes) => chosen(bytes);
