/** The largest k with 2^k <= n, n >= 1: exact, unlike a logarithm. */
export function floorLog2(n: number): number {
  let k = 0;
  for (let power = 2; power <= n; power *= 2) k++;
  return k;
}
