import type { Estimate } from "../../analyze/estimate.ts";
import type { GivenResult } from "../../result/method-results.ts";
import type { Result } from "../../result/result.ts";
import { slug } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import type { Cell } from "../table-data.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { labelAxis } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** Factors that a figure has room for: the largest by the mean of their ranks. */
const shown = 16;

/** Given-data methods by their key, the measure of each that ranks factors, and how it is written. */
const methods = [
  ["src", "src", "SRC"],
  ["srrc", "srrc", "SRRC"],
  ["pcc", "pcc", "PCC"],
  ["prcc", "prcc", "PRCC"],
  ["spearman", "spearman", "Spearman"],
  ["rbdFast", "s1", "RBD-FAST"],
  ["rankFirstOrder", "s1", "rank S1"],
  ["xi", "xi", "ξ"],
  ["delta", "delta", "δ"],
  ["pawn", "median", "PAWN"],
  ["hsic", "r2", "HSIC R²"],
  ["regional", "ks", "regional KS"],
  ["shapleyNeighbours", "sh", "Shapley, neighbours"],
] as const;

interface Column {
  readonly name: string;
  readonly values: ReadonlyMap<string, Estimate>;
}

/** Every given-data measure of one target side by side, so that it shows where they agree: one figure a target. */
export const givenMeasures: Chart = (result) => {
  const targets = new Set(methods.flatMap(([key]) => resultsOf(result, key).map(({ output }) => output)));
  return [...targets].flatMap((target) => measuresFigure(target, columnsOf(result, target)));
};

function resultsOf(result: Result, key: string): readonly GivenResult[] {
  const found = (result as unknown as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(found) ? (found as readonly GivenResult[]) : [];
}

function columnsOf(result: Result, target: string): readonly Column[] {
  return methods.flatMap(([key, measure, name]) => {
    const item = resultsOf(result, key).find(({ output }) => output === target);
    const values = (item?.measures ?? []).flatMap(({ factor, ...estimates }) => {
      const named = estimates[measure] ?? Object.values(estimates)[0];
      return typeof named === "object" && named.value !== null ? [[factor, named] as const] : [];
    });
    return values.length === 0 ? [] : [{ name, values: new Map(values) }];
  });
}

function measuresFigure(target: string, columns: readonly Column[]): readonly Figure[] {
  if (columns.length === 0) return [];
  const ranks = columns.map(({ values }) => ranksOf(values));
  const factors = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))];
  const meanRank = (factor: string): number => {
    const own = ranks.flatMap((rank) => rank.get(factor) ?? []);
    return own.reduce((sum, rank) => sum + rank, 0) / own.length;
  };
  const sorted = factors.sort((a, b) => meanRank(a) - meanRank(b));
  const cells = sorted.slice(0, shown).flatMap((factor) =>
    columns.flatMap(({ name, values }, index) => {
      const estimate = values.get(factor);
      if (estimate === undefined) return [];
      return [
        {
          label: factor,
          method: name,
          value: estimate.value,
          text: supportedText(estimate),
          rank: ranks[index]!.get(factor)!,
        },
      ];
    }),
  );
  const agreed = ranks.filter((rank) => rank.get(sorted[0]!) === 1).length;
  return [
    {
      name: `given-${slug(target)}`,
      section: "drivers",
      title: `${sorted[0]} is first for ${agreed} of ${columns.length} measures of what drives ${target}`,
      caption: `Measures of each factor from the draws of ${target} alone, without further evaluations. Shading is the rank by absolute value, darkest for the first; measures on different scales do not compare across columns.`,
      spec: measuresSpec(
        cells,
        Math.min(shown, sorted.length),
        columns.map(({ name }) => name),
      ),
      table: {
        columns: [{ name: "factor" }, ...columns.map(({ name }) => ({ name, numeric: true }))],
        rows: sorted.map((factor): readonly Cell[] => [
          factor,
          ...columns.map(({ values }) => cellOf(values.get(factor))),
        ]),
      },
    },
  ];
}

function cellOf(estimate: Estimate | undefined): Cell {
  return estimate === undefined
    ? { value: null, text: "–" }
    : { value: estimate.value, text: supportedText(estimate) };
}

/** 1 for the largest absolute value. */
function ranksOf(values: ReadonlyMap<string, Estimate>): ReadonlyMap<string, number> {
  const sorted = [...values].sort(([, a], [, b]) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
  return new Map(sorted.map(([factor], index) => [factor, index + 1]));
}

function measuresSpec(
  cells: readonly { readonly rank: number }[],
  rows: number,
  names: readonly string[],
): Spec {
  return {
    height: rows * 26,
    data: { values: cells },
    encoding: {
      x: {
        field: "method",
        type: "nominal",
        sort: names,
        title: null,
        axis: {
          orient: "top",
          labelAngle: -35,
          labelColor: colour("ink"),
          grid: false,
          domain: false,
          ticks: false,
        },
      },
      y: labelAxis(),
    },
    layer: [
      {
        mark: { type: "rect", color: colour("blue"), cornerRadius: 2 },
        encoding: {
          opacity: {
            field: "rank",
            type: "quantitative",
            scale: { domain: [1, Math.max(6, rows)], range: [0.62, 0.04] },
            legend: null,
          },
          tooltip: [
            { field: "label", title: "factor" },
            { field: "method" },
            { field: "text", title: "value" },
            { field: "rank" },
          ],
        },
      },
      {
        mark: { type: "text", fontSize: { expr: "narrow ? 8 : 11" }, color: colour("ink") },
        encoding: { text: { field: "text" } },
      },
    ],
  };
}
