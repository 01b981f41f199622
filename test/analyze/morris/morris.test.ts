import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/analyze/estimate.ts";
import { type Effects, elementaryEffects } from "../../../src/analyze/morris/elementary-effects.ts";
import { estimateMorris, type Measures } from "../../../src/analyze/morris/estimate-morris.ts";
import { gridMoves, radialMoves } from "../../../src/analyze/morris/moves.ts";
import { fillColumn, type Plan } from "../../../src/design/index.ts";
import { planTrajectories } from "../../../src/design/plan-trajectories.ts";
import { ishigami } from "../benchmarks.ts";
import { plan as planSaltelli } from "../saltelli-points.ts";

function plan(trajectories: number, groupOf = [0, 1, 2], levels = 4): Plan {
  return planTrajectories({
    name: "morris",
    seed: 1,
    columns: groupOf.map((_, i) => ({ factor: `x${i + 1}`, component: "" })),
    groupOf: Int32Array.from(groupOf),
    groups: Math.max(...groupOf) + 1,
    bounded: Uint8Array.of(1, 1, 1),
    trajectories,
    levels,
    candidates: trajectories,
  });
}

function evaluate(design: Plan, of: (u: Float64Array) => number): Float64Array {
  const columns = design.columns.map((_, i) => {
    const out = new Float64Array(design.draws);
    fillColumn(design, i, 0, design.draws, out);
    return out;
  });
  return Float64Array.from({ length: design.draws }, (_, row) =>
    of(Float64Array.from(columns, (column) => column[row]!)),
  );
}

function measure(effects: Effects, failures: "refuse" | "drop" = "refuse"): readonly Measures[] {
  return estimateMorris(effects, { single: effects.effects.map(() => true), failures, level: 0.95 });
}

/** Within so many half-widths of the 95 % interval; with about as many trajectories as here 2.5 fail once in 1e6. */
function expectNear(found: Estimate, exact: number, halves = 2.5): void {
  if (!("level" in found)) expect(found.value).toBeCloseTo(exact, 9);
  else expect(Math.abs(found.value - exact)).toBeLessThan((halves * (found.high - found.low)) / 2);
}

describe("Morris", () => {
  test("Ishigami on the grid of 4 levels: the exact expectations", () => {
    const design = plan(2000);
    const found = measure(elementaryEffects(evaluate(design, ishigami.evaluate), gridMoves(design)));
    const exact = [
      [7.70405411, 7.70405411, 6.2487961],
      [0, 7.875, 7.875],
      [0, 6.2487961, 8.8371322],
    ] as const;
    for (const [i, { mu, muStar, sigma }] of found.entries()) {
      expectNear(mu, exact[i]![0]);
      expectNear(muStar, exact[i]![1]);
      expectNear(sigma, exact[i]![2]);
    }
    // The grid's alias: every effect of x2 is 7.875 in size.
    expect(found[1]!.muStar).toMatchObject({
      low: null,
      reason: expect.stringContaining("same in all 2000"),
    });
  });

  test("a linear function has its slopes as effects, by either design", () => {
    const slopes = [3, -2, 0];
    const linear = (u: Float64Array): number => u.reduce((sum, value, i) => sum + slopes[i]! * value, 0);
    const grid = plan(10);
    const radial = planSaltelli(3, { design: "sobol", base: 16, replicates: 1, seed: 1 });
    const moves = radialMoves(radial, [[[0, 3]], [[1, 4]], [[2, 5]]], 10);
    const points = ([0, 1] as const).map((matrix) =>
      slopes.map((_, i) => {
        const out = new Float64Array(10);
        fillColumn(radial.plan, 3 * matrix + i, 0, 10, out);
        return out;
      }),
    );
    const values = Float64Array.from({ length: 40 }, (_, row) => {
      const [t, moved] = [Math.floor(row / 4), (row % 4) - 1];
      return linear(Float64Array.from(slopes, (_, i) => points[i === moved ? 1 : 0]![i]![t]!));
    });
    for (const effects of [
      elementaryEffects(evaluate(grid, linear), gridMoves(grid)),
      elementaryEffects(values, moves),
    ]) {
      for (const [i, { mu, muStar, sigma }] of measure(effects).entries()) {
        expect(mu.value).toBeCloseTo(slopes[i]!, 12);
        expect(muStar.value).toBeCloseTo(Math.abs(slopes[i]!), 12);
        expect(sigma.value).toBeCloseTo(0, 12);
      }
    }
  });

  test("of a group only muStar is defined", () => {
    const design = plan(20, [0, 1, 0]);
    const effects = elementaryEffects(evaluate(design, ishigami.evaluate), gridMoves(design));
    const [group] = estimateMorris(effects, { single: [false, true], failures: "refuse", level: 0.95 });
    expect(group!.sigma).toEqual({ value: null, reason: expect.stringContaining("not defined for a group") });
    expect(group!.mu.value).toBeNull();
    expect(group!.muStar.value).toBeGreaterThan(0);
  });

  test("a failed evaluation takes its trajectory away, where the scenario allows it", () => {
    const design = plan(20);
    const values = evaluate(design, ishigami.evaluate);
    values[9] = Number.NaN;
    const effects = elementaryEffects(values, gridMoves(design));
    expect(effects.failed).toBe(1);
    expect(measure(effects)[0]!.mu).toEqual({
      value: null,
      reason: "1 of 20 trajectories failed: `failures: drop` would leave them out",
    });
    expect(measure(effects, "drop")[0]!.mu).toMatchObject({ method: "Student t over 19 trajectories" });
    expect(measure(elementaryEffects(values.fill(Number.NaN), gridMoves(design)), "drop")[2]!.sigma).toEqual({
      value: null,
      reason: "all 20 trajectories failed",
    });
  });
});
