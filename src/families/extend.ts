import * as own from "./define.ts";
import type { Mapping, Schema } from "./schema.ts";

/* What families from outside are declared with: define.ts in types that stand on their own. */

/** Any finite number; NaN, infinities and numbers in quotes are refused. */
export const finite: Schema<number> = own.finite;

/** A finite number above 0. */
export const positive: Schema<number> = own.positive;

/** A weight: 0 or more; they need not add up to 1. */
export const weight: Schema<number> = own.weight;

/** The mapping of a family's parameters: unknown keys are refused with the list of known ones. */
export const parameters = own.parameters as unknown as <S extends Readonly<Record<string, Schema<unknown>>>>(
  shape: S,
) => Schema<Mapping<S>>;
