import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { rebound } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
afterAll(() => rmSync(folder, { recursive: true }));
const scenario = "scenarios/ishigami.yaml";

function ishigami(x1: number, x2: number, x3: number): number {
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
}

/** Rows of a CSV as texts, without the header. */
function rowsOf(path: string): string[][] {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function analyze(...args: readonly string[]) {
  const { code, stdout, stderr } = await rebound(["analyze", scenario, ...args, "--json"]);
  return { code, stderr, result: stdout === "" ? undefined : JSON.parse(stdout) };
}

describe("a model that runs elsewhere", () => {
  const analyses = [
    "--set",
    "analyses={sobol: {base: 64, replicates: 4, order: 2}, morris: {trajectories: 10}}",
  ];
  const design = join(folder, "x.csv");

  test("gives what Rebound's own run gives, whatever the order of the outputs", async () => {
    const made = await rebound(["design", scenario, "--out", design, ...analyses]);
    expect(made.code).toBe(0);
    const plan = JSON.parse(readFileSync(join(folder, "x.plan.json"), "utf8"));
    expect(plan).toMatchObject({ format: "rebound-design/1", rows: 4 * 64 * 8 + 40, seed: 1 });
    const rows = rowsOf(design);
    expect(rows.length).toBe(plan.rows);
    const lines = rows.map(([id, ...x]) => {
      const [x1, x2, x3] = x.map(Number) as [number, number, number];
      return `${id},${ishigami(x1, x2, x3)}`;
    });
    const outputs = write("y.csv", `row,y\n${lines.reverse().join("\n")}\n`);
    const found = await analyze("--design", design, "--outputs", outputs, ...analyses);
    expect(found.code).toBe(0);
    const own = await rebound(["sensitivity", scenario, ...analyses, "--json"]);
    const expected = JSON.parse(own.stdout);
    for (const [i, { s1, st }] of found.result.sobol[0].indices.entries()) {
      // The centre is another, which moves Azzini & Rosati's estimates by rounding alone.
      expect(s1.value).toBeCloseTo(expected.sobol[0].indices[i].s1.value, 10);
      expect(st.high).toBeCloseTo(expected.sobol[0].indices[i].st.high, 10);
    }
    for (const [i, { muStar }] of found.result.morris[0].measures.entries()) {
      expect(muStar.value).toBeCloseTo(expected.morris[0].measures[i].muStar.value, 10);
    }
    expect(found.result.sobol[0].ranking.factors[0].factor).toBe("x1");
  });

  test("a design of another seed, and rows that are missing, are refused", async () => {
    const outputs = join(folder, "y.csv");
    const other = await analyze("--design", design, "--outputs", outputs, ...analyses, "--seed", "2");
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("as the scenario's design has it in row sobol/0/0/A");
    const short = write("short.csv", "row,y\nsobol/0/0/A,1\n");
    const missing = await analyze("--outputs", short, ...analyses);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('no row for 2047 of 2048 identifiers, the first "sobol/0/0/AB/x1"');
  });

  test("Parquet in, Parquet out", async () => {
    const only = ["--set", "analyses={morris: {trajectories: 4}}"];
    const file = join(folder, "points.parquet");
    expect((await rebound(["design", scenario, "--out", file, ...only])).code).toBe(0);
    const bytes = readFileSync(file);
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    const y = Float64Array.from(rows, ({ x1, x2, x3 }) => ishigami(x1 as number, x2 as number, x3 as number));
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: "row", data: rows.map(({ row }) => row as string), type: "STRING" },
        { name: "y", data: y, type: "DOUBLE" },
      ],
    });
    const outputs = join(folder, "y.parquet");
    writeFileSync(outputs, new Uint8Array(buffer));
    const { code, result } = await analyze("--design", file, "--outputs", outputs, ...only);
    expect(code).toBe(0);
    expect(result.morris[0].measures[1].muStar.value).toBeCloseTo(7.875, 9);
  });

  test("without analyses it is the scenario's draws; a file that exists stays", async () => {
    const draws = join(folder, "draws.csv");
    expect((await rebound(["design", scenario, "--out", draws, "--draws", "64"])).code).toBe(0);
    expect(rowsOf(draws)[63]![0]).toBe("draws/63");
    const again = await rebound(["design", scenario, "--out", draws, "--draws", "64"]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("expected names that are free");
  });
});

describe("--layout salib", () => {
  const { columns, indices, s2 } = JSON.parse(
    readFileSync(new URL("../reference/sobol_indices.json", import.meta.url), "utf8"),
  ) as {
    columns: { a: number[]; b: number[]; ab: number[][]; ba: number[][] };
    indices: Record<string, { s1: number[]; st: number[] }>;
    s2: number[];
  };
  const rows = (both: boolean): number[] =>
    columns.a.flatMap((a, row) => [
      a,
      ...columns.ab.map((column) => column[row]!),
      ...(both ? columns.ba.map((column) => column[row]!) : []),
      columns.b[row]!,
    ]);
  const settings = (order: 1 | 2, estimator: string) => [
    "--set",
    `analyses={sobol: {base: 24, design: random, order: ${order}, estimator: ${estimator}}}`,
  ];

  test.each([true, false])("second order: SALib's numbers; header: %s", async (header) => {
    const path = write("salib.csv", `${header ? "y\n" : ""}${rows(true).join("\n")}\n`);
    const { code, result } = await analyze(
      "--outputs",
      path,
      "--layout",
      "salib",
      ...settings(2, "saltelli2010"),
    );
    expect(code).toBe(0);
    for (const i of [0, 1, 2]) {
      expect(result.sobol[0].indices[i].s1.value).toBeCloseTo(indices["saltelli2010"]!.s1[i]!, 11);
      expect(result.sobol[0].indices[i].st.value).toBeCloseTo(indices["saltelli2010"]!.st[i]!, 11);
      expect(result.sobol[0].second[i].s2.value).toBeCloseTo(s2[i]!, 11);
    }
    expect(result.sobol[0]).toMatchObject({ replicates: 1, evaluations: 24 * 8 });
  });

  test("a net of a power of two has intervals labelled conservative", async () => {
    const few = rows(false).slice(0, 16 * 5);
    const path = write("net.csv", `y\n${few.join("\n")}\n`);
    const sets = ["--set", "analyses={sobol: {base: 16}}"];
    const { result } = await analyze("--outputs", path, "--layout", "salib", ...sets);
    expect(result.sobol[0].indices[0].s1.method).toContain("one net, conservative");
  });

  test("a wrong number of rows is told with the right one", async () => {
    const path = write("wrong.csv", `y\n${rows(true).join("\n")}\n`);
    const { code, stderr } = await analyze("--outputs", path, "--layout", "salib", ...settings(1, "auto"));
    expect(code).toBe(2);
    expect(stderr).toContain(
      "got 192 rows, expected 120: 24 base rows (analyses.sobol.base) of 5 points, 3 factors, order 1",
    );
  });
});

describe("a choice that sets other factors", () => {
  test("is in the design as equations read it, constants that it sets too, and comes back so", async () => {
    const path = write(
      "choice.yaml",
      `rebound: 1
model: {equations: {y: tdp + h}}
factors:
  board: {categorical: {options: [{value: 1, weight: 1, set: {tdp: 300, h: {uniform: {low: 0, high: 1}}}}, {value: 2, weight: 1, set: {tdp: 310, h: {uniform: {low: 2, high: 4}}}}]}}
outputs: [y]
sampling: {design: random, draws: 64, replicates: 1}
analyses: {src: {}}
`,
    );
    const design = join(folder, "choice.csv");
    expect((await rebound(["design", path, "--out", design])).code).toBe(0);
    expect(readFileSync(design, "utf8").split("\n")[0]).toBe("row,board,tdp,h");
    const rows = rowsOf(design);
    for (const [, board, tdp, h] of rows) {
      expect(tdp).toBe(board === "1" ? "300" : "310");
      expect(Number(h) < 1.5).toBe(board === "1");
    }
    const outputs = write(
      "choice-y.csv",
      `row,y\n${rows.map(([id, , a, b]) => `${id},${Number(a) + Number(b)}`).join("\n")}\n`,
    );
    const { code, stdout } = await rebound([
      "analyze",
      path,
      "--design",
      design,
      "--outputs",
      outputs,
      "--json",
    ]);
    expect(code).toBe(0);
    const [src] = JSON.parse(stdout).src;
    expect(src.r2.value).toBeCloseTo(1, 12);
    expect(src.measures.map(({ factor }: { factor: string }) => factor)).toEqual(["board", "h"]);
  });
});
