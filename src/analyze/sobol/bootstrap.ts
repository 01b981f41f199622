import { type Key, philox4x32, STREAM } from "../../design/random-words.ts";

const counter = new Uint32Array(4);

/**
 * Weights of `resamples` bootstrap resamples of `parts` parts: how often each part is drawn, one resample after another.
 * A function of the key alone.
 */
export function drawWeights(key: Key, resamples: number, parts: number): Uint16Array {
  const weights = new Uint16Array(resamples * parts);
  for (let resample = 0; resample < resamples; resample++) {
    for (let draw = 0; draw < parts; draw++) {
      if (draw % 4 === 0) philox4x32(resample, draw / 4, 0, STREAM.bootstrap, key[0], key[1], counter);
      weights[resample * parts + Math.floor((counter[draw % 4] / 2 ** 32) * parts)]++;
    }
  }
  return weights;
}

/** The sums of one resample, written to `out`: the parts' own, each as often as it was drawn. */
export function resampleSums(
  parts: readonly { readonly sums: Float64Array }[],
  weights: Uint16Array,
  resample: number,
  out: Float64Array,
): void {
  out.fill(0);
  const start = resample * parts.length;
  for (let part = 0; part < parts.length; part++) {
    const weight = weights[start + part];
    if (weight === 0) continue;
    const { sums } = parts[part];
    for (let k = 0; k < out.length; k++) out[k] += weight * sums[k];
  }
}
