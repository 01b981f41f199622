import type { CalibrationRow } from "../../analyze/calibrate.ts";
import type { NamedCalibration } from "../calibration-table.ts";
import { slug, uniqueSlugs } from "../slug.ts";
import { supportedText } from "../supported-digits.ts";
import { logAxis, numberText } from "./axes.ts";
import type { Figure, Spec } from "./chart.ts";
import { keyLayers } from "./key.ts";
import { colour } from "./theme.ts";

/** Of each calibration: every system, observed against computed, with both fits of the ratio; logarithmic axes. */
export function calibrationFigures(
  found: readonly NamedCalibration[],
  observed: string,
  computed: string,
): readonly Figure[] {
  const names = uniqueSlugs(found.map(({ name }) => `calibration-${slug(name)}`));
  return found.map((item, index) => calibrationFigure(item, names[index]!, observed, computed));
}

function calibrationFigure(
  { name, calibration }: NamedCalibration,
  file: string,
  observed: string,
  computed: string,
): Figure {
  const { systems, linear, logarithmic, rows } = calibration;
  const { system, share, without } = linear.leverage;
  return {
    name: file,
    section: "conclusions",
    title: `${name}: ${computed} is ${supportedText(linear.ratio)} of ${observed}, in logarithms ${supportedText(logarithmic.ratio)}`,
    caption: `${systems} systems; logarithmic axes. Lines: the ratio by least squares through the origin (R² ${numberText(linear.r2)}), and the geometric mean of the ratios. ${system} has ${numberText(100 * share)} % of the leverage of the first; without it that is ${numberText(without)}.`,
    spec: calibrationSpec(rows, [linear.ratio.value, logarithmic.ratio.value], observed, computed),
    table: {
      columns: [
        { name: "system" },
        ...[observed, computed, "ratio", "leverage"].map((column) => ({ name: column, numeric: true })),
      ],
      rows: rows.map((row) => [
        row.system,
        ...[row.observed, row.computed, row.ratio, row.leverage].map((value) => ({
          value,
          text: numberText(value),
        })),
      ]),
    },
  };
}

function calibrationSpec(
  rows: readonly CalibrationRow[],
  [linear, logarithmic]: readonly (number | null)[],
  observed: string,
  computed: string,
): Spec {
  const across = rows.map((row) => row.observed);
  const ends = [Math.min(...across), Math.max(...across)];
  const x = { field: "observed", type: "quantitative", title: observed, ...logAxis(across) };
  const fits = [linear, logarithmic].flatMap((ratio) =>
    ratio == null ? [] : ends.map((end) => end * ratio),
  );
  const y = {
    field: "computed",
    type: "quantitative",
    title: computed,
    ...logAxis([...rows.map((row) => row.computed), ...fits]),
  };
  const lineAt = (ratio: number | null | undefined, mark: Spec): readonly Spec[] =>
    ratio == null
      ? []
      : [
          {
            data: { values: ends.map((end) => ({ observed: end, computed: end * ratio })) },
            mark: { type: "line", strokeWidth: 2, ...mark },
            encoding: { x, y },
          },
        ];
  const tooltip = ["system", "observed", "computed", "ratio", "leverage"].map((field) =>
    field === "system" ? { field } : { field, format: ".3~g" },
  );
  return {
    height: 360,
    layer: [
      ...lineAt(linear, { color: colour("orange") }),
      ...lineAt(logarithmic, { color: colour("ink"), strokeDash: [5, 3] }),
      {
        data: { values: rows },
        mark: { type: "point", filled: true, opacity: 0.8, color: colour("blue") },
        encoding: {
          x,
          y,
          size: {
            field: "leverage",
            type: "quantitative",
            scale: { domain: [0, 1], range: [30, 400] },
            legend: null,
          },
          tooltip,
        },
      },
      ...keyLayers([
        { mark: "point", colour: "blue", text: "one system, larger with more leverage" },
        { mark: "line", colour: "orange", text: "least squares through the origin" },
        { mark: "dashed", colour: "ink", text: "geometric mean of the ratios" },
      ]),
    ],
  };
}
