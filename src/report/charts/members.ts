import type { OutputResult, Result } from "../../result/result.ts";
import { type BandTexts, bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { slug, uniqueSlugs } from "../slug.ts";
import { headlineOf } from "../summary.ts";
import { withUnit } from "../units.ts";
import { numberText } from "./axes.ts";
import type { Figure } from "./chart.ts";
import { memberRows } from "./member-rows.ts";

/** One of several results that are shown side by side: a member of a family of scenarios, or a scenario by itself. */
export interface ShownMember {
  readonly result: Result;
  /** The file that declares the family; none for scenarios by themselves. */
  readonly family?: string;
  /** The case of each axis of its family. */
  readonly at: Readonly<Record<string, string | number>>;
  /** What it changes in the file: nothing for the scenario as it stands, with which the others are compared. */
  readonly changes: readonly string[];
}

/** A member as the figure shows it. */
interface Row extends BandTexts {
  readonly group: string;
  readonly label: string;
  readonly output: OutputResult;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly isUnchanged: boolean;
}

/** Rows that a figure has room for; the table behind it has them all. */
const shown = 60;

/** Of each family, and of the scenarios by themselves: the headline number of every member, where all have the same. */
export function memberFigures(members: readonly ShownMember[]): readonly Figure[] {
  const sets = new Map<string, { name: string; rows: Row[] }>();
  for (const member of members) {
    const main = headlineOf(member.result);
    if (main === undefined) continue;
    const key = JSON.stringify([member.family, main.name, main.output.unit]);
    if (!sets.has(key)) sets.set(key, { name: main.name, rows: [] });
    sets.get(key)!.rows.push(rowOf(member, main.output));
  }
  const found = [...sets.values()].filter(({ rows }) => known(rows).length > 1);
  const names = uniqueSlugs(found.map(({ name }) => `members-${slug(name)}`));
  return found.map(({ name, rows }, index) => memberFigure(names[index]!, name, rows));
}

function known(rows: readonly Row[]): readonly (Row & { readonly value: number })[] {
  return rows.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]));
}

/** On one axis, members stand under what they change; on several, under their cases on all but the last. */
function rowOf({ result, at, changes }: ShownMember, output: OutputResult): Row {
  const axes = Object.entries(at);
  const cases = axes.map(([axis, label]) => (typeof label === "number" ? `${axis} = ${label}` : label));
  const isUnchanged = axes.length > 0 && changes.length === 0;
  const outer = axes.slice(0, -1).map(([axis, label]) => `${axis} = ${label}`);
  const [low, value, high] = [0.025, 0.5, 0.975].map((p) => quantileOf(output, p));
  return {
    group: outer.length > 0 ? outer.join(", ") : isUnchanged ? "unchanged" : changes.join(", "),
    label: cases.at(-1) ?? result.name,
    output,
    value: value!,
    low: low!,
    high: high!,
    isUnchanged,
    ...bandTexts(output),
  };
}

function memberFigure(file: string, name: string, rows: readonly Row[]): Figure {
  const drawn = known(rows);
  const reference = drawn.find(({ isUnchanged }) => isUnchanged);
  const [first, unit] = [drawn[0]!, drawn[0]!.output.unit];
  const more = drawn.length > shown ? ` The first ${shown} of ${drawn.length}.` : "";
  const compared = reference === undefined ? "" : " Dashed: the scenario unchanged.";
  const what =
    first.output.draws > 1 ? "Median and 95 % of the draws of each scenario." : "Value of each scenario.";
  return {
    name: file,
    section: "conclusions",
    title: titleOf(withUnit(name, unit), drawn, reference),
    caption: `${what}${groupsOf(drawn) > 1 ? " Headings: what is varied." : ""}${compared}${more}`,
    spec: memberRows(
      drawn.slice(0, shown).map((row) => ({ ...row, text: textOf(row), short: row.median })),
      { title: withUnit(name, unit), ...(reference === undefined ? {} : { reference: reference.value }) },
    ),
    table: {
      columns: [
        { name: "varied" },
        { name: "scenario" },
        ...["2.5 %", "median", "97.5 %"].map((column) => ({ name: column, numeric: true })),
      ],
      rows: rows.map((row) => [
        row.group,
        row.label,
        { value: row.low, text: row.band?.low ?? numberText(null) },
        { value: row.value, text: row.median },
        { value: row.high, text: row.band?.high ?? numberText(null) },
      ]),
    },
  };
}

function titleOf(
  name: string,
  rows: readonly (Row & { readonly value: number })[],
  reference: Row | undefined,
): string {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const unchanged = reference === undefined ? "" : ` is ${reference.median} in the scenario unchanged, and`;
  return `${name}${unchanged} goes from ${least.median} (${least.label}) to ${most.median} (${most.label})`;
}

function groupsOf(rows: readonly Row[]): number {
  return new Set(rows.map(({ group }) => group)).size;
}

function textOf({ median, band }: BandTexts): string {
  return band === undefined ? median : `${median} (${band.low} … ${band.high})`;
}
