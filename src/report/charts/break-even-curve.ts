import type { BreakEvenResult, CurvePoint } from "../../result/break-even-result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { slug } from "../slug.ts";
import { unitText, withUnit } from "../units.ts";
import { chosenText, numberText, quantityAxis } from "./axes.ts";
import { sidesOf } from "./break-even-sides.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { type KeyEntry, keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

/** The left side of a target along a factor with its band, and where the target is met: one figure a question. */
export const breakEvenCurve: Chart = ({ breakEven = [] }) => breakEven.flatMap(curveFigure);

function curveFigure(item: BreakEvenResult): readonly Figure[] {
  const { factor, target, curve, value } = item;
  const points = curve.filter(({ median }) => median !== null);
  if (points.length < 2) return [];
  const { left } = sidesOf(target);
  const unit = unitText(value.unit);
  return [
    {
      name: `break-even-${slug(item.id)}`,
      section: "conclusions",
      title: breakEvenTitle(item),
      caption: `${left} along ${factor}: median and 95 % of ${value.draws} draws, all other factors as drawn. Shaded from top to bottom: the values of ${factor} at which ${target} in 95 % of the draws that have one.`,
      spec: curveSpec(item, points),
      table: {
        columns: [
          { name: factor, numeric: true, ...(unit === "" ? {} : { unit }) },
          ...["2.5 %", "median", "97.5 %"].map((name) => ({ name: `${left}, ${name}`, numeric: true })),
        ],
        rows: curve.map((point) =>
          [point.value, point.low, point.median, point.high].map((number) => ({
            value: number,
            text: numberText(number),
          })),
        ),
      },
    },
  ];
}

/** Where a target is met, or that it is not. */
export function breakEvenTitle({ factor, target, from, to, found, value }: BreakEvenResult): string {
  const unit = unitText(value.unit) && ` ${unitText(value.unit)}`;
  if (found.value === 0) {
    return `No ${factor} between ${chosenText(from)} and ${chosenText(to)}${unit} gives ${target} in any draw`;
  }
  const { median, band } = bandTexts(value);
  const range = band === undefined ? "" : ` (95 %: ${band.low} to ${band.high})`;
  const share =
    found.value === null || found.value > 0.999 ? "" : `, in ${percent(found.value)} of the draws`;
  return `${target} at ${factor} = ${median}${unit}${range}${share}`;
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

function curveSpec(item: BreakEvenResult, points: readonly CurvePoint[]): Spec {
  const { factor, target, value, from, to } = item;
  const { left, level } = sidesOf(target);
  const ends = points.flatMap(({ low, median, high }) => [low ?? median!, high ?? median!]);
  const { scale, axis } = quantityAxis(level === undefined ? ends : [...ends, level]);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: withUnit(factor, value.unit),
    scale: { domain: [from, to], nice: false },
    axis: { grid: false, tickCount: { expr: "narrow ? 4 : 8" } },
  });
  const y = (field: string): Spec => ({ field, type: "quantitative", title: left, scale, axis });
  const [low, middle, high] = [0.025, 0.5, 0.975].map((p) => quantileOf(value, p));
  const met = middle === null || middle === undefined ? [] : [{ low, middle, high }];
  const band = { low: "low", high: "high" };
  return {
    height: 320,
    data: { values: points },
    layer: [
      {
        data: { values: met },
        mark: { type: "rect", color: colour("orange"), opacity: 0.16 },
        encoding: { x: x(band.low), x2: { field: band.high } },
      },
      {
        mark: { type: "area", color: colour("blue"), opacity: 0.26 },
        encoding: { x: x("value"), y: y(band.low), y2: { field: band.high } },
      },
      {
        mark: {
          type: "line",
          color: colour("blue"),
          strokeWidth: 2,
          point: { filled: true, size: 26, color: colour("blue") },
        },
        encoding: {
          x: x("value"),
          y: y("median"),
          tooltip: [
            { field: "value", title: factor, format: ".4~g" },
            ...["low", "median", "high"].map((field) => ({ field, format: ".4~g" })),
          ],
        },
      },
      ...levelLine(level, y),
      {
        data: { values: met },
        mark: { type: "rule", color: colour("orange"), strokeWidth: 2 },
        encoding: { x: x("middle") },
      },
      ...keyLayers(keyOf(met.length > 0, level !== undefined), cornerOf(points)),
    ],
  };
}

function levelLine(level: number | undefined, y: (field: string) => Spec): readonly Spec[] {
  if (level === undefined) return [];
  return [
    {
      data: { values: [{ level }] },
      mark: { type: "rule", color: colour("ink"), strokeDash: [5, 3], strokeWidth: 1.5 },
      encoding: { y: y("level") },
    },
  ];
}

function keyOf(met: boolean, hasLevel: boolean): readonly KeyEntry[] {
  return [
    { mark: "banded-line", colour: "blue", text: "left side: median and 95 % band" },
    ...(hasLevel ? [{ mark: "dashed", colour: "ink", text: "right side" } as const] : []),
    ...(met
      ? [{ mark: "banded-line", colour: "orange", text: "target met: median and 95 % band" } as const]
      : []),
  ];
}

/** Where a rising or a falling curve leaves room. */
function cornerOf(points: readonly CurvePoint[]): "top-left" | "bottom-left" {
  return points.at(-1)!.median! >= points[0]!.median! ? "top-left" : "bottom-left";
}
