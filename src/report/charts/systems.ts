import type { OutputResult, Result } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { mainOutput } from "../main-output.ts";
import { slug } from "../slug.ts";
import { unitText, withUnit } from "../units.ts";
import { numberText, quantityAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { labelAxis } from "./interval-rows.ts";
import { stagesOf } from "./stages.ts";
import { colour } from "./theme.ts";

/** Systems that a figure has room for. */
const shown = 30;

const orders = ["largest first", "smallest first", "latest first", "widest band first", "by name"] as const;

interface Row {
  readonly label: string;
  readonly low: number | null;
  readonly median: number;
  readonly high: number | null;
  readonly use: number | null;
  readonly embodied: number | null;
  readonly over: number;
}

/** The main output of each system with its band, and the medians of its use and embodied parts. */
export const systemIntervals: Chart = (result) => {
  const rows = rowsOf(result);
  if (rows.length < 2) return [];
  return [systemsFigure(result, rows)];
};

function rowsOf(result: Result): readonly Row[] {
  const { systems = [], trends } = result;
  const main = mainOutput(result);
  const stages = stagesOf(systems[0]?.outputs.map(({ id }) => id) ?? []).find(({ total }) => total === main);
  const dates = new Map(
    trends.flatMap(({ points = [] }) => points.map(({ system, over }) => [system, over])),
  );
  return systems.flatMap(({ system, outputs }): Row[] => {
    const find = (id: string | undefined): OutputResult | undefined =>
      outputs.find((output) => output.id === id);
    const median = (id: string | undefined): number | null => {
      const output = find(id);
      return output === undefined ? null : quantileOf(output, 0.5);
    };
    const output = find(main);
    const middle = median(main);
    if (output === undefined || middle === null) return [];
    const [low, high] = [quantileOf(output, 0.025), quantileOf(output, 0.975)];
    const over = dates.get(system) ?? 0;
    return [
      {
        label: system,
        low,
        median: middle,
        high,
        use: median(stages?.use),
        embodied: median(stages?.embodied),
        over,
      },
    ];
  });
}

function systemsFigure(result: Result, rows: readonly Row[]): Figure {
  const main = mainOutput(result);
  const unit = result.systems?.[0]?.outputs.find(({ id }) => id === main)?.unit;
  const sorted = [...rows].sort((a, b) => b.median - a.median);
  const staged = rows.some(({ use }) => use !== null);
  const parts = staged ? " Ticks: medians of the use and the embodied part." : "";
  const which = rows.length > shown ? `${shown} of ${rows.length} systems` : `${rows.length} systems`;
  const numbers = ["low", "median", "high", ...(staged ? (["use", "embodied"] as const) : [])] as const;
  return {
    name: `systems-${slug(main)}`,
    section: "systems",
    title: `${sorted[0]!.label} has the largest ${main}: ${largestText(result, sorted[0]!.label)}`,
    caption: `${main} of ${which}: median and 95 % band of the draws.${parts}`,
    spec: systemsSpec(sorted, withUnit(main, unit), staged),
    table: {
      columns: [
        { name: "system" },
        ...["2.5 %", "median", "97.5 %", "use, median", "embodied, median"]
          .slice(0, numbers.length)
          .map((name) => ({ name, unit: unitText(unit), numeric: true })),
      ],
      rows: sorted.map((row) => [
        row.label,
        ...numbers.map((key) => ({ value: row[key], text: numberText(row[key]) })),
      ]),
    },
  };
}

function largestText({ systems = [], ...result }: Result, name: string): string {
  const outputs = systems.find(({ system }) => system === name)!.outputs;
  const output = outputs.find(({ id }) => id === mainOutput({ systems, ...result }))!;
  const unit = unitText(output.unit);
  return `${bandTexts(output).median}${unit && ` ${unit}`}`;
}

function systemsSpec(rows: readonly Row[], title: string, staged: boolean): Spec {
  const values = rows.flatMap(({ low, median, high, use, embodied }) =>
    [low, median, high, use, embodied].flatMap((v) => v ?? []),
  );
  const many = rows.length > shown;
  const { scale, axis } = quantityAxis(values);
  // Only the systems in the picture set its range.
  const range = many ? { ...scale, domain: undefined } : scale;
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title,
    scale: range,
    axis: { ...axis, orient: "top", domain: false, ticks: false },
  });
  const dated = rows.some(({ over }) => over !== 0);
  return {
    height: Math.min(rows.length, shown) * 20,
    data: { values: rows },
    ...(many ? { params: [orderParam(dated)] } : {}),
    transform: many ? ordering : [],
    encoding: { y: labelAxis({ grid: true, gridDash: [1, 3] }) },
    layer: [
      {
        mark: { type: "rule", color: colour("blue"), strokeWidth: 2.5, opacity: 0.45 },
        encoding: { x: x("low"), x2: { field: "high" } },
      },
      ...(staged ? stageTicks(x) : []),
      {
        mark: { type: "point", filled: true, size: 44, opacity: 1, color: colour("blue") },
        encoding: {
          x: x("median"),
          tooltip: ["label", "low", "median", "high"].map((field) =>
            field === "label" ? { field, title: "system" } : { field, format: ".3~g" },
          ),
        },
      },
    ],
  };
}

function orderParam(dated: boolean): Spec {
  const options = orders.filter((order) => dated || order !== "latest first");
  return { name: "order", value: orders[0], bind: { input: "select", options, name: "Order" } };
}

/** Systems in the order that is asked for, so many of them as there is room for. */
const ordering: readonly Spec[] = [
  {
    calculate:
      "order == 'by name' ? 0 : order == 'smallest first' ? datum.median : order == 'latest first' ? -datum.over : order == 'widest band first' ? -datum.high / datum.low : -datum.median",
    as: "key",
  },
  { window: [{ op: "row_number", as: "place" }], sort: [{ field: "key" }, { field: "label" }] },
  { filter: `datum.place <= ${shown}` },
  { window: [{ op: "row_number", as: "place" }], sort: [{ field: "place" }] },
];

function stageTicks(x: (field: string) => Spec): readonly Spec[] {
  const parts = [
    ["use", "orange"],
    ["embodied", "green"],
  ] as const;
  return [
    {
      transform: [{ fold: ["use", "embodied"], as: ["part", "partMedian"] }],
      mark: { type: "tick", thickness: 2.5, opacity: 1, height: { band: 0.55 }, orient: "vertical" },
      encoding: {
        x: x("partMedian"),
        color: {
          field: "part",
          type: "nominal",
          scale: { domain: parts.map(([part]) => part), range: parts.map(([, name]) => colour(name)) },
        },
      },
    },
  ];
}
