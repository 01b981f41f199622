import type { Figure } from "../charts/chart.ts";
import type { Drawing } from "../draw.ts";
import { html, jsonScript, type Markup, trusted } from "./markup.ts";
import { tableMarkup } from "./table.ts";

/** A figure with its title, its picture (live where scripts run), how to read it, and the numbers behind it. */
export function figureMarkup({ name, title, caption, table }: Figure, { inline, vega }: Drawing): Markup {
  return html`<figure id="${name}">
<h3>${title} <a class="anchor" href="#${name}" aria-label="Link to this figure">#</a></h3>
<div class="controls" data-controls="${name}"></div>
<div class="picture" role="img" aria-label="${title}. ${caption}" data-figure="${name}"><div class="still" aria-hidden="true">${trusted(inline)}</div></div>
<figcaption>${caption}</figcaption>
<details><summary>Numbers behind this figure</summary>
${tableMarkup(title, table)}</details>
${jsonScript(`${name}-spec`, vega)}
</figure>\n`;
}
