import type { Result } from "../../result/result.ts";
import { quantileOf } from "../cells.ts";
import { numberText, percentAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { stagesOf } from "./stages.ts";
import { categories, colour } from "./theme.ts";

interface Share {
  readonly system: string;
  readonly over: number;
  readonly of: string;
  readonly share: number;
}

/** The embodied part of each total by date: ratios of medians, since the result has no joint draws. */
export const embodiedShare: Chart = (result) => {
  const shares = sharesOf(result);
  return shares.length === 0 ? [] : [shareFigure(shares)];
};

function sharesOf({ systems = [], trends }: Result): readonly Share[] {
  const stages = stagesOf(systems[0]?.outputs.map(({ id }) => id) ?? []);
  const dates = new Map(
    trends.flatMap(({ points = [] }) => points.map(({ system, over }) => [system, over])),
  );
  return stages.flatMap(({ total, use, embodied }) =>
    systems.flatMap(({ system, outputs }): Share[] => {
      const [inUse, inProduction] = [use, embodied].map((id) =>
        quantileOf(outputs.find((output) => output.id === id)!, 0.5),
      );
      const over = dates.get(system);
      if (over === undefined || inUse == null || inProduction == null || inUse + inProduction <= 0) return [];
      return [
        { system, over, of: total.replace(/_?total$/, ""), share: inProduction / (inUse + inProduction) },
      ];
    }),
  );
}

function shareFigure(shares: readonly Share[]): Figure {
  const kinds = [...new Set(shares.map(({ of }) => of))];
  const typical = kinds.map((kind) => {
    const sorted = shares
      .filter(({ of }) => of === kind)
      .map(({ share }) => share)
      .sort((a, b) => a - b);
    return `${percent(sorted[Math.floor(sorted.length / 2)]!)} of ${kind}`;
  });
  return {
    name: "embodied-share",
    section: "years",
    title: `Production of the hardware accounts for ${typical.join(", ")} in the median system`,
    caption:
      "Embodied part of each total, by date of the system: ratio of the medians of its draws. Lines: median over the systems of a year.",
    spec: shareSpec(shares, kinds),
    table: {
      columns: [
        { name: "system" },
        { name: "date", numeric: true },
        { name: "of" },
        { name: "embodied share", numeric: true },
      ],
      rows: shares.map(({ system, over, of, share }) => [
        system,
        { value: over, text: over.toFixed(2) },
        of,
        { value: share, text: numberText(share) },
      ]),
    },
  };
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

function shareSpec(shares: readonly Share[], kinds: readonly string[]): Spec {
  const color = {
    field: "of",
    type: "nominal",
    scale: { domain: kinds, range: kinds.map((_, index) => colour(categories[index % categories.length]!)) },
  };
  const dates = shares.map(({ over }) => over);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: null,
    scale: { domain: [Math.floor(Math.min(...dates)), Math.ceil(Math.max(...dates))], nice: false },
    axis: { format: "d", grid: false, tickMinStep: 1, tickCount: { expr: "narrow ? 4 : 8" } },
  });
  const y = {
    type: "quantitative",
    title: "embodied part of the total",
    scale: { domain: [0, 1] },
    axis: { ...percentAxis, tickCount: 5 },
  };
  return {
    height: 320,
    data: { values: shares },
    encoding: { color },
    layer: [
      {
        mark: { type: "point", filled: true, size: 20, opacity: 0.4 },
        encoding: {
          x: x("over"),
          y: { ...y, field: "share" },
          tooltip: [{ field: "system" }, { field: "of" }, { field: "share", format: ".1%" }],
        },
      },
      {
        transform: [
          { calculate: "floor(datum.over) + 0.5", as: "middle" },
          { aggregate: [{ op: "median", field: "share", as: "typical" }], groupby: ["of", "middle"] },
        ],
        mark: { type: "line", strokeWidth: 2 },
        encoding: { x: x("middle"), y: { ...y, field: "typical" } },
      },
    ],
  };
}
