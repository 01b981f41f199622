type Columns = Readonly<Record<string, Float64Array>>;

/** The benchmark model as one loop over typed arrays, with the engine's own Math functions. */
export function byHand(table: Columns, factors: Columns, systems: number, draws: number): () => void {
  const { F, P, T, A0, CI, M, N } = table;
  const { r, pue, life, util, d0, gridf, tdpr, gh, gcf, areaf, ovh, adf } = factors;
  const kept = new Float64Array(3 * draws);
  return () => {
    for (let s = 0; s < systems; s++) {
      for (let i = 0; i < draws; i++) {
        const gpuh = (F![s]! / (P![s]! * r![i]! * 3600)) * gh![i]!;
        const energy = (gpuh * T![s]! * tdpr![i]! * ovh![i]! * pue![i]!) / 1000;
        const a = A0![s]! * areaf![i]!;
        const ad = (a * d0![i]!) / 100;
        const y = ((1 - Math.exp(-ad)) / ad) ** 2;
        const die = N![s]! / ((70685.83 / a - 942.4778 / Math.sqrt(2 * a)) * y);
        const server = die + M![s]! * 0.35 + 12 + 3.1 * Math.log(1 + a) + 310 / 4;
        const amort = gpuh / (life![i]! * 8760 * util![i]!);
        kept[i] = energy;
        kept[draws + i] = energy * CI![s]! * gcf![i]! * gridf![i]! + server * amort;
        kept[2 * draws + i] = (0.002 * adf![i]! + 0.00004 * a ** 0.7) * amort + energy * 4.5e-8;
      }
    }
  };
}
