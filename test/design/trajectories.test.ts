import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillColumn, type Plan } from "../../src/design/index.ts";
import { planTrajectories } from "../../src/design/plan-trajectories.ts";

/** Groups of columns; each column is a factor of its own. */
function plan(
  groupOf: readonly number[],
  settings: Partial<Parameters<typeof planTrajectories>[0]> = {},
): Plan {
  return planTrajectories({
    name: "morris",
    seed: 1,
    columns: groupOf.map((_, i) => ({ factor: `x${i}`, component: "" })),
    groupOf: Int32Array.from(groupOf),
    groups: Math.max(...groupOf) + 1,
    bounded: new Uint8Array(groupOf.length).fill(1),
    trajectories: 10,
    levels: 4,
    candidates: 10,
    ...settings,
  });
}

function column(of: Plan, index: number): Float64Array {
  const out = new Float64Array(of.draws);
  fillColumn(of, index, 0, of.draws, out);
  return out;
}

const groupings = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }).map((groups) => {
  const names = [...new Set(groups)].sort((a, b) => a - b);
  return groups.map((group) => names.indexOf(group));
});

describe("trajectories", () => {
  test("each group moves exactly once, all its columns at once, by half the levels", () => {
    fc.assert(
      fc.property(
        groupings,
        fc.constantFrom(2, 4, 6, 8),
        fc.integer({ min: 2, max: 12 }),
        (groupOf, levels, trajectories) => {
          const design = plan(groupOf, { levels, trajectories, candidates: trajectories + 3 });
          const columns = groupOf.map((_, i) => column(design, i));
          const groups = Math.max(...groupOf) + 1;
          for (let t = 0; t < trajectories; t++) {
            const moved: number[] = [];
            for (let row = t * (groups + 1) + 1; row < (t + 1) * (groups + 1); row++) {
              const changed = columns.flatMap((values, i) => (values[row] === values[row - 1] ? [] : [i]));
              const group = groupOf[changed[0]!]!;
              expect(changed).toEqual(groupOf.flatMap((other, i) => (other === group ? [i] : [])));
              for (const i of changed) {
                const step = Math.abs(columns[i]![row]! - columns[i]![row - 1]!);
                expect(step).toBeCloseTo(levels / (2 * (levels - 1)), 12);
              }
              moved.push(group);
            }
            expect(moved.sort((a, b) => a - b)).toEqual(Array.from({ length: groups }, (_, group) => group));
          }
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });

  test("a row is a function of the plan: blocks may be cut anywhere", () => {
    const design = plan([0, 1, 1, 2]);
    const whole = column(design, 2);
    const [from, to] = [7, 23];
    const part = new Float64Array(to - from + 1);
    fillColumn(design, 2, from, to, part, 1);
    expect([...part.subarray(1)]).toEqual([...whole.subarray(from, to)]);
  });

  test("levels are equally likely, and reach the ends of a bounded factor; the central 99 % of another", () => {
    const design = plan([0, 1], { trajectories: 400, candidates: 400, bounded: Uint8Array.of(1, 0) });
    const counts = new Map<number, number>();
    for (const u of column(design, 0))
      counts.set(Math.round(3 * u), (counts.get(Math.round(3 * u)) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3]);
    expect(Math.min(...column(design, 0))).toBe(2 ** -53);
    expect(Math.min(...column(design, 1))).toBeCloseTo(0.005, 12);
    expect(Math.max(...column(design, 1))).toBeCloseTo(0.995, 12);
    // 400 starts over 4 levels: 100 ± 8.7 each; beyond 45 of it in 1e-6 of seeds.
    const starts = column(design, 0).filter((_, row) => row % 3 === 0);
    for (const level of [0, 1, 2, 3]) {
      expect(Math.abs(starts.filter((u) => Math.round(3 * u) === level).length - 100)).toBeLessThan(45);
    }
  });

  test("a column of no group stays; an appended factor moves no other start", () => {
    const fixed = column(plan([0, 1], { groupOf: Int32Array.of(0, -1), groups: 1 }), 1);
    for (let row = 0; row < fixed.length; row += 2) expect(fixed[row + 1]).toBe(fixed[row]);
    const starts = (of: Plan, rows: number): number[] => [
      ...column(of, 0).filter((_, row) => row % rows === 0),
    ];
    expect(starts(plan([0, 1, 2]), 4)).toEqual(starts(plan([0, 1]), 3));
  });

  test("chosen trajectories lie further apart than the first ones", () => {
    const spread = (of: Plan): number => {
      const columns = [0, 1, 2].map((i) => column(of, i));
      let sum = 0;
      for (let a = 0; a < of.draws; a++) {
        for (let b = 0; b < a; b++) {
          if (Math.floor(a / 4) === Math.floor(b / 4)) continue;
          sum += Math.sqrt(columns.reduce((square, values) => square + (values[a]! - values[b]!) ** 2, 0));
        }
      }
      return sum;
    };
    for (const seed of [1, 2, 3]) {
      const [chosen, first] = [100, 10].map((candidates) => spread(plan([0, 1, 2], { candidates, seed })));
      expect(chosen!).toBeGreaterThan(1.05 * first!);
    }
  });
});
