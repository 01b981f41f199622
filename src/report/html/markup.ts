/** HTML that is safe to put into a page: made by `html`, never from text of a scenario, a table or a name. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = Markup | string | number | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** A template of HTML: whatever is put into it is escaped, in text as in quoted attributes, unless it is Markup. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let text = strings[0]!;
  contents.forEach((content, index) => {
    text += render(content) + strings[index + 1]!;
  });
  return new Markup(text);
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(render).join("");
  // A percent sign stays with its number.
  return content === undefined ? "" : escapeHtml(String(content)).replace(/(\d) %/g, "$1\u00a0%");
}

/** Markup made elsewhere by code that escapes, e.g. Vega's SVG. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Data for a script of the page: JSON that can't end its element. */
export function jsonScript(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`;
}
