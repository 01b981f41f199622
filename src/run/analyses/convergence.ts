import type { Convergence, ConvergenceStep, SobolResult } from "../../result/sensitivity-result.ts";

/** The widest half-width among the indices of a target; absent indices, of a constant output, do not count. */
export function stepOf({ base, evaluations, indices, second = [] }: SobolResult): ConvergenceStep {
  const all = [
    ...indices.flatMap(({ factor, s1, st }) => [
      { name: `S1 of ${factor}`, estimate: s1 },
      { name: `ST of ${factor}`, estimate: st },
    ]),
    ...second.map(({ factors, s2 }) => ({ name: `S2 of ${factors.join(" and ")}`, estimate: s2 })),
  ];
  const widths = all.flatMap(({ name, estimate }) =>
    estimate.value === null || estimate.low === null
      ? []
      : [{ name, halfWidth: (estimate.high - estimate.low) / 2 }],
  );
  const widest = widths.reduce<(typeof widths)[number] | undefined>(
    (most, width) => (most === undefined || width.halfWidth > most.halfWidth ? width : most),
    undefined,
  );
  return { base, evaluations, halfWidth: widest?.halfWidth ?? null, widest: widest?.name ?? null };
}

/** Whether the intervals of a target were narrow enough at the last two sizes. */
export function isConverged(steps: readonly ConvergenceStep[], halfWidth: number): boolean {
  const last = steps.slice(-2);
  return last.length === 2 && last.every((step) => step.halfWidth === null || step.halfWidth <= halfWidth);
}

export function describeConvergence(
  steps: readonly ConvergenceStep[],
  halfWidth: number,
  budget: number,
): Convergence {
  return { halfWidth, budget, steps, stopped: isConverged(steps, halfWidth) ? "halfWidth" : "budget" };
}
