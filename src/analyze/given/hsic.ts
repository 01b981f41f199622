import { exp } from "../../math/elementary.ts";
import { computeMoments, standardDeviation } from "../moments.ts";
import { factorByFactor, type Shuffle } from "./method.ts";

/** n × n matrix of normal kernels exp(−(a − b)²/2s²), s the standard deviation (divisor n − 1) of the column. */
function kernelMatrix(values: Float64Array): Float64Array {
  const n = values.length;
  const sd = standardDeviation(computeMoments(values, 0, n));
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      const z = (values[i] - values[j]) / sd;
      matrix[i * n + j] = matrix[j * n + i] = exp(-0.5 * z * z);
    }
  }
  return matrix;
}

/** Takes the mean out of every row and column of a symmetric matrix. */
function centre(matrix: Float64Array, n: number): Float64Array {
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) means[i] += matrix[i * n + j];
    means[i] /= n;
  }
  const mean = means.reduce((sum, value) => sum + value, 0) / n;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = matrix[i * n + j] - means[i] - means[j] + mean;
  }
  return out;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

let lastY: { readonly y: Float64Array; readonly kernel: Float64Array; readonly own: number } | undefined;

/** The centred kernel matrix of y, kept from one factor to the next. */
function kernelOfOutput(y: Float64Array): { kernel: Float64Array; own: number } {
  if (lastY?.y !== y) {
    const kernel = centre(kernelMatrix(y), y.length);
    lastY = { y, kernel, own: product(kernel, kernel) };
  }
  return lastY;
}

/**
 * Hilbert-Schmidt independence criterion of Gretton et al. (2005), the biased (V-statistic) estimate
 * tr(KHLH)/n² with normal kernels, and its normalised form R² = HSIC(x,y)/√(HSIC(x,x)·HSIC(y,y)) (Da Veiga 2015).
 */
export function hsicIndices(x: Float64Array, y: Float64Array): readonly [r2: number, hsic: number] {
  const n = y.length;
  const { kernel, own } = kernelOfOutput(y);
  const xKernel = centre(kernelMatrix(x), n);
  const shared = product(xKernel, kernel);
  return [shared / Math.sqrt(product(xKernel, xKernel) * own), shared / (n * n)];
}

/** Σ over pairs of K(x, x')·L(y, y') with the rows of y shuffled: one half of the symmetric sum, diagonal aside. */
function shuffledProduct(
  xKernel: Float64Array,
  kernel: Float64Array,
  n: number,
  rows: Uint32Array | undefined,
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const start = (rows === undefined ? i : rows[i]) * n;
    sum += 0.5 * xKernel[i * n + i] * kernel[start + (rows === undefined ? i : rows[i])];
    for (let j = 0; j < i; j++) {
      sum += xKernel[i * n + j] * kernel[start + (rows === undefined ? j : rows[j])];
    }
  }
  return sum;
}

function permutationPValue(x: Float64Array, y: Float64Array, shuffle: Shuffle, permutations: number): number {
  const n = y.length;
  const xKernel = centre(kernelMatrix(x), n);
  const { kernel } = kernelOfOutput(y);
  const observed = shuffledProduct(xKernel, kernel, n, undefined);
  let reached = 1;
  for (let k = 0; k < permutations; k++) {
    if (shuffledProduct(xKernel, kernel, n, shuffle(k)) >= observed) reached++;
  }
  return reached / (permutations + 1);
}

export const hsic = factorByFactor(
  {
    name: "hsic",
    title: "HSIC",
    measures: ["r2", "hsic"],
    resampling: "halves",
    mostRows: 512,
    pValue: (x, y, shuffle, { permutations }) => permutationPValue(x, y, shuffle, permutations),
  },
  hsicIndices,
);
