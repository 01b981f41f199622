import * as z from "zod";
import { defineFamily, finite, parameters } from "./define.ts";
import type { Distribution } from "./family.ts";
import { bindSteps } from "./steps.ts";

const text = z.string({ error: "a text" }).min(1, { error: "a text that is not empty" });
const schema = z.union(
  [
    parameters({
      values: z.array(finite, { error: "a list of numbers" }).min(1, { error: "at least one number" }),
    }),
    parameters({ table: text, column: text }),
  ],
  { error: "values, or table and column" },
);

/**
 * Each of the values with equal probability; a value that is listed twice counts twice. `table` and `column` have to
 * be replaced by the values in that column before `bind`, which reads no files and throws otherwise.
 */
export const empirical = defineFamily<z.infer<typeof schema>>({ name: "empirical", schema, bind });

function bind(p: z.infer<typeof schema>): Distribution {
  if (!("values" in p))
    throw new Error(`empirical: got column ${p.column} of ${p.table}, expected its values`);
  const count = new Map<number, number>();
  for (const value of p.values) count.set(value, (count.get(value) ?? 0) + 1);
  const values = [...count.keys()].sort((a, b) => a - b);
  return bindSteps(
    values,
    values.map((v) => count.get(v)!),
  );
}
