/** The margin of a statement at points of a latent space, one coordinate for each dimension. */
export type Margins = (points: readonly Float64Array[]) => Float64Array;

/** Whether a point is on the other side than the origin; an undefined margin is on neither. */
export type IsOther = (margin: number) => boolean;

/** Farthest distance from the medians that is searched: beyond it lies a share of 1e-9 of a normal distribution. */
export const farthest = 6;
const coarseStep = 0.25;
const halvings = 20;

/** Which side is the other one, for a margin at the origin: statements hold above 0. */
export function otherSide(atOrigin: number): IsOther {
  return atOrigin > 0 ? (margin) => margin <= 0 : (margin) => margin > 0;
}

export function along(direction: Float64Array, distance: number): Float64Array {
  return direction.map((value) => value * distance);
}

/** Distance from the origin, along each direction (a unit vector), at which the margin first crosses; infinite for never. */
export function firstCrossings(
  margins: Margins,
  directions: readonly Float64Array[],
  isOther: IsOther,
): Float64Array {
  const steps = Math.round(farthest / coarseStep);
  const found = margins(
    directions.flatMap((direction) =>
      Array.from({ length: steps }, (_, k) => along(direction, (k + 1) * coarseStep)),
    ),
  );
  const first = directions.map((_, index) =>
    found.subarray(index * steps, (index + 1) * steps).findIndex(isOther),
  );
  const high = Float64Array.from(first, (k) => (k < 0 ? Number.POSITIVE_INFINITY : (k + 1) * coarseStep));
  return bisect(
    margins,
    directions,
    high.map((end) => end - coarseStep),
    high,
    isOther,
  );
}

/** Narrows crossings between a distance on this side and one on the other; infinite ends stay. */
export function bisect(
  margins: Margins,
  directions: readonly Float64Array[],
  low: Float64Array,
  high: Float64Array,
  isOther: IsOther,
): Float64Array {
  const open = [...high.keys()].filter((index) => Number.isFinite(high[index]!));
  const [from, to] = [low.slice(), high.slice()];
  for (let halving = 0; halving < halvings && open.length > 0; halving++) {
    const middle = open.map((index) => (from[index]! + to[index]!) / 2);
    const found = margins(open.map((index, i) => along(directions[index]!, middle[i]!)));
    open.forEach((index, i) => {
      if (isOther(found[i]!)) to[index] = middle[i]!;
      else from[index] = middle[i]!;
    });
  }
  return to;
}
