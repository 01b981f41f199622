import type * as z from "zod";
import { show } from "../families/binding.ts";
import type { ImportInput } from "./importer.ts";

/** Python's json.dump writes numbers that JSON does not have. */
const pythonNumber = /(?<=[:,[]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g;

/** The JSON of a file as a schema reads it; undefined after every problem has been reported. */
export function readJson<T>(input: ImportInput, schema: z.ZodType<T>, expected: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(input.text.replace(/^\uFEFF/, "").replace(pythonNumber, "null"));
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    input.issues.push({ file: input.file, path: "", got, expected: `JSON: ${expected}` });
    return undefined;
  }
  const { data, error } = schema.safeParse(value);
  for (const issue of error?.issues ?? []) {
    const at = issue.path as (string | number)[];
    const found = at.reduce<unknown>(
      (inner, key) => (inner as Record<string | number, unknown>)?.[key],
      value,
    );
    input.issues.push({ file: input.file, path: at.join("."), got: show(found), expected: issue.message });
  }
  return data;
}
