import { normalQuantile } from "../../src/math/special/normal.ts";
import type { Benchmark } from "./saltelli-points.ts";

/** Ishigami & Homma (1990), a 7, b 0.1, on [-pi, pi]^3. */
export const ishigami: Benchmark = {
  name: "Ishigami",
  dimensions: 3,
  s1: [0.3139051911, 0.4424111448, 0],
  st: [0.5575888552, 0.4424111448, 0.2436836641],
  evaluate: (u) => {
    const [x1, x2, x3] = [...u].map((value) => Math.PI * (2 * value - 1)) as [number, number, number];
    return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
  },
};

const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
const partial = a.map((value) => 1 / 3 / (1 + value) ** 2);
const whole = partial.reduce((product, v) => product * (1 + v), 1);

/** Sobol' G in 8 dimensions: indices from the variances of its factors. */
export const g8: Benchmark = {
  name: "Sobol' G",
  dimensions: 8,
  s1: partial.map((v) => v / (whole - 1)),
  st: partial.map((v) => (v * whole) / (1 + v) / (whole - 1)),
  evaluate: (u) => {
    let product = 1;
    for (let i = 0; i < u.length; i++) product *= (Math.abs(4 * u[i]! - 2) + a[i]!) / (1 + a[i]!);
    return product;
  },
};

const sigmas = [0.8, 0.6, 0.4, 0.3, 0.2];
const excess = sigmas.map((sigma) => Math.exp(sigma * sigma) - 1);
const total = excess.reduce((product, v) => product * (1 + v), 1);

/** Product of five lognormals. */
export const lognormals: Benchmark = {
  name: "lognormals",
  dimensions: 5,
  s1: excess.map((v) => v / (total - 1)),
  st: excess.map((v) => (v * total) / (1 + v) / (total - 1)),
  evaluate: (u) => {
    let logarithm = 0;
    for (let i = 0; i < u.length; i++) logarithm += sigmas[i]! * normalQuantile(u[i]!);
    return Math.exp(logarithm);
  },
};

export const benchmarks: readonly Benchmark[] = [ishigami, g8, lognormals];
