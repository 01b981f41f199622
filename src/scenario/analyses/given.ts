import { type Located, placeOf, type Reader } from "../reader.ts";
import type { Place, QuantityDeclaration } from "../scenario.ts";
import type { ReadAnalysis } from "./analysis.ts";
import { readTargets } from "./common.ts";

/** What an option of a given-data method may be. */
export interface OptionRule {
  readonly default: number;
  readonly least: number;
  readonly most?: number;
}

const permutations: OptionRule = { default: 199, least: 19 };

/**
 * Given-data methods and their options, all whole numbers. What each computes is in `src/analyze/given`: a new one is
 * a line here and a file there.
 */
export const givenRules = {
  src: {},
  srrc: {},
  pcc: {},
  prcc: {},
  spearman: {},
  linearShare: {},
  /** `harmonics`: how many are summed. */
  rbdFast: { harmonics: { default: 10, least: 1 } },
  rankFirstOrder: {},
  xi: {},
  delta: {},
  /** `slices` of each factor. */
  pawn: { slices: { default: 10, least: 2 } },
  /** `permutations` behind each p-value. */
  hsic: { permutations },
  /** An output that is no statement is inside above this `percentile`. */
  regional: { percentile: { default: 50, least: 1, most: 99 }, permutations },
  shapleyNeighbours: {},
} satisfies Readonly<Record<string, Readonly<Record<string, OptionRule>>>>;

export type GivenName = keyof typeof givenRules;
export const givenNames = Object.keys(givenRules) as readonly GivenName[];

/** `analyses.NAME` of a given-data method. */
export interface GivenDeclaration {
  readonly targets: readonly QuantityDeclaration[];
  readonly options: Readonly<Record<string, number>>;
  readonly place: Place;
}

function readOption(reader: Reader, at: Located | undefined, rule: OptionRule): number {
  const value = reader.whole(at, rule.least) ?? rule.default;
  if (rule.most === undefined || value <= rule.most) return value;
  return reader.report(at!, `a whole number, ${rule.least} to ${rule.most}`) ?? rule.default;
}

function readerOf(name: GivenName): ReadAnalysis<GivenDeclaration> {
  const rules = Object.entries<OptionRule>(givenRules[name]);
  return (reader, at, context) => {
    const fields = reader.fields<string>(at, { optional: ["targets", ...rules.map(([option]) => option)] });
    if (fields === undefined) return undefined;
    const options = rules.map(([option, rule]) => [option, readOption(reader, fields[option], rule)]);
    return {
      targets: readTargets(reader, fields["targets"], context),
      options: Object.fromEntries(options),
      place: placeOf(at),
    };
  };
}

/** A reader for each given-data method. */
export const givenReaders = Object.fromEntries(givenNames.map((name) => [name, readerOf(name)])) as Readonly<
  Record<GivenName, ReadAnalysis<GivenDeclaration>>
>;
