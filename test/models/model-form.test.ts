import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const expit = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Medians of a calibrated file, small and large. */
function fitted(suffix: string): readonly number[] {
  const { factors } = parse(file(`distributions/performance-calibrated${suffix}.yaml`));
  return ["performance_small", "performance_large"].map((name) => expit(factors[name].logitNormal.mu));
}

describe("each peak has the ratio that was fitted on it", () => {
  test("in the family, with the rule of hours either way", () => {
    const members: { name: string; set?: Record<string, number> }[] = parse(file("scenarios/model-form.yaml"))
      .vary.choice;
    for (const [peak, suffix] of [
      [1, ""],
      [2, "-maxpeak"],
    ] as const) {
      const found = members.filter(
        ({ name, set }) => name.endsWith("fitted ratio") && set!["factors.peak_definition.constant"] === peak,
      );
      expect(found.map(({ set }) => set!["factors.hours_rule.constant"])).toEqual([1, 2]);
      for (const { set } of found) {
        expect(set!["factors.performance_small.constant"]).toBeCloseTo(fitted(suffix)[0]!, 4);
        expect(set!["factors.performance_large.constant"]).toBeCloseTo(fitted(suffix)[1]!, 4);
      }
    }
  });

  test("and as joint choices where all are drawn", () => {
    const { options } = parse(file("scenarios/model-form-share.yaml")).factors.peak_definition.categorical;
    for (const [index, suffix] of ["", "-maxpeak"].entries()) {
      const { performance_small: small, performance_large: large } = options[index].set;
      expect(small.constant).toBeCloseTo(fitted(suffix)[0]!, 4);
      expect(large.constant).toBeCloseTo(fitted(suffix)[1]!, 4);
    }
  });
});
