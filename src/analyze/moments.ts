/** Count, mean and sum of squared deviations of some values. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** Moments of `values[from..to-1]` by the corrected two-pass algorithm (Chan, Golub & LeVeque 1983); zeros for none. */
export function computeMoments(values: Float64Array, from: number, to: number): Moments {
  const count = to - from;
  if (count === 0) return { count: 0, mean: 0, squares: 0 };
  const first = values[from];
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] - first;
  const rough = first + sum / count;
  let rest = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    const deviation = values[i] - rough;
    rest += deviation;
    squares += deviation * deviation;
  }
  return { count, mean: rough + rest / count, squares: Math.max(0, squares - (rest * rest) / count) };
}

/** Moments of the union of two disjoint sets of values (Chan, Golub & LeVeque 1983). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const gap = b.mean - a.mean;
  return {
    count,
    mean: a.mean + gap * (b.count / count),
    squares: a.squares + b.squares + gap * gap * ((a.count * b.count) / count),
  };
}

/** Sample standard deviation, divisor count - 1. */
export function standardDeviation(moments: Moments): number {
  return Math.sqrt(moments.squares / (moments.count - 1));
}
