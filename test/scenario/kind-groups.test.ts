import { describe, expect, test } from "vitest";
import { load, problemsOf } from "./memory-files.ts";

const files = (groups: string) => `rebound: 1
model: {equations: {y: a + b + c + d}}
factors:
  a: {uniform: {low: 0, high: 1}, kind: modelForm}
  b: {uniform: {low: 0, high: 1}, kind: epistemic}
  c: {uniform: {low: 0, high: 1}, kind: modelForm}
  d: {uniform: {low: 0, high: 1}}
outputs: [y]
analyses: {sobol: {groups: ${groups}}}
`;
const members = async (groups: string) =>
  (await load(files(groups))).analyses.sobol!.groups.map(({ name, kind, members: found }) => [
    name,
    kind,
    found.map((member) => member.name),
  ]);

describe("groups of a kind", () => {
  test("are all factors of the kind that no list names", async () => {
    expect(await members("{form: {kind: modelForm}}")).toEqual([["form", "modelForm", ["a", "c"]]]);
    expect(await members("{form: {kind: modelForm}, own: [c, b]}")).toEqual([
      ["form", "modelForm", ["a"]],
      ["own", undefined, ["c", "b"]],
    ]);
  });

  test("without a factor, or of no kind, are told", async () => {
    expect(await problemsOf(files("{form: {kind: aleatory}}"))).toEqual([
      's.yaml:9:35  analyses.sobol.groups.form: got {"kind":"aleatory"}, expected a factor of the kind aleatory.',
    ]);
    expect(await problemsOf(files("{form: {kind: model}}"))).toHaveLength(1);
  });
});
