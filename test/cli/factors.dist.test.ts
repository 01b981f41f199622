import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const rows = Array.from(
  { length: 24 },
  (_, j) => `s${j},${2014 + (j % 8)},o${j % 5},${(j % 8) + 1 + ((7 * j) % 5)}`,
);
const folder = folderWith({
  "runs.csv": `system,year,organization,hours\n${rows.join("\n")}\n`,
  "drift-none.yaml": "factors: {power: {drift: 0}}\n",
  "s.yaml": `rebound: 1
name: Parts, drift, joint choices and composition
model:
  excluded: [failed runs]
  equations: {energy: {expr: hours * power * memory, unit: kWh}}
table: runs.csv
include: [base.yaml]
outputs: [energy]
sampling: {draws: 512, replicates: 8}
trends:
  line: {of: energy, over: year}
  robust: {of: energy, over: year, fit: theil-sen, draws: 64}
  top: {of: energy, over: year, fit: frontier, top: 1, rerank: true}
`,
  "base.yaml": `factors:
  power:
    parts: {shared: {lognormal: {median: 2, gsd: 1.2}}, organization: {lognormal: {median: 1, gsd: 1.1}}}
    drift: {normal: {mean: 0.02, sd: 0.03}}
    unit: kWh
  board: {categorical: {options: [{value: 1, weight: 2, set: {memory: 1}}, {value: 2, weight: 1, set: {memory: {uniform: {low: 2, high: 3}}}}]}, scope: system}
  system_sample: {exponential: {rate: 1}, scope: organization}
`,
});
const scenario = join(folder, "s.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

describe("a scenario with parts, drift, joint choices and composition", () => {
  test("runs, with the same digest on any number of threads", async () => {
    const [one, two] = await Promise.all(
      ["1", "2"].map((workers) => rebound(["run", scenario, "--json", "--workers", workers])),
    );
    const [a, b] = [JSON.parse(one!.stdout), JSON.parse(two!.stdout)];
    expect(a.manifest.resultDigest).toBe(b.manifest.resultDigest);
    expect(a.excluded).toEqual(["failed runs"]);
    const [line, robust, top] = a.trends;
    for (const trend of [line, robust, top]) {
      const { inputs, composition, both } = trend.variance;
      expect(inputs.value + composition.value + both.value).toBeCloseTo(1, 12);
      expect(trend.slope.sd.value).toBeGreaterThan(trend.inputs.slope.sd.value);
    }
    expect(robust.growthPerYear.draws).toBe(64);
    expect(top.notes[0]).toContain("biases the growth upward");
  });

  test("says so in words", async () => {
    const { stdout } = await rebound(["run", scenario]);
    expect(stdout).toContain("Where the spread of growth comes from");
    expect(stdout).toContain("Not included: failed runs.");
    expect(stdout).toContain("Trend robust: fitted in 64 of 512 draws, the first of each replicate.");
  });

  test("without drift and with a fixed board is the same but for these", async () => {
    const include = `include=[${folder}/base.yaml, ${folder}/drift-none.yaml]`;
    const { stdout } = await rebound([
      "run",
      scenario,
      "--json",
      "--set",
      include,
      "--set",
      "factors.board.constant=1",
    ]);
    const { systems } = JSON.parse(stdout);
    for (const { outputs } of systems.slice(0, 8)) {
      const hours = Number(
        rows[Number(systems.findIndex((s: { outputs: unknown }) => s.outputs === outputs))]!.split(",")[3],
      );
      expect(outputs[0].deterministic).toBeCloseTo(2 * hours, 10);
    }
  });

  test("is explained, by the ids that analyses use", async () => {
    const { stdout } = await rebound(["explain", scenario]);
    for (const id of ["power.shared", "power.organization", "power.drift", "memory, board = 2"])
      expect(stdout).toContain(id);
    expect(stdout).toContain("power.shared * power.organization * exp(power.drift * (year - 2020))");
    const part = await rebound(["explain", scenario, "power.drift"]);
    expect(part.stdout).toContain("exp(power.drift * (year - 2020))");
    const { factors } = JSON.parse((await rebound(["explain", scenario, "--json"])).stdout);
    expect(factors.find(({ name }: { name: string }) => name === "memory").options).toHaveLength(2);
  });

  test.each([
    ["factors.power.parts.sytem={constant: 1}", 'factors.power.parts.sytem: got "sytem", expected a column'],
    ["factors.memory={constant: 1}", 'got "memory" of scope shared, set by "board" of scope system'],
  ])("--set %s exits with 2", async (setting, message) => {
    const { code, stdout, stderr } = await rebound(["run", scenario, "--set", setting]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
