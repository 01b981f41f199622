import type * as z from "zod";
import { nearest } from "../core/suggest.ts";
import type { DistributionDeclaration, DistributionProblem, UncheckedDistribution } from "./declaration.ts";
import { checkRange, finite, parameters } from "./define.ts";
import type { Distribution, Family } from "./family.ts";
import type { Schema } from "./schema.ts";
import { probabilityWithin, truncate } from "./truncate.ts";

/** The bounds of `truncate`. */
export const truncation = parameters({ low: finite.optional(), high: finite.optional() }).superRefine(
  checkRange,
);

/** Every problem of a distribution whose family is one of `families`. */
export function checkAmong(
  families: readonly Family[],
  declared: UncheckedDistribution,
): readonly DistributionProblem[] {
  const family = families.find(({ name }) => name === declared.family);
  if (family === undefined) return [unknownFamily(families, declared.family)];
  const problems = [
    ...problemsOf(family.schema as Schema<unknown> as z.ZodType, declared.parameters, [family.name]),
    ...(declared.truncate === undefined ? [] : problemsOf(truncation, declared.truncate, ["truncate"])),
  ];
  if (problems.length > 0 || declared.truncate === undefined) return problems;
  return checkTruncation(family.bind(declared.parameters), truncation.parse(declared.truncate));
}

/** Binds a distribution that `checkAmong` has accepted. */
export function bindAmong(families: readonly Family[], declared: DistributionDeclaration): Distribution {
  const family = families.find(({ name }) => name === declared.family);
  if (family === undefined) throw new Error(`no family is named ${JSON.stringify(declared.family)}`);
  const whole = family.bind(declared.parameters);
  return declared.truncate === undefined ? whole : truncate(whole, declared.truncate);
}

function unknownFamily(families: readonly Family[], name: string): DistributionProblem {
  const names = families.map((family) => family.name);
  const suggestion = nearest(name, names);
  const hint = suggestion === undefined ? `Families: ${names.join(", ")}.` : `Did you mean "${suggestion}"?`;
  return { path: [name], got: `"${name}"`, expected: "the name of a family", hint };
}

function checkTruncation(
  whole: Distribution,
  bounds: z.infer<typeof truncation>,
): readonly DistributionProblem[] {
  const got = `[${bounds.low ?? "-∞"}, ${bounds.high ?? "∞"}]`;
  if (whole.discrete) {
    return [
      {
        path: ["truncate"],
        got,
        expected: "no truncation of a discrete family",
        hint: "List the values instead.",
      },
    ];
  }
  if (probabilityWithin(whole, bounds) > 0) return [];
  const expected = `an interval that holds some probability of the support [${whole.support.join(", ")}]`;
  return [{ path: ["truncate"], got, expected }];
}

function problemsOf(
  schema: z.ZodType,
  value: unknown,
  path: readonly (string | number)[],
): readonly DistributionProblem[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) => describe(issue, value, path));
}

/** A problem of zod as one of ours; of a union, the problems of the variant that the keys given come closest to. */
function describe(
  issue: z.core.$ZodIssue,
  root: unknown,
  base: readonly (string | number)[],
): readonly DistributionProblem[] {
  const at = issue.path as (string | number)[];
  const value = at.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)?.[key], root);
  const path = [...base, ...at];
  if (issue.code === "invalid_union" && isMapping(value)) {
    const [closest] = [...issue.errors].sort((a, b) => weigh(a) - weigh(b));
    if (closest !== undefined) return closest.flatMap((inner) => describe(inner, value, path));
  }
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.replace(/^one of /, "").split(", ");
    return issue.keys.map((key) => {
      const suggestion = nearest(key, known);
      const hint = suggestion === undefined ? {} : { hint: `Did you mean "${suggestion}"?` };
      return { path: [...path, key], got: `the key "${key}"`, expected: issue.message, ...hint };
    });
  }
  return [{ path, got: show(value), expected: issue.message }];
}

/** Keys that do not belong weigh as much as rules that are broken. */
function weigh(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
}

function isMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a reader of YAML would write it, shortened to 60 characters. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" && !Number.isFinite(value)) {
    return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
