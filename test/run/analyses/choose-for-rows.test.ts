import { describe, expect, test } from "vitest";
import { formatIssue, type IssueError } from "../../../src/core/issue.ts";
import { chooseForRows } from "../../../src/run/analyses/choose-for-rows.ts";
import { analyzeScenario } from "../../../src/run/analyze.ts";
import { loadScenario } from "../../../src/scenario/load.ts";
import { parseCsv } from "../../../src/table/parse-csv.ts";
import type { Table } from "../../../src/table/table.ts";
import { makeUniform } from "../../analyze/generator.ts";
import { memoryFiles } from "../../scenario/memory-files.ts";
import { ishigami, runOptions } from "./context.ts";

const PI = Math.PI;
type Row = readonly number[];
const model = ([x1, x2, x3]: Row) => Math.sin(x1!) + 7 * Math.sin(x2!) ** 2 + 0.1 * x3! ** 4 * Math.sin(x1!);
const scale = (row: Row): Row => row.map((u) => PI * (2 * u - 1));

function tableOf(head: string, rows: readonly (readonly (string | number)[])[]): Table {
  return parseCsv("file.csv", `${head}\n${rows.map((row) => row.join(",")).join("\n")}\n`, [])!;
}

function filesOf(rows: readonly Row[]) {
  const design = tableOf("x1,x2,x3", rows.map(scale));
  return {
    design,
    outputs: tableOf(
      "y",
      rows.map((row) => [model(scale(row))]),
    ),
  };
}

const uniform = makeUniform(11);
const randomRows = (count: number): readonly Row[] =>
  Array.from({ length: count }, () => [uniform(), uniform(), uniform()]);
const mix = (a: Row, b: Row, from: (i: number) => boolean): Row =>
  a.map((value, i) => (from(i) ? b[i]! : value));

function saltelli(base: number, both: boolean): readonly Row[] {
  const [a, b] = [randomRows(base), randomRows(base)];
  return a.flatMap((row, k) => [
    row,
    ...[0, 1, 2].map((j) => mix(row, b[k]!, (i) => i === j)),
    ...(both ? [0, 1, 2].map((j) => mix(b[k]!, row, (i) => i === j)) : []),
    b[k]!,
  ]);
}

/** Trajectories on the grid of four levels, up by 2/3 in an order of their own. */
function trajectories(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, t) => {
    const start = [0, 1, 2].map(() => (uniform() < 0.5 ? 0 : 1 / 3));
    const moved = new Set<number>();
    return [
      start,
      ...[0, 1, 2].map((step) => {
        moved.add((step + t) % 3);
        return start.map((value, i) => (moved.has(i) ? value + 2 / 3 : value));
      }),
    ];
  }).flat();
}

/** Points of the additive recurrence with the plastic number: evenly spread. */
function evenRows(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, k) =>
    [0.8191725134, 0.6710436067, 0.5497004779].map((a) => ((k + 1) * a) % 1),
  );
}

const correlated = `${ishigami}correlations: [{factors: [x1, x2], spearman: 0.5}]\n`;

async function auto(made: { design?: Table; outputs: Table; layout?: "salib" }, text = ishigami) {
  const scenario = await loadScenario("s.yaml", {
    files: memoryFiles({ "s.yaml": `rebound: 1\n${text}` }),
    methods: ["auto"],
    choose: (context) => chooseForRows(made, context),
  });
  const result = analyzeScenario(scenario, made, runOptions);
  const note = result.notes.find((line) => line.startsWith("method auto"))!;
  return { methods: Object.keys(scenario.analyses), note, result };
}

describe("method auto, for rows that exist", () => {
  test.each([
    [false, 5],
    [true, 8],
  ])("a Saltelli design, BA among its rows: %s", async (both, points) => {
    const { methods, note, result } = await auto(filesOf(saltelli(600, both)));
    expect(methods).toEqual(["sobol"]);
    expect(note).toContain("a Saltelli design (600 base rows of 3 factors");
    const [found] = result.sobol!;
    expect(found!.evaluations).toBe(600 * points);
    // Independent rows of fixed seed: about five standard errors at 600 rows.
    const st = [0.5576, 0.4424, 0.2437];
    found!.indices.forEach((index, i) => {
      expect(Math.abs(index.st.value! - st[i]!)).toBeLessThan(0.15);
      expect(index.st).not.toMatchObject({ method: expect.stringContaining("conservative") });
    });
  });

  test("trajectories of Morris, whatever the order of the moves", async () => {
    const { methods, note, result } = await auto(filesOf(trajectories(40)));
    expect(methods).toEqual(["morris"]);
    expect(note).toContain("40 trajectories in which each factor moves once");
    const [, x2, x3] = result.morris![0]!.measures;
    // On four levels x2's effects are ±7.875, and x3's mean is 0 only over both halves of its grid.
    expect(x2!.muStar.value).toBeCloseTo(7.875, 10);
    expect(x3!.muStar.value! > 0).toBe(true);
    expect(result.morris![0]!.evaluations).toBe(160);
  });

  test("points from which each factor is moved", async () => {
    const rows = randomRows(20).flatMap((row) => [
      row,
      ...[0, 1, 2].map((j) => row.map((u, i) => (i === j ? (u + 0.5) % 1 : u))),
    ]);
    const { methods, note } = await auto(filesOf(rows));
    expect(methods).toEqual(["morris"]);
    expect(note).toContain("20 points from which each factor is moved");
  });

  test("independent rows, low-discrepancy rows, and either with correlated factors", async () => {
    const random = filesOf(randomRows(300));
    const even = filesOf(evenRows(1024));
    const independent = await auto(random);
    expect(independent.methods).toEqual(["src", "spearman", "rankFirstOrder", "xi", "pawn"]);
    const net = await auto(even);
    expect(new Set(net.methods)).toEqual(new Set(["src", "spearman", "rbdFast", "pawn"]));
    expect(net.note).toContain("low-discrepancy");
    expect(JSON.stringify(net.result)).not.toContain("nearest neighbours, which");
    const dependent = await auto(random, correlated);
    expect(new Set(dependent.methods)).toEqual(new Set(["shapley", "src", "spearman", "pawn"]));
    expect(dependent.result.shapley![0]!.effects).toHaveLength(3);
    const both = await auto(even, correlated);
    expect(new Set(both.methods)).toEqual(new Set(["src", "spearman", "pawn"]));
    expect(both.note).toContain("the low-discrepancy design rules it out");
  });

  test("more correlated factors than nearest neighbours can tell", async () => {
    const names = Array.from({ length: 13 }, (_, i) => `f${i}`);
    const text = `model: {equations: {y: ${names.join(" + ")}}}\nfactors:\n${names.map((name) => `  ${name}: {normal: {mean: 0, sd: 1}}`).join("\n")}\noutputs: [y]\ncorrelations: [{factors: [f0, f1], spearman: 0.5}]\n`;
    const rows = Array.from({ length: 60 }, () => names.map(() => uniform()));
    const made = {
      design: tableOf(names.join(), rows),
      outputs: tableOf(
        "y",
        rows.map((row) => [row[0]! + row[1]!]),
      ),
    };
    const { methods, note } = await auto(made, text);
    expect(new Set(methods)).toEqual(new Set(["src", "spearman", "pawn"]));
    expect(note).toContain("13 factors are too many for it");
  });

  test("identifiers of the scenario's own design", async () => {
    const ids = (parts: readonly string[]) =>
      tableOf(
        "row,y",
        parts.map((part) => [part, 1]),
      );
    const choose = (outputs: Table) => {
      const context = { factors: [], correlations: [], sampling: { design: "lhs" } } as unknown as Parameters<
        typeof chooseForRows
      >[1];
      return chooseForRows({ outputs }, context);
    };
    expect(choose(ids(["sobol/0/0/A", "sobol/0/0/B"])).methods).toEqual(["sobol"]);
    expect(choose(ids(["morris/0/0", "sobol/0/0/A"]))).toMatchObject({
      methods: ["sobol", "morris"],
      reason: "the identifiers of the rows are those of the scenario's own design for sobol and morris",
    });
    expect(choose(ids(["draws/0"])).methods).toContain("rankFirstOrder");
    expect(choose(ids(["morris/0/0", "draws/0"])).methods.slice(0, 2)).toEqual(["morris", "src"]);
  });

  test("no design: the scenario's own draws, of a Sobol' net by default; SALib's layout: Sobol' indices", async () => {
    const outputs = tableOf(
      "y",
      Array.from({ length: 4096 }, (_, k) => [k % 97]),
    );
    expect((await auto({ outputs })).methods).toContain("rbdFast");
    const random = await auto(
      { outputs },
      `${ishigami}sampling: {design: random, draws: 4096, replicates: 1}\n`,
    );
    expect(random.methods).toContain("rankFirstOrder");
    const rows = saltelli(100, false);
    const salib = await auto({ outputs: filesOf(rows).outputs, layout: "salib" });
    expect(salib.methods).toEqual(["sobol"]);
    expect(salib.result.sobol![0]!.evaluations).toBe(500);
  });
});

describe("rows that a method can't do with", () => {
  const given = filesOf(randomRows(40));
  const analyze = async (made: { design?: Table; outputs: Table }, methods: readonly string[]) => {
    const files = memoryFiles({ "s.yaml": `rebound: 1\n${ishigami}` });
    const scenario = await loadScenario("s.yaml", { files, methods });
    try {
      return analyzeScenario(scenario, made, runOptions).notes.at(-1);
    } catch (error) {
      return formatIssue((error as IssueError).issues[0]!);
    }
  };

  test("are told, with what would do", async () => {
    expect(await analyze(given, ["morris"])).toContain(
      "got rows in no such order, expected a column `row` as rebound design writes it, or rows in the order of a Saltelli or Morris design",
    );
    expect(await analyze(filesOf(trajectories(5)), ["sobol"])).toContain(
      "got trajectories, in which one factor moves at a time, expected for sobol A, AB of each factor",
    );
    expect(await analyze({ outputs: given.outputs }, ["src"])).toContain("--design X.csv");
  });

  test("methods that need evaluations are left out with a note, and alone are an error", async () => {
    expect(await analyze(given, ["efast", "src"])).toBe(
      "efast left out: these need evaluations at points of their own",
    );
    expect(await analyze(given, ["efast", "dgsm"])).toContain(
      "got efast, dgsm alone, expected a method for rows that exist",
    );
  });
});
