import type { Estimate } from "../../src/analyze/estimate.ts";
import type { FactorExplanation } from "../../src/model/explain-factor.ts";
import type { NamedCalibration } from "../../src/report/calibration-table.ts";
import type { ShownMember } from "../../src/report/charts/members.ts";
import type { BreakEvenResult } from "../../src/result/break-even-result.ts";
import type { GivenResult } from "../../src/result/method-results.ts";
import type { OutputResult, Result } from "../../src/result/result.ts";
import type { SobolResult } from "../../src/result/sensitivity-result.ts";

/** A small result with every part that a figure can show: made up, the same each time. */

const z: Readonly<Record<number, number>> = {
  0.025: -1.96,
  0.05: -1.645,
  0.25: -0.674,
  0.5: 0,
  0.75: 0.674,
  0.95: 1.645,
  0.975: 1.96,
};

export function estimate(value: number, half: number): Estimate {
  return { value, low: value - half, high: value + half, level: 0.95, method: "Student t over 8 replicates" };
}

/** An output with lognormal quantiles: this median and geometric standard deviation. */
export function output(id: string, unit: string, median: number, gsd: number): OutputResult {
  const logSd = Math.log(gsd);
  const mean = median * Math.exp((logSd * logSd) / 2);
  return {
    id,
    unit,
    deterministic: median * 0.9,
    mean: estimate(mean, mean * 0.01),
    sd: estimate(mean * logSd, mean * logSd * 0.03),
    quantiles: Object.entries(z)
      .map(([p, score]) => ({ p: Number(p), value: median * Math.exp(score * logSd) }))
      .sort((a, b) => a.p - b.p)
      .map(({ p, value }) => ({ p, ...estimate(value, value * 0.01) })),
    draws: 8192,
    failures: 0,
  };
}

/** A name that would do harm where it is not escaped, one in other scripts, and plain ones. */
export const systemNames = [
  "<img src=x onerror=alert(1)>",
  "Größe & 模型 \"quoted\" 'single'",
  ...Array.from({ length: 34 }, (_, index) => `System ${String(index + 1).padStart(2, "0")}`),
];

const dates = systemNames.map((_, index) => 2015 + ((index * 7) % 36) / 3.3);
const size = (index: number): number =>
  50 * 2.2 ** (dates[index]! - 2015) * 10 ** ((((index * 13) % 11) - 5) / 4);

const systems = systemNames.map((system, index) => {
  const total = size(index);
  const share = 0.1 + ((index * 5) % 9) / 15;
  return {
    system,
    outputs: [
      output("gwp_kg_embodied", "kg CO2e", total * share, 1.9),
      output("gwp_kg_use", "kg CO2e", total * (1 - share), 1.6),
      output("gwp_kg_total", "kg CO2e", total, 1.5),
    ],
  };
});

const measures = {
  growthPerYear: output("growthPerYear", "1", 2.21, 1.025),
  doublingMonths: output("doublingMonths", "month", 10.49, 1.03),
  slope: output("slope", "1/year", 0.344, 1.03),
  r2Draws: output("r2", "1", 0.6, 1.05),
};
const trend: Result["trends"][number] = {
  id: "gwp",
  of: "gwp_kg_total",
  over: "date",
  fit: "ols",
  ...measures,
  systems: systemNames.length,
  r2: 0.61,
  inputs: { ...measures, growthPerYear: output("growthPerYear", "1", 2.215, 1.011) },
  composition: { ...measures, growthPerYear: output("growthPerYear", "1", 2.2, 1.022) },
  variance: { inputs: estimate(0.2, 0.015), composition: estimate(0.78, 0.014), both: estimate(0.02, 0.02) },
  regression: { growthPerYear: estimate(2.2, 0.3), doublingMonths: estimate(10.5, 1.9) },
  points: systemNames.map((system, index) => ({ system, over: dates[index]! })),
  line: Array.from({ length: 9 }, (_, index) => {
    const over = 2015 + (index * 10.6) / 8;
    return {
      over,
      ...output("line", "kg CO2e", 50 * 2.21 ** (over - 2015), 1.15 + Math.abs(over - 2020) * 0.02),
    };
  }),
};

const factors = [
  "lifetime_y",
  "utilization",
  "chip_hours_bias",
  "grid_gwp_method",
  "memory_density",
  "logic_gwp",
  "pue",
];
const first = [0.31, 0.22, 0.14, 0.09, 0.05, 0.015, 0.002];

function sobol(target: string, tilt: number): SobolResult {
  const tilted = first.map((value, index) => value * (1 + tilt * (index % 2 === 0 ? 1 : -1)));
  return {
    output: target,
    estimator: "s1 saltelli2010, st janon",
    evaluations: 90112,
    base: 1024,
    replicates: 8,
    variance: estimate(4.2e6, 1e5),
    indices: factors.map((factor, index) => ({
      factor,
      s1: estimate(tilted[index]!, 0.012),
      st: estimate(tilted[index]! * 1.25 + 0.004, 0.01),
    })),
    second: factors.flatMap((a, i) =>
      factors.slice(i + 1).map((b, j) => ({
        factors: [a, b] as const,
        s2: estimate(0.05 / (1 + i + 2 * j) - 0.006, 0.008),
      })),
    ),
    dummy: { s1: estimate(0.0004, 0.003), st: estimate(0.001, 0.004) },
    ranking: null,
    convergence: {
      halfWidth: 0.015,
      budget: 500000,
      steps: [0.06, 0.031, 0.0148, 0.0079].map((halfWidth, index) => ({
        base: 128 * 2 ** index,
        evaluations: 11264 * 2 ** index,
        halfWidth,
        widest: "ST of lifetime_y",
      })),
      stopped: "halfWidth",
    },
    failures: { rows: 0, of: 90112, dropped: false },
    groups: [],
  };
}

const yearly = Array.from({ length: 8 }, (_, index) => 2016 + index).map((year, index) => ({
  ...output(`gwp-sum-${year}`, "kg CO2e", 900 * 3.1 ** index * (index === 5 ? 0.4 : 1), 1.9 - index * 0.05),
  of: "gwp_kg_total",
  reduce: "sum",
  systems: 3 + index,
}));

/** Two given-data measures that agree on all but two factors. */
function given(measure: string, sign: 1 | -1): GivenResult {
  return {
    output: "trend.gwp.growthPerYear",
    rows: 8192,
    failures: 0,
    design: "sobol",
    ...(measure === "src" ? { r2: estimate(0.91, 0.01) } : {}),
    measures: factors.map((factor, index) => ({
      factor,
      [measure]: estimate((index === 1 ? 1.6 : 1) * first[index]! * (index % 3 === 0 ? sign : 1), 0.01),
    })),
  };
}

const levels = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Left sides of targets that rise with a factor and fall with time, and where they are 1. */
const rates = Array.from({ length: 25 }, (_, index) => 0.04 * index);
const growthAt = (rate: number, compute: number): number => compute * (1 - rate) + 0.1;

/** A value that no draw has. */
function nowhere(id: string, unit: string): OutputResult {
  const none = { value: null, reason: "no draw has a finite value" };
  const { quantiles, ...rest } = output(id, unit, 1, 2);
  return {
    ...rest,
    deterministic: null,
    mean: none,
    sd: none,
    quantiles: quantiles.map(({ p }) => ({ p, ...none })),
    failures: 8192,
  };
}

function band(median: number) {
  return { deterministic: median, low: median * 0.9, median, high: median * 1.12 };
}

function breakEven(target: string, met: boolean): BreakEvenResult {
  const curve = rates.map((value) => {
    const median = growthAt(value, met ? 2.4 : 4.2);
    return { value, ...band(median) };
  });
  return {
    id: met ? "use" : "total",
    factor: "decarbonization_rate",
    with: [],
    target,
    left: target.split(" == ")[0]!,
    level: 1,
    from: 0,
    to: 0.96,
    found: estimate(met ? 0.93 : 0, 0.005),
    value: met
      ? { ...output("decarbonization_rate", "1/year", 0.62, 1.05), failures: 573 }
      : nowhere("decarbonization_rate", "1/year"),
    several: 0,
    curve: met ? curve : curve.slice(0, 15),
    least: curve.at(-1)!,
    greatest: curve[0]!,
    ...(met
      ? {
          map: {
            factor: "compute_growth",
            unit: "1",
            values: [1.2, 1.6, 2, 2.4, 2.8, 3.2, 4],
            cells: [1.2, 1.6, 2, 2.4, 2.8, 3.2, 4].map((compute) =>
              rates.map((rate) => band(growthAt(rate, compute))),
            ),
            plateau: [1.2, 1.6, 2, 2.4, 2.8, 3.2, 4].map((value) => ({
              value,
              ...band(1 - 0.9 / value),
              found: estimate(0.93, 0.005),
            })),
          },
        }
      : {}),
  };
}

/** A factor as a run explains it, with the shape of a normal distribution, or of a choice of two. */
function factor(name: string, unit: string, median: number, choice = false): FactorExplanation {
  const bins = Array.from({ length: 24 }, (_, index) =>
    Math.round(1000 * Math.exp(-(((index - 11.5) / 5) ** 2))),
  );
  return {
    name,
    family: choice ? "categorical" : "normal",
    parameters: choice
      ? {
          options: [
            { value: 0, weight: 0.7 },
            { value: 1, weight: 0.3 },
          ],
        }
      : { mean: median, sd: median / 5 },
    scope: "shared",
    components: 1,
    nominal: choice ? 0 : median,
    mean: median,
    sd: median / 5,
    quantiles: Object.entries(z)
      .map(([p, score]) => ({
        p: Number(p),
        value: choice ? (score > 0.5 ? 1 : 0) : median * (1 + score / 5),
      }))
      .sort((a, b) => a.p - b.p),
    sampled: choice
      ? { values: [0, 1], counts: [5734, 2458] }
      : { low: median * 0.48, high: median * 1.52, counts: bins },
    unit,
    kind: "epistemic",
    source: 'Made up, <b>2026</b>, "quoted"',
    rationale: "Shows what a factor looks like.",
    readBy: ["gwp_kg_total"],
  } as unknown as FactorExplanation;
}

const bell = (centre: number): number[] =>
  Array.from({ length: 24 }, (_, bin) => Math.round(400 * Math.exp(-(((bin - centre) / 4) ** 2))));

/** A factor whose values differ by so many bins between the draws in which a claim holds and fails. */
function decisive(name: string, score: number, apart: number) {
  const shape = { low: 2, high: 6.5, holds: bell(12 + apart / 2), fails: bell(12 - apart / 2) };
  return { factor: name, score, fails: "low" as const, shape };
}

const choice = {
  factor: "grid_gwp_method",
  score: 0.12,
  fails: "high" as const,
  over: "aggregate.gwp-sum",
  shape: { values: [0, 1], holds: [1400, 400], fails: [3300, 3092] },
};

export const fixture: Result = {
  format: "rebound-result/1",
  name: "A small example",
  notes: ["2 systems were left out: no date"],
  assumptions: {
    description: "Made up, to show every figure.",
    factors: [
      factor("lifetime_y", "year", 4),
      factor("utilization", "1", 0.4),
      factor("grid_gwp_method", "1", 0.5, true),
      factor("logic_gwp", "kg CO2e/cm^2", 1.8),
      factor("<img src=x onerror=alert(2)>", "kWh", 12000),
    ],
    correlations: [],
    constants: [],
    equations: [{ name: "gwp_kg_total", unit: "kg CO2e", expr: "gwp_kg_use + gwp_kg_embodied" }],
  } as unknown as NonNullable<Result["assumptions"]>,
  outputs: [],
  systems,
  aggregates: yearly,
  trends: [trend],
  sobol: [
    {
      ...sobol("trend.gwp.growthPerYear", 0),
      log: { indices: sobol("", 0.1).indices, dummy: sobol("", 0).dummy },
    },
    ...[2018, 2020, 2022].map((year, index) => {
      const {
        convergence: _,
        second: __,
        ...item
      } = sobol(`aggregate["gwp-sum-${year}"]`, 0.3 * (index - 1));
      return item;
    }),
  ],
  morris: [
    {
      output: "trend.gwp.growthPerYear",
      design: "trajectories",
      evaluations: 400,
      trajectories: 50,
      measures: factors.map((factor, index) => ({
        factor,
        mu: estimate(index % 2 === 0 ? 0.3 / (index + 1) : -0.2 / (index + 1), 0.02),
        muStar: estimate(0.35 / (index + 1), 0.02),
        sigma: estimate(0.02 + 0.21 / (1 + ((index * 3) % 7)), 0.01),
      })),
      failures: { trajectories: 0, of: 50, dropped: false },
      groups: [],
    },
  ],
  shapley: [
    {
      output: "trend.gwp.growthPerYear",
      estimator: "random permutations",
      evaluations: 24000,
      variance: estimate(4.2e-3, 1e-4),
      effects: factors.map((factor, index) => ({
        factor,
        sh: estimate(first[index]! * 1.2 - 0.003, 0.011),
        variance: first[index]! * 5e-3,
      })),
      failures: { rows: 0, of: 24000 },
      groups: [],
    },
  ],
  src: [given("src", -1)],
  spearman: [given("spearman", -1)],
  delta: [given("delta", 1)],
  efast: [
    {
      output: "trend.gwp.growthPerYear",
      evaluations: 36848,
      points: 1316,
      curves: 4,
      harmonics: 4,
      indices: sobol("", 0.05).indices,
    },
  ],
  dgsm: [
    {
      output: "trend.gwp.growthPerYear",
      evaluations: 16384,
      measures: factors.map((name, index) => ({
        factor: name,
        nu: estimate(0.4 / 3 ** index, 0.02 / 3 ** index),
        bound: estimate(1.6 / 3.4 ** index, 0.08 / 3.4 ** index),
        boundBy: "normal",
        scoreBound: estimate(1.9 / 3.3 ** index, 0.1 / 3.3 ** index),
      })),
    },
  ],
  tornado: [
    {
      output: "trend.gwp.growthPerYear",
      label: "One factor at a time",
      low: 0.05,
      high: 0.95,
      nominal: 2.2,
      bars: factors.map((factor, index) => {
        const [low, high] = [2.2 - first[index]! * 0.4, 2.2 + first[index]! * 0.55];
        return {
          factor,
          low: index % 2 === 0 ? low : high,
          high: index % 2 === 0 ? high : low,
          swing: high - low,
        };
      }),
    },
  ],
  twoWay: [
    {
      output: "trend.gwp.growthPerYear",
      label: "Two factors at a time",
      factors: ["lifetime_y", "utilization"],
      levels,
      values: levels.map((a) => levels.map((b) => 2 + 0.3 * a - 0.2 * b + 0.1 * a * b)),
    },
  ],
  nested: [
    {
      output: "trend.gwp.growthPerYear",
      mode: "interval",
      label: "Bounds by search, an inner bound",
      outer: 64,
      inner: 512,
      epistemic: ["logic_gwp", "memory_density"],
      aleatory: ["chip_hours_bias"],
      bounds: [0.025, 0.25, 0.5, 0.75, 0.975].map((p) => ({ p, low: 2 + 0.3 * p, high: 2.15 + 0.35 * p })),
      probabilities: [],
      failures: 0,
    },
  ],
  comparisons: ["aggregate.gwp-sum", "trend.gwp.growthPerYear"].map((name, index) => ({
    output: name,
    difference: output("difference", "1", 0.2, 1.4),
    ratio: output("ratio", "1", index === 0 ? 1.3 : 0.98, 1.08),
    probLess: estimate(index === 0 ? 0.001 : 0.6, 0.01),
    drivers: [],
  })) as unknown as NonNullable<Result["comparisons"]>,
  breakEven: [
    breakEven("trend.gwp.growthPerYear == 1", true),
    breakEven("trend.gwp-use.growthPerYear == 1", false),
  ],
  claims: ["Training GWP grows exponentially", "Embodied GWP exceeds use"].map((statement, index) => ({
    id: `claim-${index}`,
    statement,
    expr: index === 0 ? "trend.gwp.growthPerYear > 1" : "embodied > use",
    required: false,
    deterministic: index === 0,
    holds: estimate(index === 0 ? 0.994 : 0.22, 0.005),
    inputs: estimate(index === 0 ? 0.999 : 0.19, 0.001),
    composition: estimate(index === 0 ? 0.995 : 0.05, 0.004),
    draws: 8192,
    failures: 0,
    decisive: index === 0 ? [] : [decisive("lifetime_y", 0.42, 8), decisive("utilization", 0.21, 4), choice],
    noiseFloor: 0.03,
    split: "holds" as const,
    tipping: {
      atMedians: "holds" as const,
      single: [],
      joint: { none: "within 6" },
      combinations: { searched: 1, of: 1 },
    },
    notes: [],
  })),
  manifest: {
    version: "0.1.0",
    node: "node 20.0.0",
    backEnd: "javascript",
    scenarioDigest: "0123456789abcdef".repeat(4),
    inputs: [{ name: "scenarios/small.yaml", sha256: "fedcba9876543210".repeat(4) }],
    seed: 1,
    plan: { name: "bands", design: "sobol", draws: 8192, replicates: 8, seed: 1 },
    resultDigest: "00112233445566778899aabbccddeeff".repeat(2),
  },
};

const hours = Array.from({ length: 14 }, (_, index) => 1000 * 3 ** (index / 2));
const calibrated = hours.map((observed, index) => ({
  system: systemNames[index]!,
  observed,
  computed: observed * (0.12 + 0.04 * ((index * 5) % 7)),
}));
const squares = calibrated.reduce((sum, { computed }) => sum + computed ** 2, 0);

/** A ratio of two outputs as `rebound calibrate` finds it. */
export const calibrations: readonly NamedCalibration[] = [
  {
    name: "dense peak",
    calibration: {
      systems: calibrated.length,
      linear: {
        ratio: estimate(0.27, 0.04),
        r2: 0.96,
        leverage: { system: systemNames[13]!, share: 0.81, without: 0.19 },
      },
      logarithmic: {
        ratio: estimate(0.22, 0.03),
        gsd: estimate(1.5, 0.1),
        leverage: { system: systemNames[0]!, without: 0.23 },
      },
      rows: calibrated.map((row) => ({
        ...row,
        ratio: row.computed / row.observed,
        leverage: row.computed ** 2 / squares,
      })),
      fitted: { value: null, reason: "made up" },
    },
  },
];

/** A member of a family whose main trend grows by so much a year. */
function member(label: string, changes: readonly string[], growth: number): ShownMember {
  const result = {
    ...fixture,
    trends: [{ ...trend, growthPerYear: output("growthPerYear", "1", growth, 1.06) }],
  };
  return { result, family: "small.yaml", at: { choice: label }, changes };
}

/** A family of choices, with the scenario unchanged, and names that would do harm or have no room. */
export const members: readonly ShownMember[] = [
  member("baseline", [], 2.21),
  member("reported hours first, 0.27 of the maximum peak in half precision", ["hours_rule", "peak"], 2.13),
  member("FLOP first, 0.27 of the maximum peak in half precision", ["hours_rule", "peak"], 1.92),
  member(systemNames[0]!, ["grid_by_year"], 2.26),
  member(systemNames[1]!, ["grid_by_year"], 2.215),
];
