import type { Result } from "../result/result.ts";
import type { Fields, Row } from "./tables.ts";

export const indexFields: Fields = {
  method: ["string", "Analysis: sobol, morris, shapley …"],
  output: ["string", "Target of the analysis."],
  factor: ["string", "Factor or group; two, joined by ×, for an interaction."],
  measure: ["string", "What is measured: s1, st, s2, mu, muStar …"],
  value: ["number", "The estimate; empty where there is none."],
  low: ["number", "Lower end of its interval."],
  high: ["number", "Upper end of its interval."],
  level: ["number", "Probability content of the interval."],
  reason: ["string", "Why there is no value, or no interval."],
};

/**
 * Every estimate of a factor that any analysis gave, one row each. Analyses share a form — entries with `output`, lists
 * of items with `factor` or `factors` whose other members are estimates — so that a new method needs nothing here.
 */
export function indexRows(result: Result): readonly Row[] {
  return Object.entries(result).flatMap(([method, entries]) =>
    listOf(entries).flatMap((entry) => {
      const { output } = entry;
      if (typeof output !== "string") return [];
      return Object.values(entry).flatMap((items) =>
        listOf(items).flatMap((item) => measuresOf(item).map((measure) => ({ method, output, ...measure }))),
      );
    }),
  );
}

type Entry = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly Entry[] {
  return Array.isArray(value)
    ? value.filter((item): item is Entry => typeof item === "object" && item !== null)
    : [];
}

function measuresOf({ factor, factors, ...measures }: Entry): readonly Row[] {
  const name = typeof factor === "string" ? factor : Array.isArray(factors) ? factors.join(" × ") : undefined;
  if (name === undefined) return [];
  return Object.entries(measures).flatMap(([measure, estimate]) => {
    if (typeof estimate !== "object" || estimate === null || !Object.hasOwn(estimate, "value")) return [];
    const { value, low, high, level, reason } = estimate as Readonly<Record<string, string | number | null>>;
    return [
      {
        factor: name,
        measure,
        value: value ?? null,
        low: low ?? null,
        high: high ?? null,
        level: level ?? null,
        reason: reason ?? null,
      },
    ];
  });
}
