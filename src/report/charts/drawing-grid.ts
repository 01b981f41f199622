import type { Spec } from "./chart.ts";
import { type Colour, colour } from "./theme.ts";

/** The outline of a drawing: from each `at` on, a share of its axis, this high, both from 0 to 1. */
export type Outline = readonly { readonly at: number; readonly high: number }[];

/** Heights on an axis of their own: of equal bins from `low` to `high`, or at a few values. */
export type Heights =
  | { readonly low: number; readonly high: number; readonly heights: readonly number[] }
  | { readonly values: readonly number[]; readonly heights: readonly number[] };

/** One small drawing: what it is of, what stands below it, its areas, and a line at a place of its axis. */
export interface Drawing {
  readonly name: string;
  readonly note: string;
  readonly about: string;
  readonly areas: readonly { readonly kind: string; readonly outline: Outline }[];
  readonly line?: number;
}

const columns = 3;
/** Room of one drawing in px: its name, its areas, its note. */
const rowHeight = 74;
/** Parts of that room, from the top: where the areas begin and end. */
const [areaTop, areaBottom] = [0.27, 0.66];
/** Width of what stands at a single value, as a share of the axis. */
const valueWidth = 0.06;

/** The outline of heights, the tallest being `most`. */
export function outlineOf(shape: Heights, most: number): Outline {
  const heights = shape.heights.map((height) => (most > 0 ? height / most : 0));
  if ("low" in shape) {
    return [...heights.map((high, bin) => ({ at: bin / heights.length, high })), { at: 1, high: 0 }];
  }
  return shape.values.flatMap((value, index) => {
    const at = placeOf(shape, value) * (1 - valueWidth);
    return [
      { at, high: heights[index]! },
      { at: at + valueWidth, high: 0 },
    ];
  });
}

/** Where a value lies on the axis of a shape: from 0 to 1 within it. */
export function placeOf(
  shape: { readonly low: number; readonly high: number } | { readonly values: readonly number[] },
  value: number,
): number {
  const [low, high] = "low" in shape ? [shape.low, shape.high] : [shape.values[0]!, shape.values.at(-1)!];
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** Small drawings side by side, the same number in a row at any width; `kinds`: of areas, with their colours. */
export function drawingGrid(
  drawings: readonly Drawing[],
  kinds: readonly (readonly [string, Colour])[],
): Spec {
  const rows = Math.ceil(drawings.length / columns);
  const base = (index: number): number => downOf(index, areaBottom);
  const areas = drawings.flatMap(({ areas: own }, index) =>
    own.flatMap(({ kind, outline }) =>
      outline.map(({ at, high }) => ({
        index,
        kind,
        x: acrossOf(index, at),
        y: downOf(index, areaBottom, high),
        base: base(index),
      })),
    ),
  );
  const lines = drawings.flatMap(({ line }, index) =>
    line === undefined || line < 0 || line > 1
      ? []
      : [{ x: acrossOf(index, line), y: downOf(index, areaBottom, 1), base: base(index) }],
  );
  const x = { field: "x", type: "quantitative", axis: null, scale: { domain: [0, columns], nice: false } };
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, rows], reverse: true, nice: false },
  });
  return {
    height: rows * rowHeight,
    layer: [
      {
        data: { values: areas },
        mark: { type: "area", interpolate: "step-after", opacity: kinds.length > 1 ? 0.5 : 0.75 },
        encoding: {
          x,
          y: y("y"),
          y2: { field: "base" },
          detail: { field: "index" },
          color: kindColour(kinds),
        },
      },
      {
        data: { values: lines },
        mark: { type: "rule", color: colour("orange"), strokeWidth: 1.5 },
        encoding: { x, y: y("y"), y2: { field: "base" } },
      },
      ...textLayers(drawings, x, y),
    ],
  };
}

function kindColour(kinds: readonly (readonly [string, Colour])[]): Spec {
  const names = kinds.map(([name]) => name);
  return {
    field: "kind",
    type: "nominal",
    scale: { domain: names, range: kinds.map(([, name]) => colour(name)) },
    legend:
      kinds.length > 1 ? { symbolType: "square", offset: 12, columns: { expr: "narrow ? 1 : 3" } } : null,
  };
}

function textLayers(drawings: readonly Drawing[], x: Spec, y: (field: string) => Spec): readonly Spec[] {
  const texts = drawings.map(({ name, note, about }, index) => ({
    name,
    note,
    about,
    x: acrossOf(index, 0),
    top: downOf(index, 0.1),
    bottom: downOf(index, 0.8),
  }));
  const layer = (field: string, at: string, more: Spec): Spec => ({
    data: { values: texts },
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: 11,
      limit: { expr: `width / ${columns} - 10` },
      ...more,
    },
    encoding: {
      x,
      y: y(at),
      text: { field },
      tooltip: [{ field: "name" }, { field: "about" }, { field: "note" }],
    },
  });
  return [layer("name", "top", { fontWeight: "bold" }), layer("note", "bottom", { color: colour("muted") })];
}

/** Place of a drawing's share `at` among the columns. */
function acrossOf(index: number, at: number): number {
  return round((index % columns) + 0.01 + 0.86 * at);
}

/** Place of a share of a row's room among the rows; `high` goes up from there to where areas begin. */
function downOf(index: number, part: number, high = 0): number {
  return round(Math.floor(index / columns) + part - high * (part - areaTop));
}

const round = (value: number): number => Number(value.toFixed(4));
