import type { Assumptions, Result } from "../../result/result.ts";
import type { TableDescription } from "../../table/data-package.ts";
import { chosenText, numberText } from "../charts/axes.ts";
import { distributionText, drawsOf, scopeText, unitOfDraw } from "../render-explanation.ts";
import { unitText } from "../units.ts";
import { html, type Markup } from "./markup.ts";
import { spark } from "./spark.ts";
import { tableMarkup } from "./table.ts";

/** What the result rests on: every factor with its source, the constants, the equations, and the data. */
export function assumptionsSection({ assumptions, data = [] }: Result): Markup {
  if (assumptions === undefined && data.length === 0) return html``;
  return html`<section id="assumptions"><h2>What was assumed</h2>
${assumptions === undefined ? "" : modelParts(assumptions)}
${data.length === 0 ? "" : html`<h3>Data and their licences</h3>\n${dataList(data)}`}
</section>\n`;
}

function modelParts(assumptions: Assumptions): Markup {
  const { factors, constants, equations, correlations } = assumptions;
  const used = constants.filter(({ replaced }) => !replaced);
  return html`${
    factors.length === 0
      ? html`<p>No factor: everything is a constant.</p>`
      : html`<h3>Factors</h3>
<p class="quiet">Drawn small: how the values of each factor lie among the draws, from its smallest to its largest.</p>
${factorTable(assumptions)}`
  }
${correlations.length === 0 ? "" : html`<ul>${correlations.map(({ factors: pair, spearman }) => html`<li>Spearman correlation of ${spearman} between ${pair.join(" and ")}</li>`)}</ul>`}
${
  used.length === 0
    ? ""
    : html`<h3>Constants</h3>\n${tableMarkup("Constants", {
        columns: [
          { name: "constant" },
          { name: "value", numeric: true },
          { name: "unit" },
          { name: "source" },
        ],
        rows: used.map(({ name, value, unit, source = "" }) => [
          name,
          { value, text: chosenText(value) },
          unitText(unit),
          source,
        ]),
      })}`
}
<h3>Equations</h3>
<details><summary>The model: ${equations.length} equations, in the order of evaluation</summary>
<dl class="facts">${equations.map(({ name, unit, expr, description }) => html`<dt><code>${name}</code> ${unitText(unit)}</dt><dd><code>${expr}</code>${description === undefined ? "" : html`<br><small>${description}</small>`}</dd>`)}</dl></details>`;
}

/** Not a TableData: the drawings are markup. It sorts, searches and copies all the same. */
function factorTable({ factors }: Assumptions): Markup {
  const rows = factors.flatMap((factor) =>
    drawsOf(factor).map(([id, draw]) => {
      const {
        source = factor.source ?? "",
        rationale = factor.rationale ?? "",
        kind = factor.kind ?? "",
      } = draw;
      const [low, high] = [draw.quantiles[0]?.value, draw.quantiles.at(-1)?.value];
      return html`<tr><th scope="row">${id}</th><td>${spark(draw)}</td><td>${distributionText(draw)}</td>
<td class="number" data-value="${draw.nominal}">${chosenText(draw.nominal)}</td><td class="number">${low === high ? "" : `${numberText(low ?? null)} to ${numberText(high ?? null)}`}</td>
<td>${unitText(unitOfDraw(id, factor))}</td><td>${scopeText(draw)}</td><td>${kind}</td><td class="wide">${source}</td><td class="wide">${rationale}</td></tr>\n`;
    }),
  );
  const head = [
    "factor",
    "",
    "distribution",
    "nominal",
    "95 %",
    "unit",
    "scope",
    "kind",
    "source",
    "rationale",
  ];
  return html`<div class="table" data-rows="${rows.length}" data-long><div class="scroll" role="region" aria-label="Factors" tabindex="0"><table>
<caption class="hidden">Factors, their distributions and their sources</caption>
<thead><tr>${head.map((name) => html`<th scope="col"${name === "nominal" || name === "95 %" ? html` class="number"` : ""}>${name === "" ? html`<span class="hidden">drawing</span>` : name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></div>`;
}

function dataList(data: readonly TableDescription[]): Markup {
  return tableMarkup("Data and their licences", {
    columns: [{ name: "table" }, { name: "content" }, { name: "licence" }, { name: "sources" }],
    rows: data.map(({ name, title = "", licenses, sources }) => [
      name,
      title,
      licenses.map((licence) => licenceText(licence.name)).join(", ") || "not stated",
      sources.map((source) => [source.title, source.path].filter(Boolean).join(", ")).join("; "),
    ]),
  });
}

/** Open Definition's name for a licence that nobody states is no name. */
function licenceText(name: string): string {
  return name === "notspecified" ? "not stated" : name;
}
