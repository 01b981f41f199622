import { describe, expect, test } from "vitest";
import { load, problemsOf } from "./memory-files.ts";

const withAnalyses = (text: string): string => `rebound: 1
model: {equations: {y: a * x}}
factors:
  a: {uniform: {low: 0, high: 1}}
  x: {uniform: {low: 0, high: 1}}
outputs: [y]
analyses:
${text}
`;

describe("analyses", () => {
  test("take the defaults of the interface", async () => {
    const { analyses } = await load(withAnalyses("  sobol:\n  morris: {}"));
    expect(analyses.sobol).toMatchObject({
      design: "sobol",
      base: 1024,
      replicates: 8,
      order: 1,
      estimator: "auto",
      both: false,
      targets: [],
      groups: [],
      parts: "together",
      failures: "refuse",
    });
    expect(analyses.morris).toMatchObject({
      design: "trajectories",
      trajectories: 50,
      levels: 4,
      candidates: 50,
    });
  });

  test("are read as written", async () => {
    const { analyses } = await load(
      withAnalyses(
        "  sobol: {base: 64, order: 2, groups: {g: [a, x]}, targets: [y], until: {halfWidth: 0.01, budget: 9999}}",
      ),
    );
    expect(analyses.sobol).toMatchObject({
      base: 64,
      order: 2,
      both: true,
      groups: [{ name: "g", members: [{ name: "a" }, { name: "x" }] }],
      targets: [{ id: "y", place: { line: 8, path: "analyses.sobol.targets[0]" } }],
      until: { halfWidth: 0.01, budget: 9999 },
    });
    expect(analyses.morris).toBeUndefined();
    expect((await load(withAnalyses("  sobol: {estimator: azzini-rosati}"))).analyses.sobol?.both).toBe(true);
  });

  test.each([
    ["sobl: {}", 'analyses.sobl: got the key "sobl", expected one of sobol'],
    [
      "sobol: {base: 1000}",
      "analyses.sobol.base: got 1000, expected a power of two for a Sobol' design. Use 512 or 1024",
    ],
    ["sobol: {order: 3}", "analyses.sobol.order: got 3, expected 1 or 2"],
    ["sobol: {estimator: jansen}", 'got "jansen", expected one of auto, saltelli2010, jansen1999'],
    ["sobol: {design: lhs, until: {halfWidth: 0.1, budget: 9}}", "cannot grow"],
    ["sobol: {until: {budget: 9}}", 'got no "halfWidth"'],
    ["sobol: {targets: [y, y]}", 'analyses.sobol.targets[1]: got "y", expected each target once'],
    ["sobol: {targets: [z]}", 'analyses.sobol.targets[0]: got "z", expected an output or a result path'],
    ["sobol: {groups: {g: []}}", "analyses.sobol.groups.g: got [], expected at least one factor"],
    ["morris: {levels: 5}", "analyses.morris.levels: got 5, expected an even number of levels. Use 4 or 6"],
    ["morris: {design: radial, levels: 4}", "no `levels` in a radial design"],
    ["morris: {trajectories: 20, candidates: 10}", "a whole number, 20 or more"],
    ["morris: {failures: ignore}", "one of refuse, drop"],
  ])("%s is refused", async (text, expected) => {
    expect((await problemsOf({ "s.yaml": withAnalyses(`  ${text}`) })).join("\n")).toContain(expected);
  });

  test("a base that is no power of two serves a random design", async () => {
    const { analyses } = await load(withAnalyses("  sobol: {base: 1000, design: random}"));
    expect(analyses.sobol).toMatchObject({ base: 1000, design: "random" });
  });
});
