import type { SaltelliColumns } from "../../src/analyze/sobol/sums.ts";
import { fillColumn } from "../../src/design/index.ts";
import { planSaltelli, type SaltelliPlan, saltelliRow } from "../../src/design/saltelli.ts";
import { directions } from "../design/directions.ts";

/** A function of points u of the unit cube, with its exact indices. */
export interface Benchmark {
  readonly name: string;
  readonly dimensions: number;
  readonly s1: readonly number[];
  readonly st: readonly number[];
  evaluate(u: Float64Array): number;
}

export interface Points {
  readonly design: "random" | "lhs" | "sobol";
  readonly base: number;
  readonly replicates: number;
  readonly seed: number;
  readonly both: boolean;
}

export function plan(dimensions: number, points: Omit<Points, "both">): SaltelliPlan {
  return planSaltelli(
    {
      name: "sobol",
      design: points.design,
      mostRows: points.base,
      replicates: points.replicates,
      seed: points.seed,
      columns: ([0, 1] as const).flatMap((matrix) =>
        Array.from({ length: dimensions }, (_, i) => ({ factor: `x${i + 1}`, component: "", matrix })),
      ),
      qmcDimensions: 256,
    },
    directions,
  );
}

/** The values of a function at A, B, AB and BA of a replicate, each factor a group of its own. */
export function evaluatePoints(
  { dimensions, evaluate }: Pick<Benchmark, "dimensions" | "evaluate">,
  points: Points,
  replicate: number,
  design = plan(dimensions, points),
): SaltelliColumns {
  const { base } = points;
  const first = saltelliRow(design, replicate, 0);
  const columns = ([0, 1] as const).map((matrix) =>
    Array.from({ length: dimensions }, (_, i) => {
      const out = new Float64Array(base);
      fillColumn(design.plan, matrix * dimensions + i, first, first + base, out);
      return out;
    }),
  );
  const u = new Float64Array(dimensions);
  const values = (matrixOf: (factor: number) => number): Float64Array =>
    Float64Array.from({ length: base }, (_, row) => {
      for (let i = 0; i < dimensions; i++) u[i] = columns[matrixOf(i)]![i]![row]!;
      return evaluate(u);
    });
  const groups = Array.from({ length: dimensions }, (_, i) => i);
  return {
    a: values(() => 0),
    b: values(() => 1),
    ab: groups.map((group) => values((i) => (i === group ? 1 : 0))),
    ba: points.both ? groups.map((group) => values((i) => (i === group ? 0 : 1))) : [],
  };
}
