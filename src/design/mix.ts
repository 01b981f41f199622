/**
 * A word hashed under a pair of words. Each half is a bijection of 32 bits with low bias (C. Wellons's search
 * for integer hashes, "hash-prospector", constants of its best two-round result); what is random is the key.
 */
export function mixWord(word: number, key0: number, key1: number): number {
  return mixBits(mixBits(word ^ key0) + key1);
}

function mixBits(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return x ^ (x >>> 15);
}
