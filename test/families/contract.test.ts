import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindDistribution, checkDistribution } from "../../src/families/bind.ts";
import type { DistributionDeclaration } from "../../src/families/declaration.ts";
import { families } from "../../src/families/index.ts";

/** Parameters for each family: ordinary ones first, extreme ones after. A family without examples fails the suite. */
const examples: Readonly<Record<string, readonly unknown[]>> = {
  constant: [3, 0, -1e300],
  uniform: [
    { low: -1, high: 4 },
    { low: 0, high: 1e-300 },
  ],
  logUniform: [
    { low: 1, high: 1000 },
    { low: 1e-100, high: 1e100 },
  ],
  triangular: [
    { low: 1, mode: 2, high: 5 },
    { low: 0, mode: 0, high: 1 },
    { low: 0, mode: 1, high: 1 },
  ],
  logTriangular: [
    { low: 1, mode: 2, high: 50 },
    { low: 1, mode: 1, high: 2 },
  ],
  pert: [
    { low: 0, mode: 1, high: 4 },
    { low: 0, mode: 0, high: 1 },
  ],
  normal: [
    { mean: 2, sd: 3 },
    { mean: 1e6, sd: 1e-3 },
  ],
  lognormal: [
    { median: 2, gsd: 1.5 },
    { p05: 1, p95: 100 },
    { mean: 3, sd: 1 },
    { logMu: 0, logSigma: 2 },
  ],
  logitNormal: [
    { mu: -0.83, sigma: 0.8 },
    { mu: 5, sigma: 3 },
  ],
  beta: [
    { alpha: 2, beta: 5 },
    { alpha: 0.5, beta: 0.5, low: -1, high: 3 },
    { alpha: 300, beta: 20 },
  ],
  gamma: [
    { shape: 2, scale: 3 },
    { shape: 0.3, scale: 2 },
    { shape: 1000, scale: 0.1 },
  ],
  weibull: [
    { shape: 1.5, scale: 2 },
    { shape: 0.5, scale: 1 },
  ],
  exponential: [{ rate: 2 }],
  studentT: [{ df: 3 }, { df: 30, location: 2, scale: 0.1 }, { df: 0.5 }],
  logistic: [{ location: 1, scale: 2 }],
  gumbel: [{ location: 1013, scale: 558 }],
  pareto: [
    { alpha: 3, xm: 2 },
    { alpha: 0.5, xm: 1 },
  ],
  poisson: [{ mean: 3.7 }, { mean: 1e4 }, { mean: 0.01 }],
  binomial: [
    { n: 20, p: 0.3 },
    { n: 1000, p: 0.999 },
  ],
  categorical: [
    {
      options: [
        { value: 4, weight: 0.4 },
        { value: 8, weight: 0.6 },
        { value: 2, weight: 0 },
      ],
    },
  ],
  empirical: [{ values: [3, 1, 2, 2] }, { values: [7] }],
  metalog: [
    { p10: 1, p50: 2, p90: 4 },
    { p10: 1, p50: 2, p90: 4, low: 0 },
    { p10: 0.2, p50: 0.5, p90: 0.7, low: 0, high: 1 },
    { p10: -3, p50: -2, p90: -1.5, high: 0 },
  ],
  pedigree: [{ value: 10, basic: 1.05, scores: [2, 3, 1, 2, 4], convention: "ecoinvent2-gsd2" }],
  mixture: [
    {
      components: [
        { weight: 1, normal: { mean: 0, sd: 1 } },
        { weight: 3, normal: { mean: 10, sd: 2 }, truncate: { low: 5 } },
      ],
    },
    {
      components: [
        { weight: 1, constant: 0 },
        { weight: 1, uniform: { low: 0, high: 1 } },
      ],
    },
  ],
};

const truncated: readonly DistributionDeclaration[] = [
  { family: "normal", parameters: { mean: 0, sd: 1 }, truncate: { low: 8 } },
  { family: "normal", parameters: { mean: 0, sd: 1 }, truncate: { high: -8 } },
  { family: "normal", parameters: { mean: 0, sd: 1 }, truncate: { low: -0.5, high: 3 } },
  { family: "gumbel", parameters: { location: 1013, scale: 558 }, truncate: { low: 500, high: 3000 } },
  { family: "beta", parameters: { alpha: 2, beta: 5 }, truncate: { low: 0.9 } },
];

const declared: readonly DistributionDeclaration[] = [
  ...families.flatMap(({ name }) =>
    (examples[name] ?? []).map((parameters) => ({ family: name, parameters })),
  ),
  ...truncated,
];
const title = ({ family, parameters, truncate }: DistributionDeclaration): string =>
  `${family} ${JSON.stringify(parameters)}${truncate === undefined ? "" : ` within ${JSON.stringify(truncate)}`}`;

const inside = [1e-12, 1e-6, 0.001, 0.1, 0.25, 0.5, 0.6, 0.9, 0.999, 1 - 1e-6, 1 - 1e-12];

test("every family has examples", () => {
  expect(families.map(({ name }) => name).sort()).toEqual(Object.keys(examples).sort());
});

describe.each(declared.map((declaration) => [title(declaration), declaration] as const))(
  "%s",
  (_, declaration) => {
    const of = bindDistribution(declaration);
    const [low, high] = of.support;

    test("is accepted as its own declaration", () => {
      expect(checkDistribution(declaration).problems).toEqual([]);
    });

    test("the quantile function increases and stays on the support", () => {
      const values = inside.map((u) => of.quantile(u));
      for (const value of values) expect(value >= low && value <= high).toBe(true);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(of.upperQuantile(1e-300)).toBeGreaterThanOrEqual(values.at(-1)!);
    });

    test("quantile and distribution function are inverse", () => {
      for (const u of inside) {
        const x = of.quantile(u);
        const [below, above] = [of.cdf(x), of.survival(x)];
        if (of.discrete || declaration.family === "mixture") {
          // Left-continuous inverse: the least x with P(X <= x) >= u, up to rounding of u itself.
          expect(below).toBeGreaterThanOrEqual(u * (1 - 1e-13) - 1e-16);
          const before = of.cdf(x - Math.max(Math.abs(x), 1e-300) * 1e-9);
          if (of.discrete) expect(before).toBeLessThanOrEqual(u * (1 + 1e-13));
        } else {
          // What rounding x to a double does to its probability: |x f(x)| ε, by a difference over a few ulps.
          const step = Math.max(Math.abs(x) * 2 ** -44, 1e-310);
          const blur =
            Math.abs(of.cdf(x + step) - of.cdf(x - step)) +
            Math.abs(of.survival(x + step) - of.survival(x - step));
          expect(Math.abs(below - u)).toBeLessThanOrEqual(1e-11 * u + blur);
          expect(Math.abs(above - (1 - u))).toBeLessThanOrEqual(1e-11 * (1 - u) + blur + 2 ** -53);
        }
        // The incomplete beta function of the library is good to 1e-11.
        expect(below + above).toBeCloseTo(1, 10);
      }
    });

    test("upperQuantile mirrors quantile", () => {
      if (of.discrete) return expect(of.upperQuantile(0.25)).toBeGreaterThanOrEqual(of.quantile(0.5));
      const scale = Math.abs(of.quantile(0.75) - of.quantile(0.25));
      for (const u of [0.125, 0.25, 0.5, 0.75, 0.875]) {
        expect(Math.abs(of.upperQuantile(1 - u) - of.quantile(u))).toBeLessThanOrEqual(
          1e-12 * (scale + Math.abs(of.quantile(u))),
        );
      }
    });

    test("a transform of many points gives the quantiles of each, to the last bit", () => {
      const values = Float64Array.from([-1, ...inside, -1]);
      of.transform?.(values, 1, inside.length);
      expect([...values]).toEqual([
        -1,
        ...(of.transform === undefined ? inside : inside.map((u) => of.quantile(u))),
        -1,
      ]);
    });

    test("nominal is the median, or the heaviest category", () => {
      if (declaration.family === "categorical") expect(of.nominal).toBe(8);
      else
        expect(Math.abs(of.nominal - of.quantile(0.5))).toBeLessThanOrEqual(
          1e-12 * Math.abs(of.nominal) + Number.MIN_VALUE,
        );
    });

    test("mean and variance are those of the quantile function", () => {
      // Midpoint rule on u = 1/(1+e^-t), |t| <= 60, whose tails are resolved: error far below the tolerance for these.
      if (Number.isNaN(of.mean)) return expect(["studentT", "pareto"]).toContain(declaration.family);
      const { mean, variance } = integrate(of);
      const scale = Math.abs(of.mean) + Math.sqrt(variance);
      // A jump is placed to within h/2 = 1/128 of its logit: an error of at most 0.8 % of the tail beyond it.
      const tolerance = of.discrete || declaration.family === "mixture" ? 1e-2 : 1e-6;
      expect(Math.abs(of.mean - mean)).toBeLessThanOrEqual(tolerance * scale);
      if (Number.isNaN(of.variance)) return expect(["studentT", "pareto"]).toContain(declaration.family);
      const heavy = declaration.family === "studentT" || declaration.family === "pareto";
      expect(Math.abs(of.variance - variance)).toBeLessThanOrEqual(
        (heavy ? 1e-3 : tolerance) * (variance + Number.MIN_VALUE),
      );
    });
  },
);

function integrate(of: ReturnType<typeof bindDistribution>): { mean: number; variance: number } {
  const centre = of.nominal;
  let [first, second] = [0, 0];
  const h = 1 / 64;
  for (let t = -60 + h / 2; t < 60; t += h) {
    const tail = 1 / (1 + Math.exp(Math.abs(t)));
    const d = (t < 0 ? of.quantile(tail) : of.upperQuantile(tail)) - centre;
    const weight = tail * (1 - tail) * h;
    first += weight * d;
    second += weight * d * d;
  }
  return { mean: centre + first, variance: second - first * first };
}

describe("reference values", () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../reference/${name}`, import.meta.url), "utf8"));
  const { p, dists } = read("quantiles.json") as {
    p: number[];
    dists: Record<string, { q: number[]; mean: number | null; var: number | null }>;
  };
  const ours: Readonly<Record<string, DistributionDeclaration>> = {
    "normal(2,3)": { family: "normal", parameters: { mean: 2, sd: 3 } },
    "uniform(-1,4)": { family: "uniform", parameters: { low: -1, high: 4 } },
    "triangular(1,2,5)": { family: "triangular", parameters: { low: 1, mode: 2, high: 5 } },
    "beta(2,5)": { family: "beta", parameters: { alpha: 2, beta: 5 } },
    "gamma(k=0.3,theta=2)": { family: "gamma", parameters: { shape: 0.3, scale: 2 } },
    "weibull(k=1.5,lambda=2)": { family: "weibull", parameters: { shape: 1.5, scale: 2 } },
    "exponential(rate=2)": { family: "exponential", parameters: { rate: 2 } },
    "gumbel_max(1013,558)": { family: "gumbel", parameters: { location: 1013, scale: 558 } },
    "truncnormal(0,1;[8,inf))": { family: "normal", parameters: { mean: 0, sd: 1 }, truncate: { low: 8 } },
    cauchy: { family: "studentT", parameters: { df: 1 } },
    "poisson(3.7)": { family: "poisson", parameters: { mean: 3.7 } },
    "chi2(3)": { family: "gamma", parameters: { shape: 1.5, scale: 2 } },
  };

  test.each(Object.keys(ours))("%s to 1e-10", (name) => {
    const of = bindDistribution(ours[name]!);
    const { q, mean, var: variance } = dists[name]!;
    q.forEach((expected, i) => {
      expect(Math.abs(of.quantile(p[i]!) - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected) + 1e-15);
    });
    if (mean === null || name === "cauchy") return;
    expect(Math.abs(of.mean - mean)).toBeLessThanOrEqual(1e-10 * Math.abs(mean));
    expect(Math.abs(of.variance - variance!)).toBeLessThanOrEqual(1e-9 * variance!);
  });

  test("far in the tails, truncated ones included, against mpmath", () => {
    const rows = read("tail-quantiles.json") as [
      string,
      unknown,
      { low?: number; high?: number } | null,
      number,
      number,
      number,
    ][];
    const misses = rows.filter(([family, parameters, truncate, x, below, above]) => {
      const of = bindDistribution({ family, parameters, ...(truncate === null ? {} : { truncate }) });
      const relative = (got: number, exact: number) => Math.abs(got / exact - 1);
      // From the smaller side: the other cannot hold the digits.
      const probability = below < above ? relative(of.cdf(x), below) : relative(of.survival(x), above);
      const quantile = below < above ? relative(of.quantile(below), x) : relative(of.upperQuantile(above), x);
      // Near an end of a truncation a difference gives the probability; what is drawn is the quantile.
      return !((truncate !== null || probability < 1e-10) && quantile < 1e-10);
    });
    expect(misses).toEqual([]);
    expect(rows.length).toBeGreaterThan(60);
  });
});

describe("bad parameters", () => {
  const problems = (family: string, parameters: unknown, truncate?: unknown) =>
    checkDistribution({ family, parameters, ...(truncate === undefined ? {} : { truncate }) }).problems.map(
      ({ path, got, expected, hint }) =>
        `${path.join(".")}: got ${got}, expected ${expected}.${hint === undefined ? "" : ` ${hint}`}`,
    );

  test.each([
    ["uniform", { low: 1, high: 1 }, ["uniform.high: got 1, expected a number above low (1)."]],
    [
      "lognormal",
      { median: 1, gds: 2 },
      [
        "lognormal.gsd: got nothing, expected a number above 1.",
        'lognormal.gds: got the key "gds", expected one of median, gsd. Did you mean "gsd"?',
      ],
    ],
    [
      "normal",
      { mean: Number.NaN, sd: Number.POSITIVE_INFINITY },
      [
        "normal.mean: got .nan, expected a finite number.",
        "normal.sd: got .inf, expected a finite number above 0.",
      ],
    ],
    [
      "logUniform",
      { low: 1e-200, high: 1e200 },
      ["logUniform.high: got 1e+200, expected a number whose ratio to low is below 1.8e308."],
    ],
    ["nromal", {}, ['nromal: got "nromal", expected the name of a family. Did you mean "normal"?']],
    [
      "metalog",
      { p10: 1, p50: 1.01, p90: 4 },
      [
        "metalog.p50: got 1.01, expected a p50 nearer to the middle of p10 and p90: these three fit no metalog of three terms.",
      ],
    ],
    [
      "categorical",
      { options: [{ value: 1, weight: 0 }] },
      ['categorical.options: got [{"value":1,"weight":0}], expected at least one weight above 0.'],
    ],
  ])("%s %j", (family, parameters, expected) => {
    expect(problems(family, parameters)).toEqual(expected);
  });

  test("truncation of a discrete family, or without probability", () => {
    expect(problems("poisson", { mean: 3 }, { low: 1 })).toEqual([
      "truncate: got [1, ∞], expected no truncation of a discrete family. List the values instead.",
    ]);
    expect(problems("uniform", { low: 0, high: 1 }, { low: 2 })).toEqual([
      "truncate: got [2, ∞], expected an interval that holds some probability of the support [0, 1].",
    ]);
  });

  test("whatever the parameters, the answer is a list", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...families.map(({ name }) => name)),
        fc.anything(),
        fc.anything(),
        (family, parameters, truncate) => {
          const found = checkDistribution({ family, parameters, truncate }).problems;
          for (const { got, expected } of found) expect(got.length + expected.length).toBeGreaterThan(0);
        },
      ),
      { seed: 11, numRuns: 500 },
    );
  });
});
