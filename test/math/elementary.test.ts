import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as elementary from "../../src/math/elementary.ts";

type Name = keyof typeof elementary;
type AnyArity = (x: number, y: number) => number;

const fixture = new URL("../reference/elementary.json", import.meta.url);
const reference = JSON.parse(readFileSync(fixture, "utf8")) as Record<Name, string[]>;
const functions = { ...elementary };
const names = Object.keys(functions) as Name[];
const view = new DataView(new ArrayBuffer(8));

function double(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

/** Distance of x to the next double away from 0. */
function ulp(x: number): number {
  view.setFloat64(0, Math.abs(x));
  const exponent = Math.max((view.getUint32(0) >>> 20) - 1075, -1074);
  return exponent < -1000 ? 2 ** -1000 * 2 ** (exponent + 1000) : 2 ** exponent;
}

/** Error of `got` in units of what is allowed: 2^-51 relative, and one rounding more if subnormal. */
function excess(got: number, value: number, rest: number): number {
  if (
    Number.isNaN(value) ||
    !Number.isFinite(value) ||
    !Number.isFinite(got) ||
    (value === 0 && rest === 0)
  ) {
    return Object.is(got, value) ? 0 : Infinity;
  }
  if (Object.is(value, 0) !== Object.is(got, 0) && value === 0 && got === 0) return Infinity;
  const unit = ulp(value);
  const allowed = (Math.abs(value) / unit) * 2 ** -51 + (Math.abs(value) < 2 ** -1022 ? 0.5 : 0);
  // `rest` is written to four decimals.
  return Math.abs((got - value) / unit - rest) / (allowed + 1e-4);
}

function misses(name: Name): string[] {
  const f = functions[name] as AnyArity;
  const arity = f.length;
  return reference[name].filter((row) => {
    const fields = row.split(" ");
    const got = f(double(fields[0]!), arity > 1 ? double(fields[1]!) : 0);
    return !(excess(got, double(fields[arity]!), Number(fields[arity + 1])) <= 1);
  });
}

describe("against mpmath, relative error at most 2^-51", () => {
  test("every function has its points", () => {
    expect(names.sort()).toEqual(Object.keys(reference).sort());
  });
  test.each(names)("%s", (name) => {
    expect(reference[name].length).toBeGreaterThan(200);
    expect(misses(name)).toEqual([]);
  });
});
