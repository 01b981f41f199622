import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalYear, isoDate, readDay, readQuantity, splitList } from "../../src/importers/cells.ts";
import { closestCountries, countryCode } from "../../src/importers/countries.ts";
import { parseCsv } from "../../src/table/parse-csv.ts";
import { ownText } from "./package-data.ts";

describe("dates", () => {
  test.each([
    ["2025-10-28", "2025-10-28", false],
    ["2025-10-28T12:00:00.000Z", "2025-10-28", false],
    ["2025/1/2", "2025-01-02", false],
    ["10/28/2025", "2025-10-28", false],
    ["28 October 2025", "2025-10-28", false],
    ["October 28, 2025", "2025-10-28", false],
    ["Oct 2025", "2025-10-01", true],
    ["2025-10", "2025-10-01", true],
    ["2025", "2025-07-01", true],
  ])("%s", (text, iso, partial) => {
    const day = readDay(text)!;
    expect([isoDate(day), day.partial]).toEqual([iso, partial]);
  });

  test.each(["", "soon", "2025-13-01", "2025-02-29", "31/12/2025", "1/1/25"])("%s is none", (text) => {
    expect(readDay(text)).toBeUndefined();
  });

  test("decimal years agree with the calendar of the runtime", () => {
    const days = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const start = Date.UTC(date.getUTCFullYear(), 0, 1);
        const length = Date.UTC(date.getUTCFullYear() + 1, 0, 1) - start;
        const exact = date.getUTCFullYear() + (Date.parse(iso) - start) / length;
        expect(Math.abs(decimalYear(readDay(iso)!) - exact)).toBeLessThanOrEqual(0.5e-4 + 1e-9);
      }),
    );
  });
});

test.each([
  ["1,234.5", 1234.5],
  ["1.2E+24", 1.2e24],
  ["45%", 0.45],
  ["~3e5", 3e5],
  ["30500000000.0", 3.05e10],
  ["", undefined],
  ["about 3", undefined],
  ["1,5", undefined],
])("%s is the number %s", (text, value) => {
  expect(readQuantity(text)).toBe(value);
});

test("lists are separated by commas outside quotes", () => {
  expect(splitList('Google,"Tsinghua, Beijing", Meta AI ,')).toEqual([
    "Google",
    "Tsinghua, Beijing",
    "Meta AI",
  ]);
});

describe("countries", () => {
  test.each([
    ["United States of America", "USA"],
    ["United Kingdom of Great Britain and Northern Ireland", "GBR"],
    ["UK", "GBR"],
    ["Korea (Republic of)", "KOR"],
    ["South Korea", "KOR"],
    ["Iran (Islamic Republic of)", "IRN"],
    ["Hong Kong", "HKG"],
    ["Taiwan", "TWN"],
    ["Russia", "RUS"],
    ["Viet Nam", "VNM"],
    ["Czechia", "CZE"],
    ["Türkiye", "TUR"],
    ["Côte d'Ivoire", "CIV"],
    ["DEU", "DEU"],
    ["World", "WLD"],
  ])("%s", (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  test("what is none is not taken for one", () => {
    for (const name of ["", "Multinational", "Atlantis", "XYZ"]) expect(countryCode(name)).toBeUndefined();
    expect(closestCountries("Untied States")).toContain("united states");
  });

  test("every code of the grid tables is one", () => {
    const codes = parseCsv("", ownText("grid-static.csv"), [])!.columns.get("country_iso3")!.texts;
    expect(codes.filter((code) => code !== "ASEAN" && countryCode(code) !== code)).toEqual([]);
  });
});
