import type { Distribution } from "../families/family.ts";
import { tablesOf, tabulatedQuantile } from "../families/quantile-table.ts";

/** Replaces points values[offset … offset + n − 1] by the draws that they stand for. */
export function transform(distribution: Distribution, values: Float64Array, offset: number, n: number): void {
  if (distribution.transform !== undefined) {
    distribution.transform(values, offset, n);
    return;
  }
  const tables = distribution.tabulated ? tablesOf(distribution) : undefined;
  for (let i = offset; i < offset + n; i++) {
    const u = values[i]!;
    values[i] = tables === undefined ? distribution.quantile(u) : tabulatedQuantile(tables, u);
  }
}
