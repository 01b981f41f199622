import type { Result } from "../result/result.ts";

/** A result from the text of its file; what is wrong, as `got X, expected Y`, where it is none. */
export function readResult(text: string): Result | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "got a text that is no JSON, expected a result file. Name the result.json that rebound run --out wrote.";
  }
  const format = member(value, "format");
  if (format !== "rebound-result/1") {
    return `got the format ${JSON.stringify(format) ?? "of nothing"}, expected "rebound-result/1". Name the result.json that rebound run --out wrote.`;
  }
  const missing = ["outputs", "aggregates", "trends", "notes"].filter(
    (key) => !Array.isArray(member(value, key)),
  );
  if (typeof member(value, "name") !== "string") missing.unshift("name");
  if (typeof member(member(value, "manifest"), "version") !== "string") missing.push("manifest");
  if (missing.length > 0)
    return `got a result without ${missing.join(", ")}, expected a whole one. Run it again.`;
  return value as Result;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
