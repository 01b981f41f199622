import type { FileReader } from "../src/core/file-reader.ts";

/** Systems of the benchmark and draws of each: two million evaluations. */
export const systems = 200;
export const draws = 8192;

/** One fixed piece of work: thirteen equations over twelve factors, six shared and six per system. */
export const scenario = `rebound: 1
model:
  equations:
    gpuh: F / (P * r * 3600) * gh
    energy: gpuh * T * tdpr * ovh * pue / 1000
    use: energy * CI * gcf * gridf
    a: A0 * areaf
    ad: a * d0 / 100
    y: ((1 - exp(-ad)) / ad)^2
    dpw: 70685.83 / a - 942.4778 / sqrt(2 * a)
    die: N / (dpw * y)
    card: die + M * 0.35 + 12 + 3.1 * log(1 + a)
    server: card + 310 / 4
    amort: gpuh / (life * 8760 * util)
    gwp: use + server * amort
    adpe: (0.002 * adf + 0.00004 * a^0.7) * amort + energy * 4.5e-8
table: systems.csv
factors:
  r: {lognormal: {logMu: -1.3093333, logSigma: 0.25}}
  pue: {triangular: {low: 1.1, mode: 1.2, high: 1.6}}
  life: {triangular: {low: 2, mode: 3, high: 6}}
  util: {beta: {alpha: 4, beta: 4, low: 0.2, high: 0.9}}
  d0: {lognormal: {logMu: -2.3025851, logSigma: 0.3}}
  gridf: {normal: {mean: 1, sd: 0.08}}
  tdpr: {beta: {alpha: 5, beta: 2, low: 0.3, high: 1.1}, scope: system}
  gh: {lognormal: {logMu: 0, logSigma: 0.4}, scope: system}
  gcf: {lognormal: {logMu: 0, logSigma: 0.2}, scope: system}
  areaf: {normal: {mean: 1, sd: 0.05}, scope: system}
  ovh: {uniform: {low: 1, high: 1.3}, scope: system}
  adf: {lognormal: {logMu: 0, logSigma: 0.5}, scope: system}
outputs: [energy, gwp, adpe]
sampling: {design: sobol, draws: ${draws}, seed: 1, replicates: 8}
`;

/** A table of systems of the sizes of real ones, made by a rule. */
function table(): string {
  const rows = Array.from({ length: systems }, (_, i) =>
    [
      `s${i}`,
      1e20 * 1.05 ** i,
      1e14 * (1 + (i % 7)),
      250 + 10 * (i % 45),
      300 + 3 * (i % 180),
      0.05 + (i % 11) / 20,
      16 * (1 + (i % 5)),
      300 + i,
    ].join(),
  );
  return `system,F,P,T,A0,CI,M,N\n${rows.join("\n")}\n`;
}

export const files: FileReader = {
  async read(path) {
    const text = { "s.yaml": scenario, "systems.csv": table() }[path];
    if (text === undefined) throw new Error("there is no such file");
    return new TextEncoder().encode(text);
  },
  resolve: (_, relative) => relative,
};
