const value = new Float64Array(1);
const words = new Int32Array(value.buffer);
value[0] = 1;
/** Which of the two words holds the exponent: 1 on little-endian machines, 0 on the others. */
const HIGH = words[1] === 0 ? 0 : 1;

const LEAST_EXPONENT = -1074;
const POWERS_OF_TWO = makePowersOfTwo();

function makePowersOfTwo(): Float64Array {
  const powers = new Float64Array(1024 - LEAST_EXPONENT);
  let power = Number.MIN_VALUE;
  for (let i = 0; i < powers.length; i++, power *= 2) powers[i] = power;
  return powers;
}

/** The 32 bits of a double that hold sign, exponent and the first 20 bits of the mantissa, as a signed word. */
export function highWord(x: number): number {
  value[0] = x;
  return words[HIGH];
}

/** 2^k, exact, for integers k from -1074 to 1023. */
export function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k - LEAST_EXPONENT];
}

/** v 2^m for 1/2 <= |v| < 4 and integers m from -1134 to 1024, rounded once. */
export function scale(v: number, m: number): number {
  if (m > 1023) return v * 2 * powerOfTwo(m - 1);
  if (m < LEAST_EXPONENT) return v * powerOfTwo(-60) * powerOfTwo(m + 60);
  return v * powerOfTwo(m);
}

/** x rounded to 26 bits, so that products of such parts are exact (Veltkamp 1968); |x| < 2^996. */
export function leadingHalf(x: number): number {
  const t = 134217729 * x;
  return t - (t - x);
}

/** What the rounding of `product` = fl(a b) lost: a b - product (Dekker 1971), where nothing underflows. */
export function productError(a: number, b: number, product: number): number {
  const aHigh = leadingHalf(a);
  const bHigh = leadingHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
