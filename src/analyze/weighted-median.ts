/** Moves values[from..to-1], and weights with them, so that those below the pivot come first, then those equal. */
function partition(
  values: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  pivot: number,
): readonly [below: number, equal: number] {
  let below = from;
  let equal = from;
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value > pivot) continue;
    const weight = weights[i];
    values[i] = values[equal];
    weights[i] = weights[equal];
    values[equal] = value;
    weights[equal] = weight;
    if (value < pivot) {
      values[equal] = values[below];
      weights[equal] = weights[below];
      values[below] = value;
      weights[below] = weight;
      below++;
    }
    equal++;
  }
  return [below, equal];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function weigh(weights: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += weights[i];
  return sum;
}

/**
 * The weighted median of `count` values: with a total weight W, the least value up to which at least W/2 lies, or the
 * mean of that and the next where it is exactly W/2. Equal weights give the ordinary median. Reorders both arrays.
 * NaN if there is no weight. Of values that are the middle part of more, `before` is the weight of those below it, and
 * `half` is half of the weight of all; more than that must lie up to the end of the part.
 */
export function weightedMedian(
  values: Float64Array,
  weights: Float64Array,
  count: number,
  { before, half } = { before: 0, half: weigh(weights, 0, count) / 2 },
): number {
  if (!(half > 0)) return Number.NaN;
  let [from, to, lower] = [0, count, before];
  while (to - from > 1) {
    const pivot = middleOf(values[from], values[(from + to) >> 1], values[to - 1]);
    const [below, equal] = partition(values, weights, from, to, pivot);
    const weightBelow = weigh(weights, from, below);
    const weightUpTo = weightBelow + weigh(weights, below, equal);
    if (lower + weightBelow >= half) to = below;
    else if (lower + weightUpTo >= half) {
      if (lower + weightUpTo > half) return pivot;
      return (pivot + leastWeighted(values, weights, equal, count)) / 2;
    } else {
      from = equal;
      lower += weightUpTo;
    }
  }
  const value = values[from];
  return lower + weights[from] > half ? value : (value + leastWeighted(values, weights, from + 1, count)) / 2;
}

/** The least of values[from..to-1] that has a weight. */
function leastWeighted(values: Float64Array, weights: Float64Array, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) if (weights[i] > 0 && values[i] < least) least = values[i];
  return least;
}
