/** Rounds of the network that permutes strata: Luby & Rackoff (1988) prove four enough for strong round functions; ours are hashes. */
export const PERMUTATION_ROUNDS = 8;
