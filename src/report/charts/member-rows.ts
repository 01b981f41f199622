import { wantsLog } from "./axes.ts";
import type { Spec } from "./chart.ts";
import { referenceLine } from "./interval-rows.ts";
import { colour } from "./theme.ts";

/** One line: under the heading of its group a label, its number as text, and below these its dot and bar. */
export interface MemberRow {
  readonly group: string;
  readonly label: string;
  readonly text: string;
  /** The same for a phone, where the label needs the room. */
  readonly short: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly isUnchanged: boolean;
}

/** Room in px of a heading, with the gap above it, and of a row. */
const [headingHeight, rowHeight] = [28, 32];
/** Where in its room a text lies, and where the dot and bar of a row. */
const [headingAt, textAt, barAt] = [18, 9, 22];
/** Room that the number of a row takes from its label. */
const textRoom = "(narrow ? 56 : 140)";

/** Rows in groups, one under the other; labels stand above their bars, since they are sentences, not names. */
export function memberRows(
  members: readonly MemberRow[],
  { title, reference }: { readonly title: string; readonly reference?: number },
): Spec {
  const { rows, headings, height } = place(members);
  const values = members.flatMap(({ low, value, high }) => [low ?? value, value, high ?? value]);
  const y = (field: string): Spec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, height], reverse: true, nice: false },
  });
  const x = (field: string): Spec => ({
    field,
    type: "quantitative",
    title,
    scale: wantsLog(values) ? { type: "log", nice: false } : { zero: false, nice: true },
    axis: { tickCount: { expr: "narrow ? 4 : 7" }, orient: "top", domain: false, ticks: false },
  });
  const color = { condition: { test: "datum.isUnchanged", value: colour("ink") }, value: colour("blue") };
  const text = (more: Spec): Spec => ({ type: "text", baseline: "middle", ...more });
  return {
    height,
    data: { values: rows },
    transform: [{ calculate: "narrow ? datum.short : datum.text", as: "number" }],
    layer: [
      ...(reference === undefined ? [] : [referenceLine(reference)]),
      {
        data: { values: headings },
        mark: text({ align: "left", fontWeight: "bold", limit: { expr: "width - 4" } }),
        encoding: { x: { value: 2 }, y: y("y"), text: { field: "group" } },
      },
      {
        mark: text({ align: "left", limit: { expr: `width - ${textRoom}` } }),
        encoding: { x: { value: 2 }, y: y("textY"), text: { field: "label" } },
      },
      {
        mark: text({ align: "right", color: colour("muted") }),
        encoding: { x: { value: "width" }, y: y("textY"), text: { field: "number" } },
      },
      {
        mark: { type: "rule", strokeWidth: 2.5, opacity: 0.5 },
        encoding: { x: x("low"), x2: { field: "high" }, y: y("barY"), color },
      },
      {
        mark: { type: "point", filled: true, size: 52, opacity: 1 },
        encoding: {
          x: x("value"),
          y: y("barY"),
          color,
          tooltip: [
            { field: "group", title: "varied" },
            { field: "label", title: "scenario" },
            { field: "text", title: "value" },
          ],
        },
      },
    ],
  };
}

/** Rows by group, groups in the order of their first row; a single group needs no heading. */
function place(members: readonly MemberRow[]) {
  const groups = [...new Set(members.map(({ group }) => group))];
  const headings: { readonly group: string; readonly y: number }[] = [];
  const rows: (MemberRow & { readonly textY: number; readonly barY: number })[] = [];
  let height = 0;
  for (const group of groups) {
    if (groups.length > 1) {
      headings.push({ group, y: height + headingAt });
      height += headingHeight;
    }
    for (const member of members.filter((row) => row.group === group)) {
      rows.push({ ...member, textY: height + textAt, barY: height + barAt });
      height += rowHeight;
    }
  }
  return { rows, headings, height };
}
