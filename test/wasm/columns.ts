import { makeLibrary } from "../../src/wasm/library.ts";

export const library = makeLibrary();

const addresses = Array.from({ length: 4 }, () => library.allocate(65_536));

/** One of four columns in the library's memory. */
function column(index: number, length: number): { address: number; values: Float64Array } {
  const address = addresses[index]!;
  return { address, values: new Float64Array(library.memory().buffer, address, length) };
}

/** What a kernel of the library makes of columns of one length. */
export function runKernel(name: string, operands: readonly Float64Array[]): Float64Array {
  const { length } = operands[0]!;
  operands.forEach((values, i) => {
    column(i + 1, length).values.set(values);
  });
  const out = column(0, length);
  const pointers = operands.flatMap((_, i) => [column(i + 1, length).address, 16]);
  library.functions[name]!(length, out.address, ...pointers);
  return column(0, length).values.slice();
}

/** Quantiles of points by a function of the library. */
export function runQuantile(name: string, points: Float64Array, parameters: readonly number[]): Float64Array {
  const { address, values } = column(0, points.length);
  values.set(points);
  library.functions[name]!(address, points.length, ...parameters);
  return column(0, points.length).values.slice();
}

/** The first place where two columns differ in more than the kind of a NaN, or −1. */
export function firstDifference(a: Float64Array, b: Float64Array): number {
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}
