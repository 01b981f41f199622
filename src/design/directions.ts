/** The packed table of direction numbers; `directionNumbers` unpacks as much of it as a plan needs. */
export interface Directions {
  readonly dimensions: number;
  readonly bytes: Uint8Array;
}

export const DIRECTION_BITS = 32;
/** Dimensions in the table of Joe & Kuo (2008). */
export const JOE_KUO_DIMENSIONS = 21_201;

const MAGIC = 0x4a4b3031; // "JK01"
const HEADER_BYTES = 8;

/** Reads numbers of a few bits, most significant bit first. */
function readBits(bytes: Uint8Array, start: number): (count: number) => number {
  let at = 8 * start;
  return (count) => {
    let value = 0;
    for (let i = 0; i < count; i++, at++) value = 2 * value + ((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
    if (at > 8 * bytes.length) throw damaged(`${bytes.length} bytes`, "more: the table ends in a dimension");
    return value;
  };
}

function damaged(got: string, expected: string): Error {
  return new Error(
    `Sobol' direction numbers: got ${got}, expected ${expected}. Restore data/sobol-directions.bin.`,
  );
}

/**
 * Direction numbers of one dimension from its primitive polynomial x^s + a1 x^(s-1) + … + 1 and m1..ms:
 * m_k = 2 a1 m_(k-1) ^ … ^ 2^(s-1) a_(s-1) m_(k-s+1) ^ 2^s m_(k-s) ^ m_(k-s) (Bratley & Fox 1988).
 */
function writeDimension(read: (count: number) => number, out: Uint32Array): void {
  const degree = read(5);
  const inner = read(degree - 1);
  // v_k = m_k 2^(32-k): in these terms the recurrence has no powers of two but one shift by s.
  for (let k = 1; k <= degree; k++) out[k - 1] = (2 * read(k - 1) + 1) << (DIRECTION_BITS - k);
  for (let k = degree; k < DIRECTION_BITS; k++) {
    let v = out[k - degree] ^ (out[k - degree] >>> degree);
    for (let i = 1; i < degree; i++) if ((inner >>> (degree - 1 - i)) & 1) v ^= out[k - i];
    out[k] = v;
  }
}

/**
 * Opens the file `data/sobol-directions.bin` (Joe & Kuo 2008; the format is in the .md beside it). Throws where the
 * bytes are not such a file.
 */
export function parseDirections(bytes: Uint8Array): Directions {
  if (bytes.length < HEADER_BYTES) throw damaged(`${bytes.length} bytes`, "a table that starts with JK01");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== MAGIC) throw damaged("another kind of file", "a table that starts with JK01");
  const dimensions = view.getUint32(4, true);
  if (dimensions > 8 * bytes.length) throw damaged(`${bytes.length} bytes`, `${dimensions} dimensions`);
  return { dimensions, bytes };
}

/** 32 numbers for each of the first `count` dimensions, bit 31 first. Throws where the table ends early. */
export function directionNumbers({ bytes }: Directions, count: number): Uint32Array {
  const numbers = new Uint32Array(count * DIRECTION_BITS);
  for (let k = 0; k < Math.min(DIRECTION_BITS, numbers.length); k++)
    numbers[k] = 2 ** (DIRECTION_BITS - 1 - k);
  const read = readBits(bytes, HEADER_BYTES);
  for (let d = 1; d < count; d++) {
    writeDimension(read, numbers.subarray(d * DIRECTION_BITS, (d + 1) * DIRECTION_BITS));
  }
  return numbers;
}
