import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { BreakEvenResult } from "../../src/result/break-even-result.ts";
import { folderWith, rebound } from "./command.ts";

const folder = folderWith({
  "s.yaml": `rebound: 1
model: {constants: {k: 2}, equations: {y: "a * x - k", z: "k + x^2"}}
factors: {a: {uniform: {low: 1, high: 2}}, x: {constant: 1}}
outputs: [y, z]
sampling: {draws: 1024, replicates: 8}
`,
  "section.yaml": `rebound: 1
model: {constants: {k: 2}, equations: {y: "a * x - k"}}
factors: {a: {uniform: {low: 1, high: 2}}, x: {constant: 1}}
outputs: [y]
sampling: {draws: 1024, replicates: 8}
breakEven:
  zero: {statement: y vanishes, factor: x, from: 0, to: 3, count: 7, target: "y == 0", map: {factor: k, values: [1, 2, 9]}}
  together: {factor: x, with: [k], from: 0.5, to: 3, count: 6, target: "y == -0.1"}
`,
  "constant.yaml": `rebound: 1
model: {equations: {y: "x^2 - 2"}}
factors: {x: {constant: 1}}
outputs: [y]
`,
});

async function find(...args: string[]): Promise<BreakEvenResult> {
  const { code, stdout, stderr } = await rebound(["break-even", join(folder, "s.yaml"), ...args, "--json"]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).breakEven[0] as BreakEvenResult;
}

describe("break-even", () => {
  test("the value in every draw: x = 2/a, in closed form", async () => {
    const found = await find(
      "--factor",
      "x",
      "--target",
      "y == 0",
      "--from",
      "0",
      "--to",
      "3",
      "--points",
      "7",
    );
    const at = (p: number) => found.value.quantiles.find((quantile) => quantile.p === p)!.value!;
    // Quantiles of 2/a, a uniform on (1, 2): 2/(2 − p).
    for (const p of [0.05, 0.5, 0.95]) expect(at(p)).toBeCloseTo(2 / (2 - p), 2);
    expect(found.found.value).toBe(1);
    expect(found.curve.map(({ value }) => value)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(found.least).toMatchObject({ value: 0, median: -2 });
  });

  test("a constant of the model, and a map with the line on which the target is met", async () => {
    const args = [
      "--factor",
      "k",
      "--target",
      "y == 0",
      "--from",
      "0",
      "--to",
      "3",
      "--map",
      "a",
      "--map-points",
      "3",
    ];
    const { map } = await find(...args);
    // At x = 1 the target is met where k = a.
    expect(map!.values).toEqual([1, 1.5, 2]);
    expect(map!.plateau.map(({ value }) => value)).toEqual(map!.values);
    for (const { value, deterministic, median } of map!.plateau) {
      expect(deterministic).toBeCloseTo(value, 10);
      expect(median).toBeCloseTo(value, 10);
    }
    // All else is constant: a − k, in one evaluation.
    expect(map!.cells[1]![0]).toMatchObject({ deterministic: 1.5, low: 1.5, high: 1.5 });
  });

  test("no value in the range is an answer", async () => {
    const found = await find("--factor", "x", "--target", "z == 0", "--from", "0", "--to", "3");
    expect(found.found.value).toBe(0);
    expect(found.value.mean.value).toBe(null);
    expect(found.least).toMatchObject({ value: 0, median: 2 });
    expect(found.greatest).toMatchObject({ value: 3, median: 11 });
  });

  test("questions of a scenario: with its bands, or alone; factors that move together; a map with bands", async () => {
    const file = join(folder, "section.yaml");
    const out = join(mkdtempSync(join(tmpdir(), "rebound-break-even-")), "out");
    const alone = await rebound(["break-even", file, "--out", out, "--json"]);
    expect(alone.code, alone.stderr).toBe(0);
    const [zero, together] = JSON.parse(alone.stdout).breakEven as BreakEvenResult[];
    expect(zero).toMatchObject({ id: "zero", statement: "y vanishes", left: "y", level: 0 });
    expect(zero!.value.deterministic).toBeCloseTo(2 / 1.5, 9);
    const [one, two, nine] = zero!.map!.plateau;
    // Where x = k/a, within the straight lines between points, which is exact here.
    expect(one!.deterministic).toBeCloseTo(1 / 1.5, 12);
    expect([two!.low, two!.high].map((end) => end!)).toEqual([
      expect.closeTo(2 / 1.975, 2),
      expect.closeTo(2 / 1.025, 2),
    ]);
    expect(nine).toMatchObject({ deterministic: null, median: null, found: { value: 0 } });
    // a·x − x = −0.1 has no root above 0 for a > 1.
    expect(together).toMatchObject({ factor: "x", with: ["k"], found: { value: 0 } });
    expect(together!.greatest!.deterministic).toBeCloseTo(1.5, 12);
    const run = await rebound(["run", file, "--json"]);
    expect(JSON.parse(run.stdout).breakEven).toEqual([zero, together]);
    expect(readdirSync(out).sort()).toEqual(
      [
        ...["curves", "maps", "plateaus"].map((name) => `break-even-${name}.csv`),
        ...["break-even.csv", "figures", "report.html", "result.json"],
      ].sort(),
    );
    const cells = parse(readFileSync(join(out, "break-even-maps.csv")), { columns: true }) as object[];
    expect(cells.length).toBe(21);
    const again = await rebound(["break-even", file, "--out", out]);
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain("expected a folder without these files");
  });

  test("where no other factor varies, one evaluation stands for all draws", async () => {
    const args = ["--factor", "x", "--target", "y == 0", "--from", "0", "--to", "3", "--json"];
    const { stdout } = await rebound(["break-even", join(folder, "constant.yaml"), ...args]);
    const [found] = JSON.parse(stdout).breakEven as BreakEvenResult[];
    expect(found!.value.deterministic).toBeCloseTo(Math.SQRT2, 9);
    expect(found!.value.draws).toBe(1);
    expect(found!.found).toMatchObject({ value: 1, low: null });
  });

  test.each([
    [["--factor", "k", "--target", "y == 0"], "Give --from and --to"],
    [["--factor", "x", "--target", "y > 0", "--from", "0", "--to", "3"], "two sides with == between"],
    [["--factor", "x", "--target", "w == 0", "--from", "0", "--to", "3"], "an output or a result path"],
    [["--target", "y == 0"], "--factor"],
    [[], "expected the section `breakEven`, or a question"],
    [
      ["--factor", "X", "--target", "y == 0", "--from", "0", "--to", "3"],
      'got "X", expected the name of a factor, or of a constant',
    ],
  ])("%s is refused", async (args, message) => {
    const { code, stdout, stderr } = await rebound(["break-even", join(folder, "s.yaml"), ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});
