import { expect, test } from "vitest";
import { renderBatch } from "../../src/report/batch-summary.ts";
import { memberFigures } from "../../src/report/charts/members.ts";
import { withoutDetails } from "../../src/report/held-result.ts";
import { indexPage } from "../../src/report/html/index-page.ts";
import { summaryTable } from "../../src/report/summary-table.ts";
import type { Result } from "../../src/result/result.ts";
import { fixture } from "../gallery/fixture.ts";

const outcomesOf = (result: Result) => [
  { item: { file: "a.yaml", at: {}, folder: "a" }, status: "computed" as const, result },
];

test("summaries say the same of a result without its details, which are most of it", () => {
  const held = withoutDetails(fixture);
  const all = (result: Result): readonly unknown[] => [
    indexPage({ title: "Batch", entries: [{ result, href: "a" }], figures: [], script: "" }),
    memberFigures([1, 2].map((x) => ({ result, at: { x }, changes: ["x"] }))),
    summaryTable(outcomesOf(result), String),
    renderBatch(outcomesOf(result), (text) => text),
  ];
  expect(all(held)).toEqual(all(fixture));
  expect(JSON.stringify(held).length).toBeLessThan(JSON.stringify(fixture).length / 4);
  expect(held.systems).toHaveLength(fixture.systems!.length);
});
