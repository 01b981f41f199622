import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { OutputResult, Result } from "../../src/result/result.ts";
import { folderWith, rebound, root } from "./command.ts";

const ishigami = "scenarios/ishigami.yaml";

async function run(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await rebound(["run", ...args, "--json"]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Result;
}

function median(output: OutputResult): number {
  return output.quantiles.find(({ p }) => p === 0.5)!.value!;
}

describe("run", () => {
  test("Ishigami: mean 7/2 and variance by the exact values, each inside five times its interval", async () => {
    const { outputs, systems } = await run(ishigami);
    const [y] = outputs;
    const [a, b] = [7, 0.1];
    const variance = a ** 2 / 8 + (b * Math.PI ** 4) / 5 + (b ** 2 * Math.PI ** 8) / 18 + 1 / 2;
    // Half-widths are t(7)·s: five of them are 11.8 standard errors, passed by chance with p < 1e-5 (Student t, 7 df).
    for (const [estimate, exact] of [
      [y!.mean, a / 2],
      [y!.sd, Math.sqrt(variance)],
    ] as const) {
      expect("high" in estimate && estimate.high !== null).toBe(true);
      const { value, low, high } = estimate as { value: number; low: number; high: number };
      expect(Math.abs(value - exact)).toBeLessThan((5 * (high - low)) / 2);
    }
    expect(systems).toBeUndefined();
    expect(y!.draws).toBe(4096);
    expect(y!.failures).toBe(0);
    expect(y!.deterministic).toBe(0);
    expect(y!.quantiles.map(({ p }) => p)).toEqual([0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]);
  });

  test("one digest for 1, 2 and 7 workers and without a pool", async () => {
    const digests = await Promise.all(
      ["0", "1", "2", "7"].map(async (workers) => {
        const result = await run("scenarios/trend-2013-2026.yaml", "--draws", "256", "--workers", workers);
        return result.manifest.resultDigest;
      }),
    );
    expect(new Set(digests).size).toBe(1);
  });

  test("another seed, another digest; the same seed written as an option or in the file, the same", async () => {
    const of = async (...args: string[]) =>
      (await run(ishigami, "--draws", "64", ...args)).manifest.resultDigest;
    const [first, same, set, other] = await Promise.all([
      of(),
      of("--seed", "1"),
      of("--set", "sampling.seed=1"),
      of("--seed", "2"),
    ]);
    expect(same).toBe(first);
    expect(set).toBe(first);
    expect(other).not.toBe(first);
  });

  test("the table says the answer first; quiet prints nothing", async () => {
    const { stdout } = await rebound(["run", ishigami]);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "Ishigami",
      "",
      expect.stringMatching(/^ {2}y is 3\.\d+ \(median; 95 % of draws from −\d/),
    ]);
    expect(await rebound(["run", ishigami, "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("without trends the answer is the width of the bands, or that there is none", async () => {
    const { stdout } = await rebound(["run", "scenarios/mlca-runs.yaml"]);
    expect(stdout.split("\n")[2]).toBe("  35 systems, point values.");
    const varied = ["--draws", "64", "--set", "factors.lifetime_y.uniform={low: 2, high: 8}"];
    const wide = await rebound(["run", "scenarios/mlca-runs.yaml", ...varied]);
    expect(wide.stdout).toMatch(
      /gwp_kg_embodied: in a typical one of 35 systems the ends of the 95 % band are a factor of 3\.\d+ apart\./,
    );
  });

  test("--out writes result.json and tables, and replaces nothing without --force", async () => {
    const folder = folderWith({});
    const out = join(folder, "new", "results");
    expect((await rebound(["run", ishigami, "--quiet", "--out", out])).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      "aggregates.csv",
      "figures",
      "outputs.csv",
      "report.html",
      "result.json",
      "trends.csv",
    ]);
    const result = JSON.parse(readFileSync(join(out, "result.json"), "utf8")) as Result;
    expect(result).toEqual(await run(ishigami));
    const [row] = parse(readFileSync(join(out, "outputs.csv"), "utf8"), { columns: true }) as Record<
      string,
      string
    >[];
    expect(Number(row!["q0.5"])).toBe(median(result.outputs[0]!));

    writeFileSync(join(out, "result.json"), "mine");
    const refused = await rebound(["run", ishigami, "--out", out]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("result.json");
    expect(readFileSync(join(out, "result.json"), "utf8")).toBe("mine");
    expect((await rebound(["run", ishigami, "--quiet", "--out", out, "--force"])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, "result.json"), "utf8"))).toEqual(result);
  });

  test("Ctrl-C ends a run on a pool within a second, with 130, and leaves no result", async () => {
    const out = join(folderWith({}), "results");
    const start = performance.now();
    const wait = 2500;
    const args = [
      "run",
      "scenarios/trend-2013-2026.yaml",
      "--draws",
      "16384",
      "--workers",
      "2",
      "--out",
      out,
    ];
    const { code } = await rebound(args, { interrupt: wait });
    expect(code).toBe(130);
    expect(performance.now() - start - wait).toBeLessThan(1000);
    // Pieces that had been finished are kept, for --resume.
    const left = existsSync(out) ? readdirSync(out) : [];
    expect(left.filter((name) => name !== ".unfinished")).toEqual([]);
  });
});

describe("shipped scenarios", () => {
  const names = readdirSync(join(root, "scenarios")).filter((name) => name.endsWith(".yaml"));

  // Analyses as small as they can be: what they find is tested elsewhere.
  const small: Record<string, string[]> = {
    "sensitivity-trend.yaml": ["analyses.sobol.base=2", "analyses.morris.trajectories=4"],
  };

  test.each(names)("%s runs", async (name) => {
    const sets = (small[name] ?? []).flatMap((text) => ["--set", text]);
    const result = await run(`scenarios/${name}`, "--draws", "64", ...sets);
    expect(result.outputs.length + (result.systems?.length ?? 0)).toBeGreaterThan(0);
    const failures = (result.systems ?? []).flatMap(({ outputs }) =>
      outputs.filter((output) => output.failures > 0),
    );
    expect(failures).toEqual([]);
  });

  test("mlca-runs agrees with every published run to 1e-9", async () => {
    const published = parse(readFileSync(join(root, "test/reference/mlca-runs.csv"), "utf8"), {
      columns: true,
    }) as Record<string, string>[];
    const { systems } = await run("scenarios/mlca-runs.yaml", "--set", "table=test/reference/mlca-runs.csv");
    expect(systems!.map(({ system }) => system)).toEqual(published.map((row) => row["run"]));
    let compared = 0;
    systems!.forEach(({ outputs }, index) => {
      for (const { id, deterministic, mean } of outputs) {
        const column = Object.keys(published[0]!).find((name) => name.endsWith(id))!;
        const expected = Number(published[index]![column]);
        expect(Math.abs(deterministic! - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
        expect(mean.value).toBe(deterministic);
        compared++;
      }
    });
    expect(compared).toBe(10 * published.length);
  });

  test("paper gives the reconstruction of the study's trend: n 288, ×2.29 a year; NVIDIA n 218, 9.6 months", async () => {
    const { trends } = await run("scenarios/paper.yaml");
    const of = (id: string) => trends.find((trend) => trend.id === id)!;
    expect(of("energy").systems).toBe(288);
    expect(of("energy").growthPerYear.deterministic).toBeCloseTo(2.294, 3);
    expect(of("energy").doublingMonths.deterministic).toBeCloseTo(10.02, 2);
    expect(of("energy-nvidia").systems).toBe(218);
    expect(of("energy-nvidia").doublingMonths.deterministic).toBeCloseTo(9.61, 2);
    expect(of("energy").growthPerYear.mean).toMatchObject({
      low: null,
      reason: "no factor varies: evaluated once",
    });
  });
});
