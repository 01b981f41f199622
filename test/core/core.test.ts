import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/core/sha256.ts";
import { nearest } from "../../src/core/suggest.ts";
import { canonicalJson } from "../../src/result/canonical.ts";

describe("sha256", () => {
  test("gives the vector of FIPS 180-4", () => {
    expect(sha256(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  test("agrees with Node on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
      }),
      { seed: 2 },
    );
  });
});

test.each([
  ["unifrm", "uniform"],
  ["yaer", "year"],
  ["Year", "year"],
  ["zzzz", undefined],
])("the name nearest to %s is %s", (name, expected) => {
  expect(nearest(name, ["uniform", "year", "vendor"])).toBe(expected);
});

describe("canonical JSON", () => {
  test("does not depend on the order of keys, and reads back as the same value", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.constant(null)),
        ),
        (value) => {
          const backwards = Object.fromEntries(Object.entries(value).reverse());
          expect(canonicalJson(backwards)).toBe(canonicalJson(value));
          expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
      { seed: 6 },
    );
  });

  test("refuses what JSON would turn into null", () => {
    expect(() => canonicalJson({ a: [Number.NaN] })).toThrow(RangeError);
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}');
  });
});
