import { pow } from "../../math/elementary.ts";

/** A point of a box as places in [0, 1] along each side. */
export type Place = readonly number[];

/** Values of all objectives at a batch of places, one array each. */
export type Evaluate = (places: readonly Place[]) => Promise<readonly Float64Array[]>;

/** The least and greatest value of one objective that was found, and where. */
export interface Extremes {
  readonly low: number;
  readonly high: number;
  readonly lowAt: Place;
  readonly highAt: Place;
}

export interface BoxSearch {
  readonly extremes: readonly Extremes[];
  readonly evaluated: number;
}

/** Sides up to which every corner is visited. */
const CORNER_SIDES = 6;
const FIRST_STEP = 0.25;
const LAST_STEP = 2 ** -8;
/** Most places spread over the box, and their share of the budget: an extreme inside needs a start near it. */
const MOST_SPREAD = 64;
const SPREAD_SHARE = 0.25;

/** Corners (of many sides: those where one side differs from all others, and the two with all sides equal) and the middle. */
function firstPlaces(sides: number): readonly Place[] {
  const middle = new Array<number>(sides).fill(0.5);
  if (sides <= CORNER_SIDES) {
    const corners = Array.from({ length: 2 ** sides }, (_, set) => middle.map((_, i) => (set >> i) & 1));
    return [...corners, middle];
  }
  const flat = [0, 1].map((end) => middle.map(() => end));
  const odd = flat.flatMap((corner) =>
    middle.map((_, i) => corner.map((end, j) => (i === j ? 1 - end : end))),
  );
  return [...flat, ...odd, middle];
}

/**
 * Places spread evenly over the box: multiples of powers of 1/φ modulo 1, with φ the generalised golden ratio, the
 * positive root of φ^(sides + 1) = φ + 1 (Roberts 2018).
 */
function spreadPlaces(sides: number, count: number): readonly Place[] {
  let ratio = 2;
  for (let i = 0; i < 64; i++) ratio = pow(1 + ratio, 1 / (sides + 1));
  const steps = Array.from({ length: sides }, (_, i) => pow(ratio, -(i + 1)));
  return Array.from({ length: count }, (_, k) => steps.map((step) => (0.5 + (k + 1) * step) % 1));
}

/** The places one step away along each side, inside the box. */
function neighbours(place: Place, step: number): readonly Place[] {
  return place.flatMap((value, i) =>
    [value - step, value + step]
      .map((moved) => Math.min(1, Math.max(0, moved)))
      .filter((moved) => moved !== value)
      .map((moved) => place.map((other, j) => (i === j ? moved : other))),
  );
}

interface Visited {
  readonly place: Place;
  readonly values: Float64Array;
}

/** Places visited so far, each evaluated once. */
class Visits {
  readonly all = new Map<string, Visited>();
  readonly #evaluate: Evaluate;

  constructor(evaluate: Evaluate) {
    this.#evaluate = evaluate;
  }

  async visit(places: readonly Place[]): Promise<boolean> {
    const fresh = new Map(places.map((place) => [place.join(), place]));
    for (const key of this.all.keys()) fresh.delete(key);
    if (fresh.size === 0) return false;
    const values = await this.#evaluate([...fresh.values()]);
    [...fresh.entries()].forEach(([key, place], i) => {
      this.all.set(key, { place, values: values[i] });
    });
    return true;
  }

  /** The visited place with the least (sign 1) or greatest (−1) value; the first of equals; failures never. */
  best(objective: number, sign: 1 | -1): Visited | undefined {
    let found: Visited | undefined;
    for (const visited of this.all.values()) {
      const value = sign * visited.values[objective];
      if (Number.isNaN(value)) continue;
      if (found === undefined || value < sign * found.values[objective]) found = visited;
    }
    return found;
  }
}

/**
 * Least and greatest value of each objective over a box: corners and places spread over it first, then a compass search from
 * the best place of each (Kolda, Lewis & Torczon 2003), its step halved from 1/4 to 1/256 of a side, until `budget` places are
 * evaluated. What it finds lies inside the true range: an extreme between the places visited can be missed.
 */
export async function searchBox(
  sides: number,
  objectives: number,
  evaluate: Evaluate,
  budget: number,
): Promise<BoxSearch> {
  const visits = new Visits(evaluate);
  const spread = Math.min(MOST_SPREAD, Math.floor(SPREAD_SHARE * budget));
  await visits.visit([...firstPlaces(sides), ...spreadPlaces(sides, spread)]);
  const signs = [1, -1] as const;
  const goals = Array.from({ length: objectives }, (_, objective) =>
    signs.map((sign) => ({ objective, sign })),
  ).flat();
  let step = FIRST_STEP;
  while (step >= LAST_STEP && visits.all.size < budget) {
    const centres = goals.map(({ objective, sign }) => visits.best(objective, sign)?.place);
    const around = centres.flatMap((place) => (place === undefined ? [] : neighbours(place, step)));
    await visits.visit(around);
    const after = goals.map(({ objective, sign }) => visits.best(objective, sign)?.place);
    if (after.every((place, i) => place === centres[i])) step /= 2;
  }
  const extremes = Array.from({ length: objectives }, (_, objective): Extremes => {
    const [low, high] = signs.map((sign) => visits.best(objective, sign));
    if (low === undefined || high === undefined)
      return { low: Number.NaN, high: Number.NaN, lowAt: [], highAt: [] };
    const at = (visited: Visited): number => visited.values[objective];
    return { low: at(low), high: at(high), lowAt: low.place, highAt: high.place };
  });
  return { extremes, evaluated: visits.all.size };
}
