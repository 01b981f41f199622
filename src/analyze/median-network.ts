/**
 * Comparisons that bring the middle of `size` values to its place, whatever they are: after all pairs (a, b) in turn
 * have put the lesser value first, the median stands where it would in a sorted list.
 */
export interface Network {
  readonly size: number;
  /** Two places for each comparison. */
  readonly pairs: Int32Array;
}

const known = new Map<number, Network>();

/** Batcher's odd-even merge sort (batcher1968), without what the middle does not depend on. */
export function medianNetwork(size: number): Network {
  let network = known.get(size);
  if (network === undefined) {
    network = { size, pairs: keepNeeded(sortingPairs(size), [(size - 1) >> 1, size >> 1]) };
    known.set(size, network);
  }
  return network;
}

function sortingPairs(size: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let run = 1; run < size; run *= 2) {
    for (let step = run; step >= 1; step /= 2) {
      for (let start = step % run; start + step < size; start += 2 * step) {
        const end = Math.min(start + step, size - step);
        for (let at = start; at < end; at++) {
          const inOneRun = Math.floor(at / (2 * run)) === Math.floor((at + step) / (2 * run));
          if (inOneRun) pairs.push([at, at + step]);
        }
      }
    }
  }
  return pairs;
}

function keepNeeded(pairs: readonly (readonly [number, number])[], places: readonly number[]): Int32Array {
  const needed = new Set(places);
  const kept = pairs.toReversed().filter(([a, b]) => {
    if (!needed.has(a) && !needed.has(b)) return false;
    needed.add(a).add(b);
    return true;
  });
  return Int32Array.from(kept.reverse().flat());
}
