import * as z from "zod";
import { log } from "../math/elementary.ts";
import { defineFamily, parameters, positive, rule } from "./define.ts";
import type { Distribution } from "./family.ts";
import { bindLognormal } from "./lognormal.ts";

/** Factor of each score 1 … 5; rows: reliability, completeness, temporal, geographical, technological correlation. */
const version2 = [
  [1, 1.05, 1.1, 1.2, 1.5],
  [1, 1.02, 1.05, 1.1, 1.2],
  [1, 1.03, 1.1, 1.2, 1.5],
  [1, 1.01, 1.02, 1.02, 1.1],
  [1, 1, 1.2, 1.5, 2],
];
const version3 = [
  [1, 1.54, 1.61, 1.69, 1.69],
  [1, 1.03, 1.04, 1.08, 1.08],
  [1, 1.03, 1.1, 1.19, 1.29],
  [1, 1.04, 1.08, 1.11, 1.11],
  [1, 1.18, 1.65, 2.08, 2.8],
];

/** `power`: what turns a factor of the table into a squared geometric standard deviation. */
const conventions = {
  "ecoinvent2-gsd2": { factors: version2, power: 1 },
  "ecoinvent3-gsd2": { factors: version3, power: 1 },
  "ecoinvent3-gsd": { factors: version3, power: 2 },
};
const names = Object.keys(conventions) as (keyof typeof conventions)[];

const oneToFive = "a whole number from 1 to 5";
const score = z.int({ error: oneToFive }).min(1, { error: oneToFive }).max(5, { error: oneToFive });
const five = "five scores: reliability, completeness, temporal, geographical, technological";
const schema = parameters({
  value: positive,
  basic: z.number({ error: "a squared GSD, 1 or more" }).min(1, { error: "a squared GSD, 1 or more" }),
  scores: z.array(score, { error: five }).length(5, { error: five }),
  convention: z.enum(names, { error: `one of ${names.join(", ")}` }),
}).superRefine((p, context) =>
  rule(context, sigmaOf(p) > 0, "basic", "a number above 1 where every score has the factor 1"),
);

/**
 * Lognormal around `value` (its median) with the spread of a pedigree matrix (Frischknecht et al. 2005; Ciroth et al.
 * 2016): ln GSD² = sqrt(Σ ln² GSD²ᵢ) over the `basic` GSD² and the five factors, σ = ln(GSD²) / 2. Whether the factors
 * of ecoinvent 3 are GSD² or GSD is disputed, so the convention is always named.
 */
export const pedigree = defineFamily<z.infer<typeof schema>>({ name: "pedigree", schema, bind });

function bind(p: z.infer<typeof schema>): Distribution {
  return bindLognormal(p.value, sigmaOf(p));
}

function sigmaOf({ basic, scores, convention }: Omit<z.infer<typeof schema>, "value">): number {
  const { factors, power } = conventions[convention];
  const logs = [log(basic), ...scores.map((s, i) => power * log(factors[i]![s - 1]!))];
  return Math.sqrt(logs.reduce((sum, l) => sum + l * l, 0)) / 2;
}
