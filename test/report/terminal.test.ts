import { describe, expect, test } from "vitest";
import { bar, bars, sparkline } from "../../src/report/blocks.ts";
import { renderResult, renderSensitivity } from "../../src/report/terminal.ts";
import { plainStyle, type TextStyle } from "../../src/report/text-style.ts";
import { fixture } from "../gallery/fixture.ts";

describe("bars", () => {
  test("are as long as their share of the longest, to an eighth of a character, and all of one width", () => {
    expect(bars([1, 0.5, 1 / 96, 0])).toEqual([
      "████████████",
      "██████      ",
      "▏           ",
      "            ",
    ]);
  });

  test("of what is negative, absent or beyond the end stay within their width", () => {
    expect([bar(-1, 2), bar(null, 2), bar(3, 2), bar(1, 0)].map((text) => text.length)).toEqual([
      12, 12, 12, 12,
    ]);
    expect(bar(3, 2)).toBe(bar(2, 2));
    expect(bar(-1, 2).trim()).toBe("");
  });
});

describe("sparklines", () => {
  test.each([
    [[0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"],
    [[1, 10, 100, 1000], "▁▃▆█"],
    [[-5, 1000], "▁█"],
    [[2, 2, 2], "▅▅▅"],
    [[1, null, 2], "▁ █"],
    [[null, null], "  "],
    [[], ""],
  ])("of %j is %s", (values, line) => {
    expect(sparkline(values)).toBe(line);
  });
});

describe("a result on a terminal", () => {
  const text = renderResult(fixture, plainStyle);

  test("begins with its name and the answer", () => {
    expect(text).toMatch(/^A small example\n\n {2}gwp grows ×2\.21 a year \(median; 95 % of draws from/);
  });

  test("shows aggregates of years as one line with a sparkline", () => {
    expect(text).toMatch(/2016 to 2023 +2016 +2023 +95 % of draws\n {2}gwp-sum +kg CO2e +[▁-█]{8} +900\.0/);
    expect(text).not.toMatch(/gwp-sum-2019/);
  });

  test("draws total effects as bars beside their numbers", () => {
    expect(text).toMatch(/lifetime_y +– +0\.310 ±0\.012 +0\.392 ±0\.010 +█{12}/);
    expect(text).toMatch(/pue .*±0\.010 +▏/);
  });

  test("has no control characters of its own; a style marks headings, verdicts and what may be skipped", () => {
    const marked: TextStyle = {
      heading: (part) => `H(${part})`,
      quiet: (part) => `Q(${part})`,
      good: (part) => `G(${part})`,
      bad: (part) => `B(${part})`,
    };
    const [claim] = fixture.claims!;
    const verdicts = [true, false].map((met, index) => ({ ...claim!, id: `c${index}`, required: true, met }));
    const styled = renderResult({ ...fixture, claims: verdicts }, marked);
    expect(styled).toMatch(/^H\(A small example\)/);
    expect(styled).toContain("G(required: holds)");
    expect(styled).toContain("B(required: DOES NOT HOLD)");
    expect(styled).toMatch(/Q\(8192 draws, seed 1\./);
    expect(styled.replace(/[HQGB]\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, "$1")).toBe(
      renderResult({ ...fixture, claims: verdicts }, plainStyle),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    expect(text + renderSensitivity(fixture, plainStyle)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
  });
});
