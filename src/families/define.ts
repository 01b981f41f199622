import * as z from "zod";
import { type RuleContext, rule } from "./schema.ts";

export { defineFamily } from "./family.ts";
export { rule };

/** Any finite number; NaN, infinities and numbers in quotes are refused. */
export const finite = z.number({ error: "a finite number" });

/** A finite number above 0. */
export const positive = z
  .number({ error: "a finite number above 0" })
  .positive({ error: "a number above 0" });

/** A weight: 0 or more; they need not add up to 1. */
export const weight = z
  .number({ error: "a weight, 0 or more" })
  .nonnegative({ error: "a weight, 0 or more" });

/** The mapping of a family's parameters: unknown keys are refused with the list of known ones. */
export function parameters<S extends z.ZodRawShape>(shape: S) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? `one of ${names}` : `a mapping with ${names}`),
  });
}

/** low <= mode <= high and low < high, each broken rule at the parameter it names. */
export function checkTriple(p: { low: number; mode: number; high: number }, context: RuleContext): void {
  rule(context, p.high > p.low, "high", `a number above low (${p.low})`);
  rule(context, p.mode >= p.low, "mode", `a number not below low (${p.low})`);
  rule(context, p.mode <= p.high, "mode", `a number not above high (${p.high})`);
}

/** low < high where both are given. */
export function checkRange(
  p: { low?: number | undefined; high?: number | undefined },
  context: RuleContext,
): void {
  if (p.low === undefined || p.high === undefined) return;
  rule(context, p.high > p.low, "high", `a number above low (${p.low})`);
}

/** high / low within the range of doubles, for families on a logarithmic scale. */
export function checkRatio(p: { low: number; high: number }, context: RuleContext): void {
  rule(context, Number.isFinite(p.high / p.low), "high", "a number whose ratio to low is below 1.8e308");
}
