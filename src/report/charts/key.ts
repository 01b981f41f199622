import { textWidth } from "../text-width.ts";
import type { Spec } from "./chart.ts";
import { type Colour, colour } from "./theme.ts";

/** One entry of a key: a sample of the mark and what it stands for. */
export interface KeyEntry {
  readonly mark: "point" | "line" | "dashed" | "band" | "bar" | "banded-line" | "interval" | "cross";
  readonly colour: Colour;
  readonly text: string;
}

export type Corner = "top-left" | "bottom-left" | "bottom-right";

const rowHeight = 18;

/**
 * A key inside the plot, one entry a line, where the data leave room: labels stand beside the marks that they name,
 * which a legend of a scale can't do for marks of different kinds.
 */
export function keyLayers(entries: readonly KeyEntry[], corner: Corner = "top-left"): Spec[] {
  const room = 50 + Math.max(0, ...entries.map(({ text }) => textWidth(text, 12)));
  const right = (x: number): unknown => (corner === "bottom-right" ? { expr: `width - ${room - x}` } : x);
  return entries.flatMap((entry, index) => {
    const y =
      corner === "top-left"
        ? { value: 8 + index * rowHeight }
        : { value: { expr: `height - ${(entries.length - index) * rowHeight}` } };
    const label: Sample = {
      x: 34,
      mark: { type: "text", text: entry.text, align: "left", baseline: "middle", color: colour("ink") },
    };
    return [...sample(entry), label].map(({ mark, x, x2 }) => ({
      data: { values: [{}] },
      mark,
      encoding: { x: { value: right(x) }, ...(x2 === undefined ? {} : { x2: { value: right(x2) } }), y },
    }));
  });
}

interface Sample {
  readonly mark: Spec;
  readonly x: number;
  readonly x2?: number;
}

function sample({ mark, colour: name }: KeyEntry): readonly Sample[] {
  const color = colour(name);
  const line = (more: Spec): Sample => ({
    mark: { type: "rule", strokeWidth: 2, color, ...more },
    x: 6,
    x2: 28,
  });
  const point = { mark: { type: "point", filled: true, size: 36, color, opacity: 1 }, x: 17 };
  switch (mark) {
    case "line":
      return [line({})];
    case "dashed":
      return [line({ strokeDash: [5, 3], strokeWidth: 1.5 })];
    case "band":
      return [line({ strokeWidth: 11, opacity: 0.28 })];
    case "bar":
      return [line({ strokeWidth: 11, opacity: 0.85 })];
    case "banded-line":
      return [line({ strokeWidth: 11, opacity: 0.28 }), line({})];
    case "point":
      return [point];
    case "cross":
      return [{ mark: { ...point.mark, shape: "cross" }, x: 17 }];
    default:
      return [line({ opacity: 0.45, strokeWidth: 1.5 }), point];
  }
}
