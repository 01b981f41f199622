import { describe, expect, test } from "vitest";
import { formatIssue, IssueError } from "../../src/core/issue.ts";
import { listMembers, loadScenario } from "../../src/scenario/load.ts";
import { spaced } from "../../src/scenario/spaced-values.ts";
import { load, memoryFiles } from "./memory-files.ts";

const base = `
rebound: 1
name: Base
model: {equations: {y: a * x + b}}
factors:
  a: {constant: 1}
  b: {constant: 0}
  x: {uniform: {low: 0, high: 1}}
outputs: [y]
`;

const family = `${base}
vary:
  slope: {set: factors.a.constant, values: [1, 2]}
  start: {set: factors.b.constant, from: 0, to: 1, count: 3}
  shape:
    - {name: flat}
    - {name: wide, set: {factors.x.normal: {mean: 0, sd: 3}, sampling.draws: 64}}
`;

const files = (text: string) => ({ files: memoryFiles({ "s.yaml": text }) });

async function problems(vary: string): Promise<readonly string[]> {
  try {
    await listMembers("s.yaml", files(`${base}vary: ${vary}`));
    return [];
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    return error.issues.map((issue) => formatIssue(issue).replace(/^s\.yaml:10:\d+ {2}/, ""));
  }
}

describe("families of scenarios", () => {
  test("are all combinations of the cases of their axes, the last fastest", async () => {
    const members = await listMembers("s.yaml", files(family));
    expect(members.map(({ name }) => name).slice(0, 3)).toEqual([
      "slope=1, start=0, shape=flat",
      "slope=1, start=0, shape=wide",
      "slope=1, start=0.5, shape=flat",
    ]);
    expect(members.length).toBe(12);
    expect(members.at(-1)!.at).toEqual({ slope: 2, start: 1, shape: "wide" });
  });

  test("a member is the file with its changes", async () => {
    const member = "slope=2, start=0.5, shape=wide";
    const scenario = await loadScenario("s.yaml", { ...files(family), member });
    const same = await load(
      base,
      "factors.a.constant=2",
      "factors.b.constant=0.5",
      "factors.x.normal={mean: 0, sd: 3}",
      "sampling.draws=64",
    );
    expect(scenario.resolved).toEqual(same.resolved);
    expect(scenario.name).toBe(`Base [${member}]`);
  });

  test("--set comes last, and changes the family itself", async () => {
    const options = { ...files(family), sets: ["vary.slope.values=[5]", "factors.b.constant=9"] };
    const members = await listMembers("s.yaml", options);
    expect(members.length).toBe(6);
    const scenario = await loadScenario("s.yaml", { ...options, member: members[5]!.name });
    expect(scenario.factors.map(({ distribution }) => distribution!.parameters).slice(0, 2)).toEqual([5, 9]);
  });

  test("the file alone is told to stand for more", async () => {
    const { notes, name } = await load(family);
    expect(name).toBe("Base");
    expect(notes.join()).toContain("family of 12 scenarios");
  });

  test("every problem is told", async () => {
    expect(await problems("{k: {set: factors.a.constant, from: 0, to: 1}}")).toEqual([
      'vary.k: got no "count", expected values, or from, to and count.',
    ]);
    expect(await problems("{k: {set: '.a', values: [1]}}")).toEqual([
      'vary.k.set: got ".a", expected the path of an entry of the scenario. For example factors.lifetime_y.constant.',
    ]);
    expect(await problems("{k: {set: factors.a.constant, values: [1, 2, 1]}}")).toEqual([
      'vary.k: got "1" twice, expected each case once. Rename or remove one.',
    ]);
    expect(await problems("{k: {set: factors.a.constant, from: 0, to: 1, count: 3, scale: log}}")).toEqual([
      "vary.k: got 0 to 1, expected positive ends of a log scale.",
    ]);
    const [many] = await problems(
      "{k: {set: factors.a.constant, from: 0, to: 1, count: 200}, l: {set: factors.b.constant, from: 0, to: 1, count: 200}}",
    );
    expect(many).toBe("vary: got 40000, expected at most 10000 scenarios. Take fewer values.");
  });

  test("values between ends are even, and exact at the ends", () => {
    expect(spaced(0, 0.3, 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(spaced(0.01, 100, 5, "log")).toEqual([0.01, 0.1, 1, 10, 100]);
  });
});
