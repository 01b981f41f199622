import * as z from "zod";
import { defineFamily, finite, parameters, rule, weight } from "./define.ts";
import type { Distribution } from "./family.ts";
import { bindSteps } from "./steps.ts";

/** `set` (what a choice implies for other factors) is read by who draws factors jointly, not here. */
const option = parameters({ value: finite, weight, set: z.unknown().optional() });
const schema = parameters({
  options: z.array(option, { error: "a list of options" }).min(1, { error: "at least one option" }),
}).superRefine(({ options }, context) =>
  rule(
    context,
    options.some((o) => o.weight > 0),
    "options",
    "at least one weight above 0",
  ),
);

/** One of several values; weights need not add up to 1. Its nominal value is the heaviest, the first on ties. */
export const categorical = defineFamily<z.infer<typeof schema>>({ name: "categorical", schema, bind });

function bind({ options }: z.infer<typeof schema>): Distribution {
  const weightOf = new Map<number, number>();
  for (const o of options) if (o.weight > 0) weightOf.set(o.value, (weightOf.get(o.value) ?? 0) + o.weight);
  const values = [...weightOf.keys()].sort((a, b) => a - b);
  const steps = bindSteps(
    values,
    values.map((v) => weightOf.get(v)!),
  );
  const heaviest = options.reduce((best, o) => (o.weight > best.weight ? o : best));
  return { ...steps, nominal: heaviest.value };
}
