import type { Located, Reader } from "../reader.ts";
import type { Sampling } from "../scenario.ts";

/** A base size: any for random designs, a power of two for Sobol' nets. */
export function readBase(
  reader: Reader,
  at: Located | undefined,
  design: Sampling["design"],
): number | undefined {
  const base = reader.whole(at, 2);
  if (base === undefined || design !== "sobol") return base;
  let power = 2;
  while (2 * power <= base) power *= 2;
  if (power === base) return base;
  const hint = `Use ${power} or ${2 * power}: a Sobol' net is balanced at powers of two only.`;
  return reader.report(at!, "a power of two for a Sobol' design", hint);
}

/** A share between 0 and 1, the ends excluded. */
export function readShare(reader: Reader, at: Located | undefined): number | undefined {
  return reader.between(at, 0, 1);
}
