/** The rows of a table that are shown, as texts: numbers in full, not as they are rounded. */
function textsOf(table: HTMLTableElement): readonly (readonly string[])[] {
  return [...table.rows]
    .filter((row) => !row.hidden)
    .map((row) =>
      [...row.cells].map((cell) => cell.dataset["value"] ?? cell.textContent.replace(/\s+/g, " ").trim()),
    );
}

/** As RFC 4180 has it. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function toCsv(table: HTMLTableElement): string {
  const field = (text: string): string => {
    const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return textsOf(table)
    .map((row) => `${row.map(field).join(",")}\r\n`)
    .join("");
}

export function toMarkdown(table: HTMLTableElement): string {
  const [head = [], ...rows] = textsOf(table).map((row) =>
    row.map((text) => text.replace(/([\\|<>])/g, "\\$1")),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}
