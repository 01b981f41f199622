import { expect, test } from "vitest";
import { makePlan } from "../../src/design/index.ts";
import { layOutColumns } from "../../src/evaluate/columns.ts";
import { type FactorSource, javascript } from "../../src/evaluate/evaluate.ts";
import { compile } from "../../src/evaluate/program.ts";
import { sampledSource } from "../../src/evaluate/sources.ts";
import { countVariants } from "../../src/evaluate/variants.ts";
import { buildModel } from "../../src/model/build.ts";
import { makeJob } from "../../src/run/make-job.ts";
import { prepareSaltelli } from "../../src/run/saltelli.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

const files = {
  "t.csv": "system,kind,year,load\nA,g,2013,1\nB,g,2014,10\nC,h,2015,100\nD,h,2016,7\n",
  "s.yaml": `rebound: 1
model:
  constants: {half: 0.5}
  equations:
    base: exp(a) + half
    power: "load > 5 ? base * b : base + c"
    y: power * load + d
    z: a * 2
table: t.csv
factors:
  a: {normal: {mean: 0, sd: 1}}
  b: {uniform: {low: 1, high: 2}, scope: kind}
  c: {lognormal: {median: 1, gsd: 2}, scope: system}
  d: {triangular: {low: 0, mode: 1, high: 2}}
  unused: {uniform: {low: 0, high: 1}}
correlations: [{factors: [a, d], spearman: 0.5}]
outputs: [y, z]
`,
};

test("every variant is what evaluating it alone gives, to the last bit", async () => {
  const scenario = await load(files);
  const built = buildModel(scenario);
  const { model } = built;
  const rows = 100;
  const plan = makePlan(
    {
      name: "sobol",
      design: "random",
      draws: rows,
      replicates: 1,
      seed: 3,
      columns: layOutColumns(model, 2).columns,
      qmcDimensions: 16,
    },
    directions,
  );
  // a and d are correlated: one group.
  const swaps = { groupOf: Int32Array.of(0, 1, 2, 0, 3), groups: 4, both: true };
  const quantities = model.systems.flatMap((_, system) =>
    [0, 1].map((target) => ({
      expr: { kind: "name", name: "y" } as const,
      reads: { y: { kind: "output", system, target } as const },
    })),
  );
  const program = compile(model);
  const { job } = makeJob(scenario, built, directions);
  const reductions = { ...job.reductions, quantities };
  const found = Array.from({ length: countVariants(swaps) }, () => quantities.map(() => [] as number[]));
  prepareSaltelli({ model, program, plan, reductions, swaps })(0, rows, (count, y) => {
    found.forEach((variant, v) => {
      variant.forEach((values, q) => {
        values.push(...y(v, q).subarray(0, count));
      });
    });
  });

  const sources = [sampledSource(model, plan, 0), sampledSource(model, plan, 1)] as const;
  found.forEach((variant, v) => {
    const base = v < 2 ? v : v < 2 + swaps.groups ? 0 : 1;
    const swapped = v < 2 ? -1 : (v - 2) % swaps.groups;
    const source: FactorSource = {
      fill(factor, ...rest) {
        const own = swaps.groupOf[factor] === swapped;
        sources[own ? 1 - base : base]!.fill(factor, ...rest);
      },
    };
    const evaluator = javascript.prepare(program, source);
    evaluator.load(0, rows);
    const naive = quantities.map(() => new Array<number>(rows));
    model.systems.forEach((_, system) => {
      evaluator.evaluate(system, (target, from, to, memory, offset, mask) => {
        for (let row = from; row < to; row++)
          naive[system * 2 + target]![row] = memory[offset + ((row - from) & mask)]!;
      });
    });
    expect(variant).toEqual(naive);
  });
  // No factor is idle, so that a swap that did nothing would show.
  const [a, b, ...swapsOfA] = found;
  expect(a).not.toEqual(b);
  for (const variant of swapsOfA.slice(0, 3)) expect(variant).not.toEqual(a);
  expect(swapsOfA[3]).toEqual(a);
});
