/** Number of members of a set written as bits. */
export function countMembers(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Shapley values of d players from the worth of every set of them (bits; `worth[0]` is 0): Shapley (1953), as Owen
 * (2014) uses them. They add up to the worth of all.
 */
export function shapleyValues(worth: Float64Array, players: number): Float64Array {
  const values = new Float64Array(players);
  // 1 / (d · C(d − 1, size)) by size of the set that a player joins.
  const weights = new Float64Array(players);
  weights[0] = 1 / players;
  for (let size = 1; size < players; size++) weights[size] = (weights[size - 1] * size) / (players - size);
  for (let set = 0; set < 2 ** players; set++) {
    const weight = weights[countMembers(set)];
    for (let i = 0; i < players; i++) {
      const bit = 2 ** i;
      if ((set & bit) === 0) values[i] += weight * (worth[set | bit] - worth[set]);
    }
  }
  return values;
}
