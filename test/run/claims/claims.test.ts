import { describe, expect, test } from "vitest";
import type { JointTipping } from "../../../src/result/claim-result.ts";
import { inline } from "../../../src/run/inline.ts";
import { runScenario } from "../../../src/run/run.ts";
import { directions } from "../../design/directions.ts";
import { load, problemsOf } from "../../scenario/memory-files.ts";

const text = `
rebound: 1
model:
  equations: {y: "a + 2*b + (k == 1 ? 1 : 0)"}
factors:
  a: {normal: {mean: 0, sd: 1}}
  b: {normal: {mean: 0, sd: 1}}
  c: {normal: {mean: 0, sd: 1}}
  k: {categorical: {options: [{value: 0, weight: 0.9}, {value: 1, weight: 0.1}]}}
outputs: [y]
sampling: {draws: 1024, replicates: 8}
claims:
  - {id: small, statement: y is below 3, expr: y < 3}
  - {id: never, expr: "y > 100", required: true}
`;

const table = `
rebound: 1
model: {equations: {y: 10^(slope * (year - 2000) + err)}}
factors:
  slope: {constant: 0.1}
  err: {normal: {mean: 0, sd: 0.1}, scope: system}
  system_sample: {exponential: {rate: 1}, scope: system}
table: t.csv
key: name
outputs: [y]
trends: {y: {of: y, over: year}}
sampling: {draws: 256, replicates: 4}
claims: [{id: grows, expr: "trend.y.growthPerYear > 1.259"}]
`;

async function claimsOf(files: Parameters<typeof load>[0], ...sets: string[]) {
  const scenario = await load(files, ...sets);
  const { claims } = await runScenario(scenario, {
    directions,
    executor: inline,
    version: "test",
    runtime: "test",
  });
  return claims!;
}

describe("claims", () => {
  test("have their probability, what decides them and the point at which they turn over, in closed form", async () => {
    const [small] = await claimsOf(text);
    // P(N(0, 5) < 3 − k) = 0.9 Φ(3/√5) + 0.1 Φ(2/√5) = 0.9 × 0.910147 + 0.1 × 0.814453 = 0.900578.
    expect(Math.abs(small!.holds.value! - 0.900578)).toBeLessThan(0.01);
    expect(small!.decisive.map(({ factor, fails }) => [factor, fails])).toEqual([
      ["b", "high"],
      ["a", "high"],
    ]);
    const { single, joint, atMedians } = small!.tipping;
    expect(atMedians).toBe("holds");
    expect(single.map(({ factor, value }) => [factor, Math.round(value * 1e4) / 1e4])).toEqual([
      ["b", 1.5],
      ["a", 3],
    ]);
    const { beta, options, point } = joint as JointTipping;
    expect(beta).toBeCloseTo(2 / Math.sqrt(5), 5);
    expect(options).toEqual([{ factor: "k", value: 1, from: 0, unit: "1" }]);
    expect(point.map(({ factor, value, share }) => [factor, value.toFixed(3), share.toFixed(3)])).toEqual([
      ["b", "0.800", "0.800"],
      ["a", "0.400", "0.200"],
    ]);
  });

  test("turn over under an option that does nothing at the medians, in closed form", async () => {
    const hidden = `
rebound: 1
model: {equations: {y: "k == 1 ? a + b : 0", w: "k == 1 ? a + b : c", z: a^2 + b}}
factors:
  a: {normal: {mean: 0, sd: 1}}
  b: {normal: {mean: 0, sd: 1}}
  c: {normal: {mean: 0, sd: 1}}
  k: {categorical: {options: [{value: 0, weight: 0.9}, {value: 1, weight: 0.1}]}}
outputs: [y, w, z]
sampling: {draws: 256}
claims: [{id: hidden, expr: y < 3}, {id: either, expr: w < 3}, {id: parabola, expr: z < 4}, {id: off, expr: z < 4, tipping: false}]
`;
    const claims = await claimsOf(hidden);
    for (const { tipping } of claims.slice(0, 2)) {
      const { beta, options, optionsProbability } = tipping.joint as JointTipping;
      expect(beta).toBeCloseTo(3 / Math.SQRT2, 5);
      expect(options).toEqual([{ factor: "k", value: 1, from: 0, unit: "1" }]);
      expect(optionsProbability).toBeCloseTo(0.1, 12);
    }
    // The nearest point of a² + b = 4: b = 1/2, a² = 7/2.
    expect((claims[2]!.tipping.joint as JointTipping).beta).toBeCloseTo(Math.sqrt(15 / 4), 4);
    expect(claims[3]!.tipping).toMatchObject({ atMedians: null, joint: { none: "not searched" } });
  });

  test("that fail everywhere say so, and that none is near", async () => {
    const [, never] = await claimsOf(text, "sampling.design=random");
    expect(never).toMatchObject({ met: false, holds: { value: 0, low: 0 } });
    expect((never!.holds as { high: number }).high).toBeCloseTo(3 / 1024, 3);
    expect(never!.tipping.joint).toEqual({ none: "none within 6 standard deviations of the medians" });
    expect(never!.notes.join()).toContain("not about inputs or a model that are wrong");
  });

  test("are told apart by inputs and composition", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `s${i},${2000 + (i % 10)}`);
    const files = { "s.yaml": table, "t.csv": `name,year\n${rows.join("\n")}\n` };
    const [grows] = await claimsOf(files);
    // At the nominal values every system lies on the line: its weight changes nothing.
    expect(grows!.composition).toMatchObject({ value: 0, low: null });
    expect(grows!.inputs.value).toBeGreaterThan(0.2);
    expect(grows!.inputs.value).toBeLessThan(0.8);
    expect(grows!.decisive[0]).toMatchObject({ factor: "err", fails: "low", over: "trend.y" });
    const [same] = await claimsOf(files, "factors.system_sample.constant=1");
    expect(same!.composition.value).toBe(null);
    expect(same!.holds).toEqual(same!.inputs);
    expect(same!.holds.value).toBe(grows!.inputs.value);
  });

  test("are read with every problem told", async () => {
    const problems = (claims: string) => problemsOf(text.replace(/claims:[\s\S]*/, `claims: ${claims}`));
    expect((await problems("[{id: a, expr: y + 1}]"))[0]).toContain("a statement that is true or false");
    expect((await problems("[{id: a, expr: z > 1}]"))[0]).toContain("an output or a result path");
    expect((await problems('[{id: a, expr: "y > 1"}, {id: a, expr: "y > 2"}]'))[0]).toContain("each id once");
    expect((await problems('[{id: a, expr: "y > 1", at_least: 2}]'))[0]).toContain(
      "a number above 0 and below 1",
    );
  });
});
