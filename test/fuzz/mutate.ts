import fc from "fast-check";

/** One change of some bytes; places are shares of their length. */
export interface Change {
  readonly kind: "cut" | "flip" | "insert" | "repeat" | "drop" | "swap";
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** What tends to matter to readers of YAML, CSV, JSON and formulas. */
const tokens = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "null", "~", "true", "NaN"],
  ...[".inf", "-.nan", "1e999", "-1", "0", "1e-320", "9007199254740993", "0x1p3", "''", '"', "'", ","],
  ...["{", "}", "[", "]", "(", ")", ":", ": ", "- ", "? ", "|", ">", "&a ", "*a", "!!js/function ", "!t "],
  ...["<<: *a", "#", "%", "@", "`", "\n", "\r\n", "\t", "  ", "\u0000", "\ufeff", "\u2028", "é", "😀"],
  ...["---\n", "...\n", "y^x^x", "1/0", "sqrt(-1)", "import('fs')", "a=1", "x?:", "((((((((", "../../x"],
  ...["uniform", "draws", "replicates", "rebound", "table", "include", "vary", "scope: system", "set"],
];

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("cut", "flip", "insert", "repeat", "drop", "swap"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  text: fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 8 })),
});

export const changes = fc.array(change, { minLength: 1, maxLength: 6 });

/** The bytes after these changes. */
export function mutate(bytes: Uint8Array, list: readonly Change[]): Uint8Array {
  return list.reduce((now, { kind, at, length, text }) => {
    const start = Math.min(now.length, Math.floor(at * now.length));
    const end = Math.min(now.length, start + length);
    const [before, part, after] = [now.subarray(0, start), now.subarray(start, end), now.subarray(end)];
    if (kind === "cut") return before;
    if (kind === "drop") return join(before, after);
    if (kind === "repeat") return join(before, part, part, after);
    if (kind === "swap") return join(before, after.subarray(0, length), part, after.subarray(length));
    if (kind === "flip")
      return join(
        before,
        part.map((byte, i) => (i === 0 ? byte ^ (1 << (length % 8)) : byte)),
        after,
      );
    return join(before, new TextEncoder().encode(text), now.subarray(start));
  }, bytes);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
