import { toCsv, toMarkdown } from "./copy.ts";

/** Rows below which searching and copying is not worth the room. */
const worthTools = 4;

/** Gives every table headings that sort it, and longer ones a field to search them and buttons to copy them. */
export function furnishTables(root: Document): void {
  for (const box of root.querySelectorAll<HTMLElement>(".table")) {
    const table = box.querySelector("table")!;
    for (const [index, head] of [...table.tHead!.rows[0]!.cells].entries()) makeSortable(table, head, index);
    if (Number(box.dataset["rows"]) >= worthTools) box.prepend(tools(root, table, "long" in box.dataset));
  }
}

function makeSortable(table: HTMLTableElement, head: HTMLTableCellElement, index: number): void {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const descending =
      head.ariaSort === "ascending" || (head.ariaSort === null && head.classList.contains("number"));
    for (const other of table.tHead!.rows[0]!.cells) other.removeAttribute("aria-sort");
    head.ariaSort = descending ? "descending" : "ascending";
    sortRows(table.tBodies[0]!, index, descending ? -1 : 1);
  });
}

/** Numbers by value, texts by the reader's own alphabet; what has no value stands last in either direction. */
function sortRows(body: HTMLTableSectionElement, index: number, direction: 1 | -1): void {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const keyed = [...body.rows].map((row) => {
    const cell = row.cells[index]!;
    const numeric = cell.classList.contains("number");
    return {
      row,
      number: Number(cell.dataset["value"] ?? Number.NaN),
      text: numeric ? "" : cell.textContent,
    };
  });
  keyed.sort((a, b) => {
    if (a.text !== "" || b.text !== "") return compare(a.text, b.text) * direction;
    if (Number.isNaN(a.number) || Number.isNaN(b.number))
      return Number(Number.isNaN(a.number)) - Number(Number.isNaN(b.number));
    return (a.number - b.number) * direction;
  });
  body.append(...keyed.map(({ row }) => row));
}

function tools(root: Document, table: HTMLTableElement, searchable: boolean): HTMLElement {
  const bar = root.createElement("div");
  bar.className = "tools";
  if (searchable) bar.append(...searchField(root, table));
  bar.append(copyButton(root, "Copy as CSV", () => toCsv(table)));
  bar.append(copyButton(root, "Copy as Markdown", () => toMarkdown(table)));
  return bar;
}

function searchField(root: Document, table: HTMLTableElement): readonly HTMLElement[] {
  const field = Object.assign(root.createElement("input"), { type: "search", placeholder: "Search" });
  field.setAttribute("aria-label", `Search the table: ${table.caption?.textContent ?? ""}`);
  const count = Object.assign(root.createElement("span"), { className: "count" });
  count.setAttribute("role", "status");
  const rows = [...table.tBodies[0]!.rows];
  const search = (): void => {
    const wanted = field.value.trim().toLowerCase();
    let found = 0;
    for (const row of rows) {
      row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) found++;
    }
    count.textContent = wanted === "" ? `${rows.length} rows` : `${found} of ${rows.length} rows`;
  };
  field.addEventListener("input", search);
  search();
  return [field, count];
}

function copyButton(root: Document, label: string, text: () => string): HTMLElement {
  const button = Object.assign(root.createElement("button"), { type: "button", textContent: label });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser did not allow it";
    }
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
  return button;
}
