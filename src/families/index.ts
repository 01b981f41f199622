import { noteAddition } from "../core/additions.ts";
import { beta } from "./beta.ts";
import { binomial } from "./binomial.ts";
import { categorical } from "./categorical.ts";
import { constant } from "./constant.ts";
import { empirical } from "./empirical.ts";
import { exponential } from "./exponential.ts";
import type { Family } from "./family.ts";
import { gamma } from "./gamma.ts";
import { gumbel } from "./gumbel.ts";
import { logTriangular } from "./log-triangular.ts";
import { logUniform } from "./log-uniform.ts";
import { logistic } from "./logistic.ts";
import { logitNormal } from "./logit-normal.ts";
import { lognormal } from "./lognormal.ts";
import { metalog } from "./metalog.ts";
import { mixtureOf } from "./mixture.ts";
import { normal } from "./normal.ts";
import { pareto } from "./pareto.ts";
import { pedigree } from "./pedigree.ts";
import { pert } from "./pert.ts";
import { poisson } from "./poisson.ts";
import { studentT } from "./student-t.ts";
import { triangular } from "./triangular.ts";
import { uniform } from "./uniform.ts";
import { weibull } from "./weibull.ts";

/** Families that a mixture may be made of: all but itself. */
const simple: Family[] = [
  constant,
  uniform,
  logUniform,
  triangular,
  logTriangular,
  pert,
  normal,
  lognormal,
  logitNormal,
  beta,
  gamma,
  weibull,
  exponential,
  studentT,
  logistic,
  gumbel,
  pareto,
  poisson,
  binomial,
  categorical,
  empirical,
  metalog,
  pedigree,
];

const all: Family[] = [...simple, mixtureOf(simple)];
const names: string[] = all.map(({ name }) => name);

/** Every family of distributions. A new one is a file and a line in the list above. */
export const families: readonly Family[] = all;
export const familyNames: readonly string[] = names;

/**
 * Adds a family from outside the engine, for all scenarios read from then on in this thread; mixtures may be made of it.
 * Results depend on it as they do on a version: it is for the caller to name both.
 *
 * @throws RangeError if the name is taken.
 */
export function addFamily(family: Family): void {
  if (names.includes(family.name))
    throw new RangeError(`addFamily: got "${family.name}", expected a name that no family has`);
  simple.push(family);
  all.push(family);
  names.push(family.name);
  noteAddition(`family ${family.name}`);
}
