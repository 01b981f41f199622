import { quantileOfSorted } from "../quantile.ts";

/** Counts of values in the draws on either side, at the same places. */
interface Sides {
  readonly holds: readonly number[];
  readonly fails: readonly number[];
}

/**
 * How values lie where a statement holds and where it fails (or far from turning over and near to it): counts of a few
 * different values, or of equal bins from `low` to `high`, which leave out half a percent of all values at either end.
 */
export type ConditionalShape =
  | ({ readonly values: readonly number[] } & Sides)
  | ({ readonly low: number; readonly high: number } & Sides);

const bins = 24;
const fewValues = 12;
const outermost = 0.005;

/** Counts the finite `values` by `inside`: 1 where the statement holds, 0 where it fails. */
export function conditionalShape(values: Float64Array, inside: Float64Array): ConditionalShape {
  const sorted = values.slice().sort();
  const different = differentValues(sorted);
  if (different !== undefined) {
    const place = new Map(different.map((value, index) => [value, index]));
    return {
      values: different,
      ...countSides(values, inside, different.length, (value) => place.get(value)!),
    };
  }
  const [low, high] = [outermost, 1 - outermost].map((p) =>
    quantileOfSorted(sorted, 0, sorted.length, p),
  ) as [number, number];
  const binOf = (value: number): number =>
    value === high ? bins - 1 : Math.floor(((value - low) / (high - low)) * bins);
  return { low, high, ...countSides(values, inside, bins, binOf) };
}

/** The values that occur, where they are few. */
function differentValues(sorted: Float64Array): number[] | undefined {
  const found: number[] = [];
  for (const value of sorted) {
    if (value === found.at(-1)) continue;
    if (found.length === fewValues) return undefined;
    found.push(value);
  }
  return found;
}

function countSides(
  values: Float64Array,
  inside: Float64Array,
  places: number,
  placeOf: (value: number) => number,
): Sides {
  const [holds, fails] = [new Array<number>(places).fill(0), new Array<number>(places).fill(0)];
  values.forEach((value, row) => {
    const place = placeOf(value);
    if (place < 0 || place >= places) return;
    (inside[row] === 1 ? holds : fails)[place]!++;
  });
  return { holds, fails };
}
