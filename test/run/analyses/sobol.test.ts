import { describe, expect, test } from "vitest";
import { IssueError } from "../../../src/core/issue.ts";
import { buildModel } from "../../../src/model/build.ts";
import type { Result } from "../../../src/result/result.ts";
import { makeGroups } from "../../../src/run/analyses/groups.ts";
import { inline } from "../../../src/run/inline.ts";
import { runSensitivity } from "../../../src/run/run.ts";
import { directions } from "../../design/directions.ts";
import { load } from "../../scenario/memory-files.ts";

const ishigami = (analyses: string, y = "sin(x1) + 7*sin(x2)^2 + 0.1*x3^4*sin(x1)"): string => `rebound: 1
model: {equations: {y: "${y}"}}
factors:
  x1: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
  x2: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
  x3: {uniform: {low: -3.141592653589793, high: 3.141592653589793}}
  fixed: {constant: 2}
outputs: [y]
analyses: ${analyses}
`;

const told: string[] = [];
async function run(text: string): Promise<Result> {
  told.length = 0;
  return runSensitivity(await load(text), {
    directions,
    executor: inline,
    tell: (line) => told.push(line),
    version: "test",
    runtime: "test",
  });
}

describe("Sobol' indices of a scenario", () => {
  test("Ishigami: exact values inside three half-widths, the cost told before and after", async () => {
    const { sobol } = await run(ishigami("{sobol: {base: 256}}"));
    expect(told).toEqual([
      "sobol: 10240 evaluations: 8 × 256 rows of A, 5 points each (3 groups)",
      "sobol: 2560 more evaluations for bands with factors fixed: 512 rows",
    ]);
    const [found] = sobol!;
    expect(found).toMatchObject({ output: "y", evaluations: 10240, base: 256, replicates: 8 });
    const exact = [
      ["x1", 0.3139051911, 0.5575888552],
      ["x2", 0.4424111448, 0.4424111448],
      ["x3", 0, 0.2436836641],
    ] as const;
    for (const [i, { factor, s1, st }] of found!.indices.entries()) {
      const [name, first, all] = exact[i]!;
      expect(factor).toBe(name);
      for (const [estimate, truth] of [
        [s1, first],
        [st, all],
      ] as const) {
        if (!("level" in estimate)) throw new Error("no interval");
        expect(Math.abs(estimate.value - truth)).toBeLessThan((3 * (estimate.high - estimate.low)) / 2);
      }
    }
    expect(found!.dummy.st.value).toBe(0);
    // 1 - S1 of the variance is left on average where x2 is known; the band itself need not follow.
    expect(found!.ranking!.factors.map(({ factor, rank }) => [factor, rank])).toEqual([
      ["x1", 1],
      ["x2", 2],
      ["x3", 3],
    ]);
    expect(found!.ranking!.factors[0]!.fixedWidth).toBeLessThan(0.6);
    expect(found!.ranking!.fixableTogether.factors).toEqual([]);
  });

  test("doubling until the intervals are narrow gives what the last size gives from scratch", async () => {
    const until = await run(ishigami("{sobol: {base: 64, until: {halfWidth: 0.02, budget: 200000}}}"));
    const [found] = until.sobol!;
    const { steps, stopped } = found!.convergence!;
    expect(stopped).toBe("halfWidth");
    expect(steps.slice(-2).every(({ halfWidth }) => halfWidth! <= 0.02)).toBe(true);
    expect(steps.at(-3)!.halfWidth).toBeGreaterThan(0.02);
    const direct = await run(ishigami(`{sobol: {base: ${found!.base}}}`));
    expect(found!.indices).toEqual(direct.sobol![0]!.indices);
  });

  test("a spent budget is told; one too small for the first size is refused", async () => {
    const { sobol } = await run(ishigami("{sobol: {base: 64, until: {halfWidth: 0.001, budget: 6000}}}"));
    expect(sobol![0]!.convergence).toMatchObject({ stopped: "budget" });
    expect(sobol![0]!.evaluations).toBe(5120);
    await expect(run(ishigami("{sobol: {base: 64, until: {halfWidth: 0.1, budget: 10}}}"))).rejects.toThrow(
      "expected at least 2560 evaluations",
    );
  });

  test("failed rows: refused, or dropped with the loss told; a constant has no index", async () => {
    const y = "log(x1 + 3) + x2";
    const refused = await run(ishigami("{sobol: {base: 64}}", y));
    expect(refused.sobol![0]!.indices[0]!.s1).toMatchObject({ value: null });
    const { failures, indices } = (await run(ishigami("{sobol: {base: 64, failures: drop}}", y))).sobol![0]!;
    expect(failures.dropped).toBe(true);
    expect(failures.rows).toBeGreaterThan(0);
    expect(indices[1]!.st.value).toBeGreaterThan(0.5);
    const constant = await run(ishigami("{sobol: {base: 8}, morris: {trajectories: 4}}", "fixed * 3"));
    expect(constant.sobol![0]!.indices[0]!.st).toMatchObject({ reason: expect.stringContaining("constant") });
    expect(constant.morris![0]!.measures[0]!.muStar.value).toBe(0);
  });

  test("positive skewed outputs have indices of ln Y besides", async () => {
    const { sobol } = await run(ishigami("{sobol: {base: 512}}", "exp(x1 + 0.2 * x2)"));
    const { log, indices } = sobol![0]!;
    // ln Y is linear: 1 and 0.04 of the variance, whatever Y itself does.
    expect(log!.indices[0]!.st.value).toBeCloseTo(1 / 1.04, 2);
    expect(indices[1]!.st.value).toBeGreaterThan(log!.indices[1]!.st.value!);
    expect((await run(ishigami("{sobol: {base: 64}}"))).sobol![0]!.log).toBeUndefined();
  });

  test("several targets, as expressions, share the runs", async () => {
    const { sobol } = await run(ishigami("{sobol: {base: 64, targets: [y, 'y + 1000', '2 * y > 7']}}"));
    expect(sobol!.map(({ output }) => output)).toEqual(["y", "y + 1000", "2 * y > 7"]);
    for (const [i, { st }] of sobol![1]!.indices.entries()) {
      expect(st.value).toBeCloseTo(sobol![0]!.indices[i]!.st.value!, 9);
    }
  });
});

describe("groups", () => {
  const files = {
    "t.csv": "system,load\nA,1\nB,2\n",
    "s.yaml": `rebound: 1
table: t.csv
model: {equations: {y: a + b + c + d}}
factors:
  a: {normal: {mean: 0, sd: 1}}
  b: {normal: {mean: 0, sd: 1}}
  c: {parts: {shared: {normal: {mean: 0, sd: 1}}, system: {normal: {mean: 0, sd: 1}}}, combine: sum}
  d: {constant: 1}
correlations: [{factors: [a, b], spearman: 0.5}]
outputs: [y]
`,
  };
  const groupsOf = async (settings: Partial<Parameters<typeof makeGroups>[1]>) => {
    const { model } = buildModel(await load(files));
    return makeGroups(model, { groups: [], parts: "together", ...settings }).groups;
  };
  const place = { file: "s.yaml", path: "analyses.sobol.groups.g" };
  const group = (name: string, ...members: string[]) => ({
    name,
    place,
    members: members.map((member) => ({ name: member, place })),
  });

  test("correlated factors and parts of one move together; constants are no factors", async () => {
    const groups = await groupsOf({});
    expect(groups.map(({ name, factors }) => [name, factors])).toEqual([
      ["a+b", ["a", "b"]],
      ["c", ["c.shared", "c.system"]],
    ]);
    expect(groups[0]!.reason).toContain("depend on each other");
    expect(groups[1]!.reason).toBeUndefined();
  });

  test("parts apart have the ids of their own", async () => {
    expect((await groupsOf({ parts: "apart" })).map(({ name }) => name)).toEqual([
      "a+b",
      "c.shared",
      "c.system",
    ]);
  });

  test("a group of the user's takes along what its members depend on", async () => {
    const groups = await groupsOf({ groups: [group("g", "a", "c.system")], parts: "apart" });
    expect(groups.map(({ name, factors }) => [name, factors])).toEqual([
      ["g", ["a", "b", "c.system"]],
      ["c.shared", ["c.shared"]],
    ]);
  });

  test("unknown members and groups that overlap are refused; a constant member moves nothing", async () => {
    await expect(groupsOf({ groups: [group("g", "z")] })).rejects.toThrow(IssueError);
    await expect(groupsOf({ groups: [group("g", "a"), group("h", "b")] })).rejects.toThrow("share factors");
    const names = (await groupsOf({ groups: [group("g", "a", "d")] })).map(({ name, factors }) => [
      name,
      factors,
    ]);
    expect(names[0]).toEqual(["g", ["a", "b"]]);
  });
});
