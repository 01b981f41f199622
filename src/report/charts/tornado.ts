import type { TornadoResult } from "../../result/method-results.ts";
import { slug } from "../slug.ts";
import { numberText, quantityAxis } from "./axes.ts";
import type { Chart, Figure, Spec } from "./chart.ts";
import { labelAxis, referenceLine } from "./interval-rows.ts";
import { keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

/** Bars that a figure has room for; the table behind it has them all. */
const shown = 18;

interface Bar {
  readonly label: string;
  readonly low: number;
  readonly high: number;
}

/** A target with one factor at a time at a low and a high percentile, one figure a target. */
export const tornado: Chart = ({ tornado: results = [] }) => results.flatMap(tornadoFigure);

function tornadoFigure(item: TornadoResult): readonly Figure[] {
  const { output, label, nominal, bars } = item;
  const sorted = bars
    .flatMap(({ factor, low, high, swing }) =>
      low === null || high === null
        ? []
        : [{ label: factor, low, high, swing: swing ?? Math.abs(high - low) }],
    )
    .filter(({ swing }) => swing > 0)
    .sort((a, b) => b.swing - a.swing);
  if (sorted.length === 0 || nominal === null) return [];
  const [low, high] = [item.low, item.high].map((p) => `${Number((p * 100).toPrecision(6))} %`);
  return [
    {
      name: `tornado-${slug(output)}`,
      section: "drivers",
      title: `${sorted[0]!.label} alone moves ${output} the most, from ${numberText(Math.min(sorted[0]!.low, sorted[0]!.high))} to ${numberText(Math.max(sorted[0]!.low, sorted[0]!.high))}`,
      caption: `${output} with one factor at its ${low} and ${high} value, all others nominal. ${label}: it says nothing about factors that act together.`,
      spec: tornadoSpec(sorted.slice(0, shown), nominal, output, [low!, high!]),
      table: {
        columns: [
          { name: "factor" },
          ...[`at ${low}`, `at ${high}`, "swing"].map((name) => ({ name, numeric: true })),
        ],
        rows: bars.map((bar) => [
          bar.factor,
          ...[bar.low, bar.high, bar.swing].map((value) => ({ value, text: numberText(value) })),
        ]),
      },
    },
  ];
}

function tornadoSpec(
  bars: readonly Bar[],
  nominal: number,
  output: string,
  [low, high]: readonly [string, string],
): Spec {
  const { scale, axis } = quantityAxis([nominal, ...bars.flatMap((bar) => [bar.low, bar.high])]);
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title: output,
    scale: { ...scale, zero: false },
    axis: { ...axis, orient: "top", domain: false, ticks: false },
  });
  const side = (field: "low" | "high", name: "blue" | "orange"): Spec => ({
    mark: { type: "bar", height: { band: 0.7 }, color: colour(name), opacity: 0.85 },
    encoding: {
      x: x("nominal"),
      x2: { field },
      tooltip: [
        { field: "label", title: "factor" },
        ...["low", "high"].map((f) => ({ field: f, format: ".4~g" })),
      ],
    },
  });
  return {
    height: bars.length * 22,
    data: { values: bars.map((bar) => ({ ...bar, nominal })) },
    encoding: { y: labelAxis() },
    layer: [
      side("low", "orange"),
      side("high", "blue"),
      referenceLine(nominal),
      ...keyLayers(
        [
          { mark: "bar", colour: "orange", text: `factor at ${low}` },
          { mark: "bar", colour: "blue", text: `factor at ${high}` },
        ],
        "bottom-right",
      ),
    ],
  };
}
