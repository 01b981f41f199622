import type { OutputResult, Result } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { supportedText } from "../supported-digits.ts";
import type { Cell } from "../table-data.ts";
import { unitText } from "../units.ts";
import { html } from "./markup.ts";
import { page } from "./page.ts";
import { tableMarkup } from "./table.ts";

/** A result with the place of its report, relative to the index. */
export interface IndexEntry {
  readonly result: Result;
  readonly href: string;
}

/** One page over several results: links to their reports, their headline numbers and their claims. */
export function indexPage(title: string, entries: readonly IndexEntry[], script: string): string {
  const body = html`<header><h1>${title}</h1><p>${entries.length} results. Bands hold 95 % of the draws.</p></header>
<main>
<section><h2>Reports</h2><ul>${entries.map(({ result, href }) => html`<li><a href="${href}">${result.name}</a></li>\n`)}</ul></section>
<section><h2>Headline numbers</h2>
${tableMarkup("Headline numbers", {
  columns: [
    { name: "scenario" },
    { name: "value" },
    { name: "unit" },
    ...["2.5 %", "median", "97.5 %"].map((name) => ({ name, numeric: true })),
  ],
  rows: entries.flatMap(({ result }) => headlines(result).map((row) => [result.name, ...row])),
})}</section>
${
  entries.some(({ result }) => (result.claims ?? []).length > 0)
    ? html`<section><h2>Claims</h2>
${tableMarkup("Claims", {
  columns: [{ name: "scenario" }, { name: "claim" }, { name: "probability", numeric: true }],
  rows: entries.flatMap(({ result }) =>
    (result.claims ?? []).map(({ statement, holds }): Cell[] => [
      result.name,
      statement,
      { value: holds.value, text: supportedText(holds) },
    ]),
  ),
})}</section>`
    : ""
}
</main>`;
  return page({ title, body, script });
}

/** Growth of every trend; without trends every aggregate, without these every output. */
function headlines({ trends, aggregates, outputs }: Result): readonly (readonly Cell[])[] {
  if (trends.length > 0)
    return trends.map((trend) => headline(`${trend.id}: growth per year`, trend.growthPerYear));
  return (aggregates.length > 0 ? aggregates : outputs).map((output) => headline(output.id, output));
}

function headline(name: string, output: OutputResult): readonly Cell[] {
  const { median, band } = bandTexts(output);
  return [
    name,
    unitText(output.unit),
    { value: quantileOf(output, 0.025), text: band?.low ?? "–" },
    { value: quantileOf(output, 0.5), text: median },
    { value: quantileOf(output, 0.975), text: band?.high ?? "–" },
  ];
}
