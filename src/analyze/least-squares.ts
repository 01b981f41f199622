import type { Fit } from "./fit.ts";

/** Ordinary least squares; with weights, weighted least squares. */
export const leastSquares: Fit = { name: "ols", prepare: () => ({}) };
