import { sha256 as hash } from "@noble/hashes/sha2.js";

/** SHA-256 (FIPS 180-4) in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return Array.from(hash(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
