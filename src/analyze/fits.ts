import type { Fit } from "./fit.ts";
import { frontier, rerankedFrontier } from "./frontier.ts";
import { leastSquares } from "./least-squares.ts";
import { theilSen } from "./theil-sen.ts";

/** Every way to fit a trend. A new one is a file that exports a Fit, and a line here. */
export const fits: readonly Fit[] = [leastSquares, theilSen, frontier, rerankedFrontier];

export function fitNamed(name: string): Fit {
  return fits.find((fit) => fit.name === name)!;
}
