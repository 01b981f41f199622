import { PERMUTATION_ROUNDS } from "../math/permutation-rounds.ts";
import { f64x2, I32, i32, i32x4, V128, v128 } from "./code.ts";
import { FunctionBuilder } from "./function.ts";
import { mixWords } from "./points.ts";

/**
 * strata(address, count, first, size, half, keys): numbers in (0, 1) put into the strata that rows `first` on of a
 * Latin hypercube of `size` rows have (src/design/latin-hypercube.ts, permutation.ts), four rows at once. `keys` is the
 * address of the pairs of words of the rounds, `half` the bits of each half.
 */
export function strataFunction(): FunctionBuilder {
  const f = new FunctionBuilder("strata", [I32, I32, I32, I32, I32, I32]);
  const [start, count, first, size, half, keys] = f.arguments();
  const words = Array.from({ length: 2 * PERMUTATION_ROUNDS }, (_, i) =>
    f.local(V128, i32x4.splat(i32.load(4 * i, keys!))),
  );
  const mask = f.local(V128, i32x4.splat(i32.sub(i32.shl(i32.const(1), half!), i32.const(1))));
  const sizes = f.local(V128, i32x4.splat(size!));
  const width = f.local(V128, f64x2.convertLowU(sizes));
  const rows = f.local(V128, i32x4.add(i32x4.splat(first!), v128.words(0, 1, 2, 3)));
  const end = f.local(I32, i32.add(start!, i32.shl(count!, i32.const(3))));
  f.forAddresses(start!, end, 32, (at) => {
    const stratum = f.local(V128, rows);
    const walks = f.local(V128, v128.words(-1, -1, -1, -1));
    f.repeatWhile(() => {
      let left = f.local(V128, i32x4.shrU(stratum, half!));
      let right = f.local(V128, v128.and(stratum, mask));
      for (let round = 0; round < PERMUTATION_ROUNDS; round++) {
        const mixed = mixWords(f, right, words[2 * round]!, words[2 * round + 1]!);
        [left, right] = [right, f.local(V128, v128.xor(left, v128.and(mixed, mask)))];
      }
      f.set(stratum, v128.bitselect(v128.or(i32x4.shl(left, half!), right), stratum, walks));
      f.set(walks, i32x4.geU(stratum, sizes));
      return v128.anyTrue(walks);
    });
    for (const pair of [0, 1]) {
      const low = pair === 0 ? stratum : v128.shuffleWords(stratum, stratum, 2, 3, 2, 3);
      const place = f64x2.add(f64x2.convertLowU(low), v128.load(16 * pair, at));
      f.add(v128.store(16 * pair, at, f64x2.div(place, width)));
    }
    f.set(rows, i32x4.add(rows, i32x4.splat(i32.const(4))));
  });
  return f;
}
