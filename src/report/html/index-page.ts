import type { OutputResult, Result } from "../../result/result.ts";
import { bandTexts } from "../band-text.ts";
import { quantileOf } from "../cells.ts";
import { headlineOf } from "../summary.ts";
import { supportedText } from "../supported-digits.ts";
import type { Cell, TableData } from "../table-data.ts";
import { unitText } from "../units.ts";
import { figureMarkup } from "./figure.ts";
import { html, type Markup } from "./markup.ts";
import { page } from "./page.ts";
import type { DrawnFigure } from "./report.ts";
import { tableMarkup } from "./table.ts";

/** A result with the place of its report, relative to the index. */
export interface IndexEntry {
  readonly result: Result;
  readonly href: string;
}

/** A scenario of a batch without a result, and why. */
export interface IndexFailure {
  readonly name: string;
  readonly message: string;
}

/** Share of the draws from which on a claim is counted as holding. */
const sure = 0.95;

export interface IndexParts {
  readonly title: string;
  readonly entries: readonly IndexEntry[];
  readonly failures?: readonly IndexFailure[];
  /** The results side by side. */
  readonly figures: readonly DrawnFigure[];
  readonly script: string;
}

/** One page over several results: a row each with its headline number and its claims, figures, then all their numbers. */
export function indexPage({ title, entries, failures = [], figures, script }: IndexParts): string {
  const claims = entries.flatMap(({ result, href }) =>
    (result.claims ?? []).map((claim) => ({ claim, scenario: linkCell(result, href) })),
  );
  const body = html`<header><h1>${title}</h1>
<p>${count(entries.length, "result")}${failures.length === 0 ? "" : `, ${failures.length} failed`}. Bands hold 95 % of the draws. A claim counts as holding where it does in at least ${sure * 100} % of them.</p></header>
<main>
<section id="scenarios"><h2>Scenarios</h2>
${tableMarkup("Scenarios", scenariosTable(entries))}</section>
${failures.length === 0 ? "" : failuresSection(failures)}
${figures.length === 0 ? "" : html`<section id="side-by-side"><h2>Side by side</h2>\n${figures.map(({ figure, drawing }) => figureMarkup(figure, drawing))}</section>`}
${claims.length === 0 ? "" : html`<section id="claims"><h2>Claims</h2>\n${tableMarkup("Claims", claimsTable(claims))}</section>`}
<section id="numbers"><h2>All numbers</h2>
${tableMarkup("All numbers", numbersTable(entries))}</section>
</main>`;
  return page({ title, body, script });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function linkCell({ name }: Result, href: string): Cell {
  return { text: name, href };
}

const numeric = (name: string) => ({ name, numeric: true });
const bandColumns = ["2.5 %", "median", "97.5 %"].map(numeric);

function scenariosTable(entries: readonly IndexEntry[]): TableData {
  return {
    columns: [
      { name: "scenario" },
      { name: "value" },
      { name: "unit" },
      ...bandColumns,
      numeric("claims that hold"),
      numeric("of"),
      numeric("systems"),
      numeric("draws"),
    ],
    rows: entries.map(({ result, href }) => {
      const { claims = [], systems } = result;
      const main = headlineOf(result);
      const holding = claims.filter(({ holds }) => holds.value !== null && holds.value >= sure);
      return [
        linkCell(result, href),
        ...(main === undefined ? ["", "", "", "", ""] : headline(main.name, main.output)),
        ...[claims.length === 0 ? null : holding.length, claims.length || null].map(countCell),
        countCell(systems?.length ?? null),
        countCell(main?.output.draws ?? null),
      ];
    }),
  };
}

function countCell(value: number | null): Cell {
  return { value, text: value === null ? "" : `${value}` };
}

function failuresSection(failures: readonly IndexFailure[]): Markup {
  return html`<section id="failed"><h2>Failed</h2>
${tableMarkup("Failed scenarios", {
  columns: [{ name: "scenario" }, { name: "why" }],
  rows: failures.map(({ name, message }) => [name, message]),
})}</section>`;
}

function claimsTable(
  claims: readonly { scenario: Cell; claim: NonNullable<Result["claims"]>[number] }[],
): TableData {
  const parts = ["holds", "inputs alone", "choice of systems alone"];
  return {
    columns: [{ name: "scenario" }, { name: "claim" }, ...parts.map(numeric), { name: "decisive factors" }],
    rows: claims.map(({ scenario, claim: { statement, holds, inputs, composition, decisive } }) => [
      scenario,
      statement,
      ...[holds, inputs, composition].map((estimate) => ({
        value: estimate.value,
        text: supportedText(estimate),
        ...(estimate.value === null ? { title: estimate.reason } : {}),
      })),
      decisive.map(({ factor, fails }) => `${factor} (fails where ${fails})`).join(", "),
    ]),
  };
}

/** Growth of every trend; without trends every aggregate, without these every output. */
function numbersTable(entries: readonly IndexEntry[]): TableData {
  return {
    columns: [{ name: "scenario" }, { name: "value" }, { name: "unit" }, ...bandColumns],
    rows: entries.flatMap(({ result, href }) =>
      headlines(result).map((row) => [linkCell(result, href), ...row]),
    ),
  };
}

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
