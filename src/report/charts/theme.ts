import type { Spec } from "./chart.ts";

/**
 * Colours by their meaning. A figure names them as CSS variables, so that a page follows the reader's light or dark
 * setting without drawing anew; pictures for papers get the light ones. Okabe & Ito's palette, adjusted so that
 * lines and points keep a contrast of 3:1 on either ground. @see okabe2008
 */
export const lightColours = {
  ink: "#1d232b",
  muted: "#566070",
  axis: "#8a93a0",
  grid: "#e3e7ec",
  ground: "#ffffff",
  blue: "#0067a8",
  orange: "#c25700",
  green: "#007a5e",
  purple: "#a8508a",
  sky: "#2f94cf",
  gold: "#a87900",
} as const;

export type Colour = keyof typeof lightColours;

export const darkColours: Readonly<Record<Colour, string>> = {
  ink: "#e8ebef",
  muted: "#a3adba",
  axis: "#6f7a88",
  grid: "#2c333c",
  ground: "#14181d",
  blue: "#5aaeea",
  orange: "#f08c3a",
  green: "#2fbf94",
  purple: "#dd8fc2",
  sky: "#86c8f2",
  gold: "#dcb23c",
};

export function colour(name: Colour): string {
  return `var(--${name})`;
}

/** The light colours themselves in place of the variables. */
export function withLightColours(text: string): string {
  return text.replace(/var\(--(\w+)\)/g, (whole, name: string) =>
    name in lightColours ? lightColours[name as Colour] : whole,
  );
}

/** Colours of categories, in the order in which they are given out. */
export const categories: readonly Colour[] = ["blue", "orange", "green", "purple", "gold", "sky"];

/** Arial's widths are those of its free equivalents, so that text fits wherever the picture is opened. */
export const font = "Arial, Helvetica, Arimo, Liberation Sans, sans-serif";

/** What all figures share: quiet axes, text of one size, no frame. */
export const config: Spec = {
  font,
  background: null,
  padding: 4,
  view: { stroke: null },
  aria: false,
  axis: {
    domain: false,
    ticks: false,
    labelColor: colour("muted"),
    labelFontSize: 12,
    labelPadding: 6,
    titleColor: colour("muted"),
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 8,
    gridColor: colour("grid"),
    gridWidth: 1,
  },
  axisY: {
    titleAnchor: "end",
    titleAngle: 0,
    titleAlign: "left",
    titleBaseline: "bottom",
    titleX: 0,
    titleY: -10,
  },
  axisX: { domain: true, domainColor: colour("axis"), ticks: true, tickColor: colour("axis"), tickSize: 4 },
  legend: {
    orient: "top",
    title: null,
    labelColor: colour("ink"),
    labelFontSize: 12,
    symbolStrokeWidth: 2,
    columnPadding: 16,
    offset: 30,
  },
  header: {
    title: null,
    labelColor: colour("ink"),
    labelFontSize: 12,
    labelAnchor: "start",
    labelFontWeight: "bold",
  },
  text: { color: colour("ink"), fontSize: 12 },
  rule: { color: colour("axis") },
};
