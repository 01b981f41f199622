import type { Result } from "../../result/result.ts";
import { type Figure, type Section, sections } from "../charts/chart.ts";
import type { Drawing } from "../draw.ts";
import { answer } from "../sentences.ts";
import { asked, summary } from "../summary.ts";
import { assumptionsSection } from "./assumptions.ts";
import { againSection, leftOutSection } from "./closing.ts";
import { figureMarkup } from "./figure.ts";
import { html, type Markup } from "./markup.ts";
import { page } from "./page.ts";
import { valuesSection } from "./values.ts";

const headings: Readonly<Record<Section, string>> = {
  growth: "Growth",
  years: "Over the years",
  systems: "The systems",
  drivers: "What drives it",
  conclusions: "Do the conclusions hold",
  distributions: "Distributions",
};

/** Lines of an answer that are shown without being asked for. */
const few = 4;

export interface DrawnFigure {
  readonly figure: Figure;
  readonly drawing: Drawing;
}

/** The report of a result as one HTML file that needs nothing else. `script` makes its figures and tables live. */
export function reportPage(result: Result, figures: readonly DrawnFigure[], script: string): string {
  const groups = sections.flatMap((section) => {
    const drawn = figures.filter(({ figure }) => figure.section === section);
    return drawn.length === 0 ? [] : [{ section, drawn }];
  });
  const body = html`<a class="skip" href="#answer">Skip to the answer</a>
${heading(result)}
<main>
<section id="answer" aria-label="The answer">${questions(result)}
<div class="answer"><p>${summary(result).join(" ")}</p></div>
${each(result)}
<p class="quiet">${basis(result)}</p></section>
<nav aria-label="Contents"><ol>${contents(groups, result).map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ol></nav>
${groups.map(
  ({ section, drawn }) => html`<section id="${section}"><h2>${headings[section]}</h2>
${drawn.map(({ figure, drawing }) => figureMarkup(figure, drawing))}</section>\n`,
)}
${valuesSection(result)}
${assumptionsSection(result)}
${leftOutSection(result)}
${againSection(result)}
</main>
<footer>Made by <a href="https://www.npmjs.com/package/rebound-uq">rebound-uq</a> ${result.manifest.version} from a result file; it loads nothing and sends nothing.</footer>`;
  return page({ title: `${result.name}: report`, body, script });
}

function heading({ name, assumptions }: Result): Markup {
  const { description } = assumptions ?? {};
  return html`<header><h1>${name}</h1>${description === undefined ? "" : html`<p>${description}</p>`}</header>`;
}

function questions(result: Result): Markup {
  const found = asked(result);
  return found.length === 0 ? html`` : html`<p><strong>Asked:</strong> ${found.join(" ")}</p>`;
}

/** Each trend or value by itself, where the paragraph is not about all of them. */
function each(result: Result): Markup {
  const lines = answer(result);
  if (lines.length < 2) return html``;
  const list = html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  return lines.length <= few
    ? list
    : html`<details><summary>Each of ${lines.length} ${result.trends.length > 0 ? "trends" : "values"}</summary>${list}</details>`;
}

/** What the numbers of a report are, before the first of them is read. */
function basis(result: Result): string {
  const { systems = [], outputs, trends, comparisons = [], breakEven = [], manifest } = result;
  const [first = comparisons[0]?.difference ?? breakEven[0]?.value] = systems[0]?.outputs ?? outputs;
  const draws = first?.draws ?? trends[0]?.growthPerYear.draws ?? 1;
  const over = systems.length > 0 ? ` of each of ${systems.length} systems` : "";
  if (draws <= 1) return `Point values${over}: no factor varies.`;
  return `From ${draws} draws${over}, seed ${manifest.seed}. A band holds 95 % of the draws and says what is not known of the inputs; an interval says how exactly the draws tell a value. Numbers are rounded to what these support.`;
}

function contents(
  groups: readonly { readonly section: Section }[],
  { assumptions, data = [] }: Result,
): readonly { readonly id: string; readonly text: string }[] {
  return [
    ...groups.map(({ section }) => ({ id: section, text: headings[section] })),
    { id: "values", text: "Deterministic value, mean and median" },
    ...(assumptions === undefined && data.length === 0
      ? []
      : [{ id: "assumptions", text: "What was assumed" }]),
    { id: "left-out", text: "What failed or was left out" },
    { id: "again", text: "How to run it again" },
  ];
}
