import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, rebound } from "./command.ts";

const [base, d] = [64, 3];

/** Any numbers do: the indices are functions of the outputs alone. A Weyl sequence (Weyl 1916) stands for a design. */
function outputs(points: number): readonly number[] {
  return Array.from(
    { length: base * points },
    (_, k) => 3 + Math.sin(5 * ((k * 0.6180339887498949) % 1)) + (k % points),
  );
}

/** The formulas of SALib 1.5, `SALib/analyze/sobol.py`, written from their definitions. */
function salib(y: readonly number[], points: number) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = mean(y);
  const sd = Math.sqrt(mean(y.map((value) => (value - all) ** 2)));
  const column = (point: number) =>
    Array.from({ length: base }, (_, row) => (y[row * points + point]! - all) / sd);
  const [a, b] = [column(0), column(points - 1)];
  const both = [...a, ...b];
  const variance = mean(both.map((value) => (value - mean(both)) ** 2));
  const ab = Array.from({ length: d }, (_, j) => column(1 + j));
  const ba = Array.from({ length: d }, (_, j) => column(1 + d + j));
  const s1 = ab.map((own) => mean(b.map((value, r) => value * (own[r]! - a[r]!))) / variance);
  const st = ab.map((own) => mean(a.map((value, r) => (value - own[r]!) ** 2)) / 2 / variance);
  const s2 = (i: number, j: number) =>
    mean(a.map((value, r) => ba[i]![r]! * ab[j]![r]! - value * b[r]!)) / variance - s1[i]! - s1[j]!;
  return { s1, st, s2 };
}

const scenario = (order: number) => `rebound: 1
model: {equations: {y: x1 + x2 + x3}}
factors: {x1: {uniform: {low: 0, high: 1}}, x2: {uniform: {low: 0, high: 1}}, x3: {uniform: {low: 0, high: 1}}}
outputs: [y]
analyses: {sobol: {base: ${base}, order: ${order}, estimator: saltelli2010}}
`;

async function analyze(order: number, y: readonly number[]) {
  const folder = folderWith({ "s.yaml": scenario(order), "y.csv": `y\n${y.join("\n")}\n` });
  const files = [join(folder, "s.yaml"), "--outputs", join(folder, "y.csv")];
  return rebound(["analyze", ...files, "--layout", "salib", "--json"]);
}

describe("outputs in the order of SALib's rows", () => {
  test.each([1, 2])("give SALib's indices to 1e-9, order %i", async (order) => {
    const points = 2 + d * order;
    const y = outputs(points);
    const { code, stdout, stderr } = await analyze(order, y);
    expect(code, stderr).toBe(0);
    const [found] = JSON.parse(stdout).sobol;
    const { s1, st, s2 } = salib(y, points);
    found.indices.forEach((index: { s1: { value: number }; st: { value: number } }, i: number) => {
      expect(Math.abs(index.s1.value - s1[i]!)).toBeLessThan(1e-9);
      expect(Math.abs(index.st.value - st[i]!)).toBeLessThan(1e-9);
    });
    expect(found.indices[0].s1.method).toContain("conservative");
    if (order === 1) return;
    const pairs = [s2(0, 1), s2(0, 2), s2(1, 2)];
    found.second.forEach((pair: { s2: { value: number } }, k: number) => {
      expect(Math.abs(pair.s2.value - pairs[k]!)).toBeLessThan(1e-9);
    });
  });

  test("a wrong number of rows says how many there should be", async () => {
    const { code, stdout, stderr } = await analyze(1, outputs(6).slice(0, 300));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(
      "got 300 rows, expected 320: 64 base rows (analyses.sobol.base) of 5 points, 3 factors, order 1",
    );
  });
});

test("a user of SALib: problem dictionary, points, an own model, np.savetxt, the indices of sobol.analyze", async () => {
  const bound = "[-3.141592653589793, 3.141592653589793]";
  const problem = `{"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [${bound}, ${bound}, ${bound}], "outputs": ["Y"]}`;
  const folder = folderWith({ "problem.json": problem });
  const run = async (...args: string[]) => {
    const outcome = await rebound(args, { cwd: folder });
    expect(outcome.code, outcome.stderr).toBe(0);
    return outcome;
  };
  await run("import", "salib", "problem.json", "--out", "problem.yaml");
  const base64 = ["--set", `analyses.sobol.base=${base}`];
  await run("design", "problem.yaml", "--layout", "salib", "--out", "X.csv", "--quiet", ...base64);
  const [header, ...rows] = readFileSync(join(folder, "X.csv"), "utf8").trimEnd().split("\n");
  expect([header, rows.length]).toEqual(["x1,x2,x3", base * 8]);
  const y = rows.map((row) => {
    const [x1, x2, x3] = row.split(",").map(Number) as [number, number, number];
    return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
  });
  writeFileSync(join(folder, "Y.txt"), `${y.map((value) => value.toExponential(18)).join("\n")}\n`);
  const analyze = ["analyze", "problem.yaml", "--layout", "salib", "--json", ...base64];
  const { stdout } = await run(...analyze, "--outputs", "Y.txt");
  const expected = salib(y, 8);
  JSON.parse(stdout).sobol[0].indices.forEach(
    (index: { s1: { value: number }; st: { value: number } }, i: number) => {
      expect(Math.abs(index.s1.value - expected.s1[i]!)).toBeLessThan(1e-9);
      expect(Math.abs(index.st.value - expected.st[i]!)).toBeLessThan(1e-9);
    },
  );

  // numpy on SALib's own formulas, for outputs of another origin.
  writeFileSync(join(folder, "other.txt"), `${outputs(8).join("\n")}\n`);
  const [other] = JSON.parse((await run(...analyze, "--outputs", "other.txt")).stdout).sobol;
  const all = [
    ...other.indices.flatMap((index: { s1: { value: number }; st: { value: number } }) => [
      index.s1.value,
      index.st.value,
    ]),
    ...other.second.map((pair: { s2: { value: number } }) => pair.s2.value),
  ];
  const literal = [
    0.3224332567066135, 0.11527046433582032, 0.602945172118796, 0.20381984651899843, 0.8102248442540531,
    0.3829956768569513, -0.011344841905275405, -0.20201950360093723, -0.4868026732440601,
  ];
  expect(all).toHaveLength(literal.length);
  all.forEach((value, i) => {
    expect(Math.abs(value - literal[i]!)).toBeLessThan(1e-9);
  });
});

test("a design in SALib's order is of one net", async () => {
  const folder = folderWith({ "s.yaml": scenario(1) });
  const { code, stdout, stderr } = await rebound(
    ["design", "s.yaml", "--layout", "salib", "--out", "x.csv"],
    {
      cwd: folder,
    },
  );
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("got 8 replicates, expected `analyses.sobol` with replicates: 1");
});
