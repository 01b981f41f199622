/** Where the margin of a target changes sign along a factor, draw by draw. */
export interface Brackets {
  /** Ends of the first interval with a change; NaN where there is none. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Margin at those ends. */
  readonly atLow: Float64Array;
  readonly atHigh: Float64Array;
  /** Which end moved last: −1 the low one, 1 the high one, 0 none yet. */
  readonly moved: Int8Array;
  /** How often the sign changes. */
  readonly changes: Float64Array;
}

/** `margins[k]` holds the margin of every draw at `values[k]`, ascending. */
export function bracketRoots(values: readonly number[], margins: readonly Float64Array[]): Brackets {
  const draws = margins[0]!.length;
  const column = () => new Float64Array(draws).fill(Number.NaN);
  const [low, high, atLow, atHigh] = [column(), column(), column(), column()];
  const changes = new Float64Array(draws);
  for (let row = 0; row < draws; row++) {
    for (let k = 1; k < values.length; k++) {
      const [before, after] = [margins[k - 1]![row]!, margins[k]![row]!];
      if (Number.isNaN(before) || Number.isNaN(after) || before > 0 === after > 0) continue;
      changes[row]!++;
      if (changes[row]! > 1) continue;
      [low[row], high[row]] = [values[k - 1]!, values[k]!];
      [atLow[row], atHigh[row]] = [before, after];
    }
  }
  return { low, high, atLow, atHigh, moved: new Int8Array(draws), changes };
}

/** Where a straight line between the ends of each bracket is 0. */
export function crossings({ low, high, atLow, atHigh }: Brackets): Float64Array {
  return low.map((from, row) => {
    const share = atLow[row]! / (atLow[row]! - atHigh[row]!);
    return from + Math.min(1, Math.max(0, share)) * (high[row]! - from);
  });
}

/** The next values to try: near the crossings, but never at an end, where the margin is known. */
export function nextValues(brackets: Brackets): Float64Array {
  const { low, high } = brackets;
  return crossings(brackets).map((value, row) => {
    const margin = 1e-3 * (high[row]! - low[row]!);
    return Math.min(high[row]! - margin, Math.max(low[row]! + margin, value));
  });
}

/**
 * Brackets after a margin was found inside each: the end that has the same sign moves there, and where it moves again the
 * other end's margin is halved, so that neither stays for ever (the Illinois variant of false position, Dowell & Jarratt 1971).
 */
export function narrowBrackets(brackets: Brackets, at: Float64Array, margin: Float64Array): void {
  const { low, high, atLow, atHigh, moved } = brackets;
  for (let row = 0; row < low.length; row++) {
    if (Number.isNaN(margin[row]!) || Number.isNaN(low[row]!)) continue;
    const isLower = margin[row]! > 0 === atLow[row]! > 0;
    const [end, own, other] = isLower ? [low, atLow, atHigh] : [high, atHigh, atLow];
    end[row] = at[row]!;
    own[row] = margin[row]!;
    const side = isLower ? -1 : 1;
    if (moved[row] === side) other[row]! /= 2;
    moved[row] = side;
  }
}
