import type { FunctionName } from "../expression/expr.ts";
import { scalarFunction } from "../expression/scalar.ts";

/**
 * Computes n values into `memory` from `out` on. An operand is an offset and a mask: −1 reads one value per row,
 * 0 reads the same scalar for all rows, so that one loop serves both.
 */
export type Kernel = (
  memory: Float64Array,
  n: number,
  out: number,
  a: number,
  aMask: number,
  b: number,
  bMask: number,
  c: number,
  cMask: number,
) => void;

const add: Kernel = (m, n, out, a, aMask, b, bMask) => {
  for (let i = 0; i < n; i++) m[out + i] = m[a + (i & aMask)]! + m[b + (i & bMask)]!;
};
const subtract: Kernel = (m, n, out, a, aMask, b, bMask) => {
  for (let i = 0; i < n; i++) m[out + i] = m[a + (i & aMask)]! - m[b + (i & bMask)]!;
};
const multiply: Kernel = (m, n, out, a, aMask, b, bMask) => {
  for (let i = 0; i < n; i++) m[out + i] = m[a + (i & aMask)]! * m[b + (i & bMask)]!;
};
const divide: Kernel = (m, n, out, a, aMask, b, bMask) => {
  for (let i = 0; i < n; i++) m[out + i] = m[a + (i & aMask)]! / m[b + (i & bMask)]!;
};
/** `c ? a : b` by row, with the condition as first operand; an undefined condition gives NaN. */
const select: Kernel = (m, n, out, a, aMask, b, bMask, c, cMask) => {
  for (let i = 0; i < n; i++) {
    const condition = m[a + (i & aMask)]!;
    if (Number.isNaN(condition)) m[out + i] = Number.NaN;
    else m[out + i] = condition !== 0 ? m[b + (i & bMask)]! : m[c + (i & cMask)]!;
  }
};

const unary =
  (fn: (x: number) => number): Kernel =>
  (m, n, out, a, aMask) => {
    for (let i = 0; i < n; i++) m[out + i] = fn(m[a + (i & aMask)]!);
  };
const binary =
  (fn: (x: number, y: number) => number): Kernel =>
  (m, n, out, a, aMask, b, bMask) => {
    for (let i = 0; i < n; i++) m[out + i] = fn(m[a + (i & aMask)]!, m[b + (i & bMask)]!);
  };

const ternary =
  (fn: (x: number, y: number, z: number) => number): Kernel =>
  (m, n, out, a, aMask, b, bMask, c, cMask) => {
    for (let i = 0; i < n; i++)
      m[out + i] = fn(m[a + (i & aMask)]!, m[b + (i & bMask)]!, m[c + (i & cMask)]!);
  };

/** What a kernel is called: a function of the language, or the choice that a condition makes. */
export type KernelName = FunctionName | "select";

/** Loops of their own where the call of a function would cost more than what it computes. */
const written: Partial<Record<KernelName, Kernel>> = { add, subtract, multiply, divide, select };

/** The kernel of a function with this many operands; everything else runs the scalar function by row. */
export function kernelOf(fn: KernelName, operands: number): Kernel {
  const own = written[fn];
  if (own !== undefined) return own;
  const scalar = scalarFunction(fn as FunctionName);
  if (operands === 3) return ternary(scalar);
  return operands === 1 ? unary(scalar) : binary(scalar);
}
