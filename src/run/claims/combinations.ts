import type { LatentDimension } from "../../evaluate/points/latent.ts";

/** Options by dimension: the index of each, −1 where the dimension is continuous. */
export type Choice = readonly number[];

/** Combinations of options searched for one claim. */
export const mostCombinations = 64;

export interface Combination {
  readonly choice: Choice;
  /** Product of the probabilities of its options. */
  readonly probability: number;
}

/** All combinations of options of the dimensions that matter, the nominal one first, then the most probable. */
export function listCombinations(
  dimensions: readonly LatentDimension[],
  active: readonly number[],
): { readonly list: readonly Combination[]; readonly of: number } {
  const nominal = nominalChoice(dimensions);
  let list: Combination[] = [{ choice: nominal, probability: 1 }];
  for (const k of active) {
    list = list.flatMap(({ choice, probability }) =>
      dimensions[k]!.options!.map((option, index) => ({
        choice: choice.with(k, index),
        probability: probability * option.probability,
      })),
    );
    // A few more than are kept: the nominal one may not be among the most probable.
    if (list.length > 64 * mostCombinations) list = mostProbable(list, nominal, 32 * mostCombinations);
  }
  const of = active.reduce((product, k) => product * dimensions[k]!.options!.length, 1);
  return { list: mostProbable(list, nominal, mostCombinations), of };
}

function mostProbable(list: readonly Combination[], nominal: Choice, most: number): Combination[] {
  const isNominal = ({ choice }: Combination): boolean => choice.every((option, k) => option === nominal[k]);
  return [
    ...list.filter(isNominal),
    ...list.filter((entry) => !isNominal(entry)).sort((a, b) => b.probability - a.probability),
  ].slice(0, most);
}

export function nominalChoice(dimensions: readonly LatentDimension[]): Choice {
  return dimensions.map(({ options, nominalOption }) => (options === undefined ? -1 : nominalOption));
}

/** The point at which every continuous dimension is at its median. */
export function scoresOf(dimensions: readonly LatentDimension[], choice: Choice): Float64Array {
  return Float64Array.from(dimensions, ({ options }, k) =>
    options === undefined ? 0 : options[choice[k]!]!.score,
  );
}
