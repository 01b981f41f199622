import type { Cell, Column, TableData } from "../table-data.ts";
import { html, type Markup } from "./markup.ts";

/** Rows beyond which a table gets a field to search it. */
const long = 15;

/**
 * A table that scrolls on its own where it is wide, sorts by its headings, and can be copied. Without scripts it is
 * the plain table.
 */
export function tableMarkup(caption: string, { columns, rows }: TableData): Markup {
  return html`<div class="table" data-rows="${rows.length}"${rows.length > long ? html` data-long` : ""}>
<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption class="hidden">${caption}</caption>
<thead><tr>${columns.map(head)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => body(cell, columns[index]!, index))}</tr>\n`)}</tbody>
</table></div></div>\n`;
}

function head({ name, unit = "", numeric = false }: Column): Markup {
  const shown = unit === "" ? html`` : html` <small>${unit}</small>`;
  return html`<th scope="col"${numeric ? html` class="number"` : ""}>${name}${shown}</th>`;
}

function body(cell: Cell, { numeric = false }: Column, index: number): Markup {
  const { text, value, title, href } = { value: null, title: undefined, href: undefined, ...asObject(cell) };
  const data = value === null ? html`` : html` data-value="${value}"`;
  const about = title === undefined ? html`` : html` title="${title}"`;
  const content = href === undefined ? html`${text}` : html`<a href="${href}">${text}</a>`;
  if (index === 0 && !numeric) return html`<th scope="row"${about}>${content}</th>`;
  return html`<td${numeric ? html` class="number"` : ""}${data}${about}>${content}</td>`;
}

function asObject(cell: Cell): Exclude<Cell, string> {
  return typeof cell === "string" ? { value: null, text: cell } : cell;
}
