import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIssue, IssueError } from "../../src/core/issue.ts";
import { evaluateExpr } from "../../src/expression/evaluate.ts";
import { formatExpr } from "../../src/expression/format.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Result } from "../../src/result/result.ts";
import { layOut } from "../../src/run/bands-layout.ts";
import { type BandsPiece, bandsKind } from "../../src/run/bands-work.ts";
import { runColumns } from "../../src/run/columns-job.ts";
import { inline } from "../../src/run/inline.ts";
import { makeJob } from "../../src/run/make-job.ts";
import type { QuantityJob } from "../../src/run/reductions.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { expressions } from "../expression/arbitrary.ts";
import { load } from "../scenario/memory-files.ts";

async function run(files: Parameters<typeof load>[0], ...sets: string[]): Promise<Result> {
  const scenario = await load(files, ...sets);
  return runScenario(scenario, { directions, executor: inline, version: "test", runtime: "test" });
}

/** All values of a scenario: the outputs of the first system, of the second … */
async function valuesOf(files: Parameters<typeof load>[0], ...sets: string[]) {
  const scenario = await load(files, ...sets);
  const { job } = makeJob(scenario, buildModel(scenario), directions);
  const { systems, targets } = job.model;
  const quantities = systems.flatMap((_, system) =>
    targets.map(
      (_, target): QuantityJob => ({
        expr: { kind: "name", name: "y" },
        reads: { y: { kind: "output", system, target } },
      }),
    ),
  );
  const reductions = { trends: [], aggregates: [], quantities };
  const columns = await runColumns({ ...job, kind: "columns", reductions }, inline, () => {});
  return { scenario, job, column: (index: number) => columns[index]! };
}

describe("kernels", () => {
  test("compute what the expression says, value by value, to the last bit", async () => {
    const scenarioOf = (text: string) => `rebound: 1
model: {constants: {sin: 2.5}, equations: {y: ${JSON.stringify(text)}, p: a, q: b, r: x_1, s: year}}
factors:
  a: {normal: {mean: 0, sd: 2}}
  b: {uniform: {low: -1, high: 3}}
  x_1: {lognormal: {median: 1, gsd: 3}}
  year: {categorical: {options: [{value: 0, weight: 1}, {value: 2020, weight: 1}]}}
outputs: [y, p, q, r, s]
sampling: {draws: 16, replicates: 2}
`;
    await fc.assert(
      fc.asyncProperty(expressions({ text: false }), async (tree) => {
        const { scenario, column } = await valuesOf(scenarioOf(formatExpr(tree)));
        const { expr } = scenario.equations[0]!;
        for (let row = 0; row < 16; row++) {
          const [y, a, b, x_1, year] = [0, 1, 2, 3, 4].map((output) => column(output)[row]!);
          const point: Readonly<Record<string, number>> = { a: a!, b: b!, x_1: x_1!, year: year!, sin: 2.5 };
          expect(y).toBe(evaluateExpr(expr, (name) => point[name]!));
        }
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  test("pieces of any rows give the same store", async () => {
    const scenario = await load(
      "rebound: 1\nmodel: {equations: {y: a * exp(b)}}\nfactors: {a: {normal: {mean: 0, sd: 2}}, b: {uniform: {low: -1, high: 3}}}\noutputs: [y]\nsampling: {draws: 512}\n",
    );
    const { job: bare } = makeJob(scenario, buildModel(scenario), directions);
    const y: QuantityJob = {
      expr: { kind: "name", name: "y" },
      reads: { y: { kind: "output", system: 0, target: 0 } },
    };
    const job = { ...bare, reductions: { ...bare.reductions, quantities: [y] } };
    const compute = (cuts: readonly (readonly [number, number])[]) => {
      const store = new Float64Array(layOut(job).size);
      const run = bandsKind.prepare(job, store);
      const systems = [0, 1] as const;
      for (const rows of cuts) run({ stage: "evaluate", systems, rows } satisfies BandsPiece);
      for (const rows of cuts) run({ stage: "reduce", rows });
      return { store, summaries: run({ stage: "summarize", columns: [0, 1] }) };
    };
    const whole = compute([[0, 512]]);
    expect(whole.store.slice(0, 512)).toEqual(whole.store.slice(512));
    expect(whole.store.every((value) => value !== 0)).toBe(true);
    expect(
      compute([
        [300, 512],
        [0, 1],
        [77, 300],
        [1, 77],
      ]),
    ).toEqual(whole);
  });
});

const table =
  "system,year,date,group,tdp\nA,2013,2013.5,g,1\nB,2014,2014.5,g,10\nC,2015,2015.5,h,100\nD,2016,2016.5,h,\n";
const withTable = (rest: string, where = 'where: "tdp > 0"'): Record<string, string> => ({
  "t.csv": table,
  "s.yaml": `rebound: 1\nmodel: {equations: {y: x * tdp, own: x}}\ntable: t.csv\n${where}\nfactors: {x: {lognormal: {median: 1, gsd: 2}, scope: group}}\noutputs: [y, own]\nsampling: {draws: 64}\n${rest}`,
});

describe("systems", () => {
  test("of one group share a draw, of two do not", async () => {
    const { column } = await valuesOf(withTable(""));
    const own = [1, 3, 5].map((index) => [...column(index)]);
    expect(own[0]).toEqual(own[1]);
    expect(own[0]).not.toEqual(own[2]);
    expect([...column(2)]).toEqual(own[0]!.map((value) => value * 10));
  });

  test("an empty cell that an equation needs is told by row and column, or its system dropped", async () => {
    const found = await run(withTable("", "")).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(IssueError);
    expect((found as IssueError).issues.map(formatIssue)).toEqual([
      't.csv:5  tdp: got an empty cell for "D", expected a number, which an equation needs. Fill it, give an `impute` for the column, exclude it by `where`, or state `missing: drop`.',
    ]);
    const dropped = await run(withTable("missing: drop\n", ""));
    expect(dropped.systems!.map(({ system }) => system)).toEqual(["A", "B", "C"]);
    expect(dropped.notes).toEqual(["1 systems dropped for empty cells: tdp (1)"]);
  });

  test("a trend in exact powers of ten has growth 10 in every draw of a shared factor", async () => {
    const { trends } = await run(
      withTable("trends: {t: {of: y, over: date}, few: {of: y, over: date, where: year < 2015}}\n"),
      "factors.x.scope=shared",
    );
    const [all, few] = trends;
    expect(all!.systems).toBe(3);
    expect(all!.growthPerYear.deterministic).toBeCloseTo(10, 12);
    expect(all!.growthPerYear.mean.value).toBeCloseTo(10, 12);
    expect(all!.doublingMonths.deterministic).toBeCloseTo(12 * Math.log10(2), 12);
    expect(all!.r2).toBeCloseTo(1, 12);
    expect(few!.growthPerYear.mean).toEqual({
      value: null,
      reason: "a trend takes at least 3 systems, got 2",
    });
  });

  test("aggregates reduce each draw over the systems that `where` names", async () => {
    const aggregates =
      'aggregates: {all: {of: y, reduce: sum}, part: {of: y, reduce: share, where: group == "g"}, none: {of: y, reduce: mean, where: year > 2020}}\n';
    const result = await run(withTable(aggregates), "factors.x.scope=shared");
    const [all, part, none] = result.aggregates;
    expect(all!.deterministic).toBeCloseTo(111, 10);
    expect(part!.deterministic).toBeCloseTo(11 / 111, 12);
    expect(part!.unit).toBe("1");
    expect(part!.mean.value).toBeCloseTo(11 / 111, 12);
    expect(none!.mean).toEqual({ value: null, reason: "no system meets its `where`" });
  });
});

describe("results", () => {
  test("failed draws are counted and left out", async () => {
    const { outputs } = await run(
      "rebound: 1\nmodel: {equations: {y: log(x)}}\nfactors: {x: {uniform: {low: -1, high: 1}}}\noutputs: [y]\nsampling: {draws: 1024}\n",
    );
    expect(outputs[0]!.failures).toBe(512);
    expect(outputs[0]!.draws).toBe(1024);
    // E ln U = −1.
    expect(outputs[0]!.mean.value).toBeCloseTo(-1, 1);
    expect(outputs[0]!.deterministic).toBeNull();
  });

  test("a model of constants is evaluated once, and says so", async () => {
    const { outputs } = await run(
      "rebound: 1\nmodel: {equations: {y: 2 * x}}\nfactors: {x: {constant: 4}}\noutputs: [y]\n",
    );
    expect(outputs[0]).toMatchObject({
      deterministic: 8,
      mean: { value: 8, low: null, high: null, reason: "no factor varies: evaluated once" },
      sd: { value: 0 },
      draws: 1,
      failures: 0,
    });
  });

  test("a nominal value stands in the deterministic result only", async () => {
    const text =
      "rebound: 1\nmodel: {equations: {y: x}}\nfactors: {x: {uniform: {low: 0, high: 1}, nominal: 0.9}}\noutputs: [y]\n";
    const { outputs } = await run(text);
    expect(outputs[0]!.deterministic).toBe(0.9);
    expect(outputs[0]!.mean.value).toBeCloseTo(0.5, 3);
  });

  test("correlated factors have the Spearman correlation that was asked for, and their own distributions", async () => {
    const text = `rebound: 1
model: {equations: {p: a, q: b, r: c}}
factors: {a: {lognormal: {median: 1, gsd: 3}}, b: {uniform: {low: 0, high: 1}}, c: {beta: {alpha: 2, beta: 3}}}
outputs: [p, q, r]
correlations: [{factors: [a, b], spearman: 0.6}, {factors: [c, b], spearman: -0.5}]
sampling: {draws: 16384, replicates: 1}
`;
    const { column } = await valuesOf(text);
    const ranks = (values: Float64Array) => {
      const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
      const rank = new Float64Array(values.length);
      order.forEach((row, place) => {
        rank[row] = place / (values.length - 1) - 0.5;
      });
      return rank;
    };
    const spearman = (i: number, j: number) => {
      const [x, y] = [ranks(column(i)), ranks(column(j))];
      return (12 * x.reduce((sum, v, row) => sum + v * y[row]!, 0)) / x.length;
    };
    // At random the standard error were 1/128: five of them, and nets do better; the seed is fixed.
    expect(Math.abs(spearman(0, 1) - 0.6)).toBeLessThan(5 / 128);
    expect(Math.abs(spearman(2, 1) + 0.5)).toBeLessThan(5 / 128);
    const uniform = column(1);
    expect(Math.abs(uniform.reduce((sum, v) => sum + v, 0) / uniform.length - 0.5)).toBeLessThan(
      5 * Math.sqrt(1 / 12 / 16384),
    );
  });

  test("NaN and infinities appear nowhere", async () => {
    const result = await run(
      "rebound: 1\nmodel: {equations: {y: 1 / x, z: log(x - 5)}}\nfactors: {x: {categorical: {options: [{value: 0, weight: 1}, {value: 1, weight: 1}]}}}\noutputs: [y, z]\nsampling: {draws: 64}\n",
    );
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(result.outputs[1]!.mean).toEqual({ value: null, reason: "all 64 draws failed" });
  });
});

describe("models", () => {
  test("cycles and unknown names are told together", async () => {
    const text =
      "rebound: 1\nmodel: {equations: {y: a1 + b, b: c + 1, c: b * 2}}\nfactors: {a: {constant: 1}}\noutputs: [y]\n";
    const error = (await run(text).catch((found: unknown) => found)) as IssueError;
    expect(error.issues.map(({ got }) => got).sort()).toEqual([
      "the cycle b → c → b",
      'the unknown name "a1"',
    ]);
  });
});
