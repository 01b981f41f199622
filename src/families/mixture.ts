import * as z from "zod";
import { bindAmong, checkAmong } from "./binding.ts";
import { defineFamily, parameters, rule, weight } from "./define.ts";
import type { Distribution, Family } from "./family.ts";

interface Part {
  readonly weight: number;
  readonly distribution: Distribution;
}

const component = z.looseObject({ weight }, { error: "a mapping with weight and a family" });
type Component = z.infer<typeof component>;

/** Bisections that leave no double between the ends of any bracket. */
const mostSteps = 2100;

/**
 * Mixture: with probability weight / Σ weights each of several distributions, drawn by the inverse of the weighted
 * distribution function. Components are of any other family, with `truncate` or without.
 */
export function mixtureOf(families: readonly Family[]): Family {
  const schema = parameters({
    components: z
      .array(component, { error: "a list of components" })
      .min(1, { error: "at least one component" }),
  }).superRefine(({ components }, context) => {
    rule(
      context,
      components.some((c) => c.weight > 0),
      "components",
      "at least one weight above 0",
    );
    components.forEach((c, index) => {
      const declared = declarationOf(c);
      rule(context, declared !== undefined, ["components", index], "a weight and one family");
      if (declared === undefined) return;
      for (const problem of checkAmong(families, declared)) {
        rule(context, false, ["components", index, ...problem.path], problem.expected);
      }
    });
  });
  const bind = ({ components }: z.infer<typeof schema>): Distribution => {
    const total = components.reduce((sum, c) => sum + c.weight, 0);
    const parts = components
      .filter((c) => c.weight > 0)
      .map((c) => ({
        weight: c.weight / total,
        distribution: bindAmong(families, declarationOf(c) as never),
      }));
    return mix(parts);
  };
  return defineFamily<z.infer<typeof schema>>({ name: "mixture", schema, bind });
}

/** The one family of a component, if it has one and no more. */
function declarationOf({ weight: _, truncate, ...rest }: Component) {
  const [family, ...others] = Object.keys(rest);
  if (family === undefined || others.length > 0) return undefined;
  return { family, parameters: rest[family], ...(truncate === undefined ? {} : { truncate }) };
}

function mix(parts: readonly Part[]): Distribution {
  const sum = (of: (d: Distribution) => number): number =>
    parts.reduce((total, { weight, distribution }) => total + weight * of(distribution), 0);
  const mean = sum((d) => d.mean);
  const cdf = (x: number): number =>
    Math.min(
      1,
      sum((d) => d.cdf(x)),
    );
  const survival = (x: number): number =>
    Math.min(
      1,
      sum((d) => d.survival(x)),
    );
  const all = parts.map((part) => part.distribution);
  // Below a value: by how much the probability up to there exceeds u, or that beyond falls short of 1 − u.
  const quantile = (u: number): number =>
    invert(
      all.map((d) => d.quantile(u)),
      u <= 0.5 ? (x) => cdf(x) - u : (x) => 1 - u - survival(x),
    );
  return {
    quantile,
    upperQuantile: (q) =>
      invert(
        all.map((d) => d.upperQuantile(q)),
        (x) => q - survival(x),
      ),
    cdf,
    survival,
    mean,
    variance: sum((d) => d.variance + (d.mean - mean) * (d.mean - mean)),
    support: [Math.min(...all.map((d) => d.support[0])), Math.max(...all.map((d) => d.support[1]))],
    discrete: all.every((d) => d.discrete),
    tabulated: all.every((d) => !d.discrete),
    nominal: quantile(0.5),
  };
}

/**
 * The least x between the components' own quantiles at which the increasing `excess` is 0 or more, to the last bit: a
 * secant step, one of twice the length to close the bracket from the other side, and a bisection where those two did
 * not halve it (after Alefeld, Potra & Shi 1995).
 */
function invert(quantiles: readonly number[], excess: (x: number) => number): number {
  let low = Math.min(...quantiles);
  let high = Math.max(...quantiles);
  let below = excess(low);
  if (below >= 0) return low;
  let above = excess(high);
  const middle = (): number => low / 2 + high / 2;
  const narrow = (guess: number): void => {
    const x = guess > low && guess < high ? guess : middle();
    const value = excess(x);
    if (value >= 0) [high, above] = [x, value];
    else [low, below] = [x, value];
  };
  for (let step = 0; step < mostSteps && middle() > low && middle() < high; step++) {
    const width = high - low;
    narrow(low - below * (width / (above - below)));
    const secant = (high - low) / (above - below);
    narrow(-below < above ? low - 2 * below * secant : high - 2 * above * secant);
    if (high - low > width / 2) narrow(middle());
  }
  return high;
}
