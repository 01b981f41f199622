import { expect, test } from "vitest";
import { estimateCell } from "../../src/report/cells.ts";
import { formatNumber } from "../../src/report/format-number.ts";

test.each([
  [0, "0"],
  [1234.567, "1 235"],
  [9999.96, "10 000"],
  [9_999_999.6, "10 000 000"],
  [1e7, "1.000e7"],
  [-0.00123456, "-0.001235"],
  [0.00099, "9.900e-4"],
  [0.99999, "1.000"],
  [2.29354, "2.294"],
  [-1_234_567, "-1 234 567"],
])("%d is written %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([
  [{ value: 2.29354, low: 2.29, high: 2.3, level: 0.95 }, "2.294 ±0.005"],
  [{ value: 123456, low: 120000, high: 128000, level: 0.95 }, "123\u00a0000 ±4\u00a0000"],
  [{ value: 885_000_000, low: 880_000_000, high: 890_000_000, level: 0.95 }, "8.85e8 ±0.05e8"],
  [{ value: 0.0412, low: 0.0395, high: 0.0429, level: 0.95 }, "0.0412 ±0.0017"],
  [{ value: 5, low: 5, high: 5, level: 0.95 }, "5.000 ±0"],
  [{ value: 5, low: null, high: null, reason: "one draw" }, "5.000"],
  [{ value: null, reason: "none" }, "–"],
])("the estimate %j is written %s", (estimate, text) => {
  expect(estimateCell(estimate)).toBe(text);
});
