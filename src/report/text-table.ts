import stringWidth from "string-width";

const gap = "  ";

/** A table of text: the first column to the left, figures to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? "")), widthOf(name)),
  );
  const line = (cells: readonly string[]): string => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? "";
      const space = " ".repeat(width - widthOf(cell));
      return column === 0 ? cell + space : space + cell;
    });
    return `${gap}${padded.join(gap).trimEnd()}`;
  };
  return [head, ...rows].map(line).join("\n");
}

/** Columns of a terminal that a text takes; most texts are plain. */
function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}
