import type { DrawExplanation, SampledShape } from "../../model/explain-factor.ts";
import { distributionText, drawsOf, unitOfDraw } from "../render-explanation.ts";
import { unitText } from "../units.ts";
import { chosenText, numberText } from "./axes.ts";
import type { Chart, Figure } from "./chart.ts";
import { type Drawing, drawingGrid, outlineOf, placeOf } from "./drawing-grid.ts";

interface Cell {
  readonly name: string;
  readonly unit: string;
  readonly draw: DrawExplanation;
  readonly shape: SampledShape;
}

/** Every factor that varies, as its values lie among the draws: small drawings side by side. */
export const factorDistributions: Chart = ({ assumptions }) => {
  const cells = (assumptions?.factors ?? []).flatMap((factor) =>
    drawsOf(factor).flatMap(([name, draw]): Cell[] =>
      draw.sampled === undefined
        ? []
        : [{ name, unit: unitText(unitOfDraw(name, factor)), draw, shape: draw.sampled }],
    ),
  );
  return cells.length === 0 ? [] : [factorsFigure(cells)];
};

function factorsFigure(cells: readonly Cell[]): Figure {
  return {
    name: "factors",
    section: "distributions",
    title:
      cells.length === 1 ? "The factor as it was drawn" : `The ${cells.length} factors as they were drawn`,
    caption:
      "How the values of each factor lie among the draws, on an axis of its own: all but the outermost half percent on either side. Below: the range that holds 95 % of its distribution; the line is its nominal value.",
    spec: drawingGrid(cells.map(drawingOf), [["drawn", "blue"]]),
    table: {
      columns: [
        { name: "factor" },
        { name: "distribution" },
        { name: "unit" },
        ...["2.5 %", "median", "97.5 %", "nominal"].map((name) => ({ name, numeric: true })),
      ],
      rows: cells.map(({ name, unit, draw }) => [
        name,
        distributionText(draw),
        unit,
        ...[0.025, 0.5, 0.975].map((p) => numberCell(quantile(draw, p))),
        { value: draw.nominal, text: chosenText(draw.nominal) },
      ]),
    },
  };
}

function drawingOf({ name, unit, draw, shape }: Cell): Drawing {
  const range = [0.025, 0.975].map((p) => numberText(quantile(draw, p))).join(" to ");
  const heights = { ...shape, heights: shape.counts };
  return {
    name,
    note: `${range}${unit && ` ${unit}`}`,
    about: distributionText(draw),
    areas: [{ kind: "drawn", outline: outlineOf(heights, Math.max(...shape.counts)) }],
    line: placeOf(shape, draw.nominal),
  };
}

function numberCell(value: number | null) {
  return { value, text: numberText(value) };
}

function quantile({ quantiles }: DrawExplanation, p: number): number | null {
  return quantiles.find((item) => item.p === p)?.value ?? null;
}
