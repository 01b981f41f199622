import { expect, test } from "vitest";
import { memberFigures, type ShownMember } from "../../src/report/charts/members.ts";
import { indexPage } from "../../src/report/html/index-page.ts";
import { members, output } from "../gallery/fixture.ts";

/** A result with nothing but one output. */
function plain(name: string, median: number, at: ShownMember["at"] = {}, unit = "kWh"): ShownMember {
  const { trends: _, aggregates: __, ...rest } = members[0]!.result;
  const result = { ...rest, name, trends: [], aggregates: [], outputs: [output("y", unit, median, 1.5)] };
  return { result, at, changes: Object.keys(at) };
}

interface Drawn {
  readonly data: { readonly values: readonly { group: string; label: string }[] };
  readonly layer: readonly { readonly data?: { readonly values: readonly Record<string, unknown>[] } }[];
}

function drawn(figure: ReturnType<typeof memberFigures>[number]): Drawn {
  return figure.spec as unknown as Drawn;
}

test("members of a family stand under what they change, with a line at the one that changes nothing", () => {
  const [figure, ...others] = memberFigures(members);
  expect(others).toEqual([]);
  const { data, layer } = drawn(figure!);
  expect(data.values.map(({ group }) => group)).toEqual([
    "unchanged",
    "hours_rule, peak",
    "hours_rule, peak",
    "grid_by_year",
    "grid_by_year",
  ]);
  expect(layer[0]!.data!.values).toEqual([{ reference: 2.21 }]);
  expect(figure!.title).toMatch(
    /is 2\.21 in the scenario unchanged, and goes from 1\.92 \(FLOP first.* to 2\.26 /,
  );
});

test("with several axes the last is within the cases of the others", () => {
  const grid = [1, 2].flatMap((a) => ["low", "high"].map((b) => plain("grid", a, { a, b })));
  const { data, layer } = drawn(memberFigures(grid)[0]!);
  expect(data.values.map(({ group, label }) => `${group}: ${label}`)).toEqual([
    "a = 1: low",
    "a = 1: high",
    "a = 2: low",
    "a = 2: high",
  ]);
  expect(layer[0]!.data!.values).toEqual([
    { group: "a = 1", y: 18 },
    { group: "a = 2", y: 110 },
  ]);
});

test("only what has the same headline in the same unit is drawn together, and nothing alone", () => {
  const figures = memberFigures([plain("A", 1), plain("B", 2), plain("C", 3, {}, "MJ"), members[0]!]);
  expect(figures.map(({ table }) => table.rows.map(([, label]) => label))).toEqual([["A", "B"]]);
  expect(memberFigures([plain("A", 1)])).toEqual([]);
});

test("a member without a value stands in the table alone", () => {
  const [a, b, c] = [plain("A", 1), plain("B", 2), plain("C", 3)];
  const none = { value: null, reason: "every draw failed" };
  const lost = { ...c.result.outputs[0]!, quantiles: [{ p: 0.5, ...none }] };
  const [figure] = memberFigures([a, b, { ...c, result: { ...c.result, outputs: [lost] } }]);
  expect(drawn(figure!).data.values.map(({ label }) => label)).toEqual(["A", "B"]);
  expect(figure!.table.rows[2]!.slice(1)).toEqual(["C", ...Array(3).fill({ value: null, text: "–" })]);
});

test("an index without figures has no section for them", () => {
  const entries = [{ result: members[0]!.result, href: "a/report.html" }];
  expect(indexPage({ title: "Batch", entries, figures: [], script: "" })).not.toContain("Side by side");
});
