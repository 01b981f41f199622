import type { Distribution } from "../families/family.ts";
import { type QuantileTable, tablesOf, tabulatedQuantile } from "../families/quantile-table.ts";
import { highWord } from "../math/bits.ts";
import { CELL_SHIFT, COEFFICIENTS, FIRST_CELL } from "../math/quantile-cells.ts";
import type { Library } from "../wasm/library.ts";
import { transform } from "./transform.ts";

/** Replaces points in a library's memory by quantiles, as `transform` would. */
export type TransformColumn = (distribution: Distribution, offset: number, n: number) => void;

/** Quantiles by the functions of a library; distributions that it has none for are computed by `transform`. */
export function vectorQuantiles(library: Library): TransformColumn {
  const tables = new Map<Distribution, readonly [lower: number, upper: number]>();
  const addressesOf = (distribution: Distribution): readonly [lower: number, upper: number] => {
    let known = tables.get(distribution);
    if (known === undefined) {
      const { lower, upper } = tablesOf(distribution);
      known = [copyTable(library, lower), copyTable(library, upper)];
      tables.set(distribution, known);
    }
    return known;
  };
  return (distribution, offset, n) => {
    const { column } = distribution;
    // The library works on pairs, and must not touch what stands behind the last value.
    const even = n - (n % 2);
    if (column !== undefined) library.functions[column.name]!(8 * offset, even, ...column.parameters);
    else if (distribution.tabulated) lookUp(library, distribution, addressesOf(distribution), offset, even);
    else transform(distribution, library.memory(), offset, even);
    transform(distribution, library.memory(), offset + even, n - even);
  };
}

function copyTable(library: Library, { coefficients }: QuantileTable): number {
  const address = library.allocate(coefficients.byteLength);
  library.memory().set(coefficients, address / 8);
  return address;
}

/** Looks up values until one falls into a cell that is not made yet; that one is computed here, and its cell copied. */
function lookUp(
  library: Library,
  distribution: Distribution,
  [lower, upper]: readonly [number, number],
  offset: number,
  n: number,
): void {
  const end = 8 * (offset + n);
  const run = library.functions["tabulated"]!;
  const tables = tablesOf(distribution);
  for (let at = run(8 * offset, end, lower, upper); at < end; at = run(at, end, lower, upper)) {
    const memory = library.memory();
    const u = memory[at / 8]!;
    memory[at / 8] = tabulatedQuantile(tables, u);
    if (u < 0.5) copyCell(memory, tables.lower, u, lower);
    else copyCell(memory, tables.upper, 1 - u, upper);
    at += 8;
  }
}

function copyCell(memory: Float64Array, { coefficients }: QuantileTable, w: number, table: number): void {
  const cell = (highWord(w) >> CELL_SHIFT) - FIRST_CELL;
  if (cell < 0) return;
  const start = cell * COEFFICIENTS;
  memory.set(coefficients.subarray(start, start + COEFFICIENTS), table / 8 + start);
}
