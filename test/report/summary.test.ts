import { expect, test } from "vitest";
import { asked, summary } from "../../src/report/summary.ts";
import type { Result } from "../../src/result/result.ts";
import { fixture, output } from "../gallery/fixture.ts";

const { trends, sobol, morris, claims, breakEven, comparisons, ...bare } = fixture;

test("a result says what was asked of it", () => {
  expect(asked({ ...bare, trends, sobol: sobol!, claims: claims! })).toEqual([
    "How fast does gwp_kg_total grow by date?",
    "Does each of 2 claims hold, and what would overturn it?",
    'What decides trend.gwp.growthPerYear, aggregate["gwp-sum-2018"], aggregate["gwp-sum-2020"] and 1 more?',
  ]);
  const plain: Result = {
    ...bare,
    trends: [],
    systems: [],
    aggregates: [],
    outputs: [output("y", "kg", 3, 2)],
  };
  expect(asked(plain)).toEqual(["How large is y, and how sure is that?"]);
});

test("the answer has the main number with its band, what it hangs on, and how sure the claims are", () => {
  const text = summary(fixture).join(" ");
  expect(text).toMatch(
    /^gwp grows ×2\.21 a year \(median; 95 % of draws from ×2\.11 to ×2\.32\), doubling every 10\.49 months; 36 systems\. With every factor at its nominal value it is ×1\.99; the mean is ×2\.21\./,
  );
  expect(text).toContain("Which systems are in the data accounts for 0.780 of the variance of its slope");
  expect(text).toContain(
    "most comes with lifetime_y (0.392), utilization (0.279) and chip_hours_bias (0.179).",
  );
  expect(text).toMatch(
    /1 of 2 claims hold in at least 95 % of the draws; less sure: “Embodied .*” \(0\.220\)\.$/,
  );
});

test("of several trends the slowest is named, where all of them grow", () => {
  const slower = { ...trends[0]!, id: "adpe", of: "other", growthPerYear: output("g", "1", 1.5, 1.05) };
  const both = (more: typeof slower): string => summary({ ...bare, trends: [trends[0]!, more] }).join(" ");
  expect(both(slower)).toContain(
    "All 2 trends grow in at least 97.5 % of the draws; the slowest, adpe, by ×1.36",
  );
  const falling = { ...slower, growthPerYear: output("g", "1", 0.9, 1.05) };
  expect(both(falling)).toContain("1 of 2 trends grow in at least 97.5 % of the draws.");
});

test("point values have no band to speak of", () => {
  const once = { ...output("y", "kg", 3, 2), draws: 1 };
  const plain: Result = { ...bare, trends: [], systems: [], aggregates: [], outputs: [once] };
  expect(summary(plain)).toEqual(["y is 3.0 kg (point values)."]);
});
