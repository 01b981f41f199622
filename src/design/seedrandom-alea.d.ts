declare module "seedrandom/lib/alea.js" {
  import type { PRNG } from "seedrandom";
  /** Alea of J. Baagoe, alone: the package's own entry also loads Node's `crypto`. */
  export default function alea(seed: string): PRNG;
}
