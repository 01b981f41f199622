import { describe, expect, test } from "vitest";
import { loadScenario } from "../../src/scenario/load.ts";
import { memoryFiles } from "./memory-files.ts";

/** A sum of normal factors. */
function sumOf(factors: number, rest = ""): string {
  const names = Array.from({ length: factors }, (_, i) => `f${i}`);
  const declared = names.map((name) => `  ${name}: {normal: {mean: 0, sd: 1}}`).join("\n");
  const sum = factors > 900 ? "f0" : names.join(" + ");
  return `rebound: 1\nmodel: {equations: {y: ${sum}}}\nfactors:\n${declared}\noutputs: [y]\n${rest}`;
}

const overTable = (factors: number, rest = "", systems = 500) => ({
  "t.csv": `system,load\n${Array.from({ length: systems }, (_, i) => `s${i},${i}`).join("\n")}\n`,
  "s.yaml": sumOf(factors, `table: t.csv\n${rest}`).replace("y: ", "y: load * "),
});

async function auto(files: string | Record<string, string>, ...methods: string[]) {
  const all = typeof files === "string" ? { "s.yaml": files } : files;
  const scenario = await loadScenario("s.yaml", {
    files: memoryFiles(all),
    methods: methods.length > 0 ? methods : ["auto"],
  });
  const note = scenario.notes.find((text) => text.startsWith("method auto"));
  return { analyses: scenario.analyses, methods: Object.keys(scenario.analyses), note: note! };
}

const pair = "correlations: [{factors: [f0, f1], spearman: 0.5}]\n";

describe("method auto, for a model that can be evaluated", () => {
  test("independent factors within the budget: Sobol' indices, with the default base", async () => {
    const { analyses, methods, note } = await auto(sumOf(3));
    expect(methods).toEqual(["sobol"]);
    expect(analyses.sobol!.base).toBe(1024);
    expect(note).toBe(
      "method auto: sobol, since 3 factors or groups are independent of each other, and S1 and ST of a Saltelli design are affordable (40 960 evaluations)",
    );
  });

  test("more factors: a smaller base, down to 256 rows", async () => {
    expect((await auto(sumOf(120))).analyses.sobol!.base).toBe(1024);
    expect((await auto(sumOf(121))).analyses.sobol!.base).toBe(512);
    expect((await auto(sumOf(486))).analyses.sobol!.base).toBe(256);
  });

  test("too many factors, or too many systems for them: elementary effects", async () => {
    const many = await auto(sumOf(487));
    expect(many.methods).toEqual(["morris"]);
    expect(many.note).toContain(
      "487 factors or groups are too many for Sobol' indices within 1 000 000 evaluations; elementary effects tell in 24 400",
    );
    expect((await auto(overTable(95))).analyses.sobol!.base).toBe(256);
    const systems = await auto(overTable(96));
    expect(systems.methods).toEqual(["morris"]);
    expect(systems.note).toContain("within 200 000 evaluations of 500 systems");
  });

  test("a base that the scenario states is not changed", async () => {
    const { analyses, methods } = await auto(sumOf(121, "analyses: {sobol: {base: 1024}}\n"));
    expect(methods).toEqual(["morris"]);
    expect(analyses.sobol).toBeUndefined();
    const small = await auto(sumOf(487, "analyses: {sobol: {base: 64}}\n"));
    expect(small.analyses.sobol!.base).toBe(64);
  });

  test("groups of the scenario count, and so do parts that are kept apart", async () => {
    const groups = `{a: [${Array.from({ length: 480 }, (_, i) => `f${i}`).join(", ")}]}`;
    const { note } = await auto(sumOf(487, `analyses: {sobol: {groups: ${groups}}}\n`));
    expect(note).toContain("sobol, since 8 factors or groups");
    const parts = (policy: string) =>
      `rebound: 1\nmodel: {equations: {y: f}}\nfactors:\n  f: {parts: {shared: {normal: {mean: 0, sd: 1}}, other: {normal: {mean: 0, sd: 1}, scope: shared}}, combine: sum}\noutputs: [y]\nanalyses: {sobol: {parts: ${policy}}}\n`;
    expect((await auto(parts("together"))).note).toContain("since one factor or group");
    expect((await auto(parts("apart"))).note).toContain("since 2 factors or groups");
  });

  test("too many even for elementary effects: the draws of the bands", async () => {
    const { methods, note } = await auto(overTable(250, "", 8000));
    expect(methods).toEqual(["src", "spearman", "pawn"]);
    expect(note).toContain("none beyond the 4096 draws of the bands");
  });

  test("correlated factors: Shapley effects, of all sets of few players or of random orders", async () => {
    const few = await auto(sumOf(3, pair));
    expect(few.methods).toEqual(["shapley"]);
    expect(few.note).toContain("two factors are correlated");
    expect(few.note).toContain("(65 536 evaluations)");
    expect((await auto(sumOf(100, pair))).note).toContain("(827 392 evaluations)");
    expect((await auto(sumOf(200, pair))).analyses.shapley!.base).toBe(512);
  });

  test("correlated factors that are too many: elementary effects, in which they are one group", async () => {
    const { methods, note } = await auto(sumOf(500, pair));
    expect(methods).toEqual(["morris"]);
    expect(note).toContain("499 factors or groups");
    expect(note).toContain("of which correlated factors are one");
  });

  test("what a joint choice sets is one group with it, which leaves groups independent", async () => {
    const { methods, note } = await auto(
      "rebound: 1\nmodel: {equations: {y: k + h + z}}\nfactors:\n  k: {categorical: {options: [{value: 1, weight: 1, set: {h: 1}}, {value: 2, weight: 1, set: {h: {uniform: {low: 0, high: 1}}}}]}}\n  z: {normal: {mean: 0, sd: 1}}\noutputs: [y]\n",
    );
    expect(methods).toEqual(["sobol"]);
    expect(note).toContain("since 2 factors or groups");
  });

  test("goes with methods that are named", async () => {
    expect((await auto(sumOf(3), "auto", "src")).methods).toEqual(["sobol", "src"]);
  });
});
