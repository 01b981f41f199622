import { textWidth } from "./text-width.ts";

/**
 * Lines of at most `width` px at this font size, broken between words; a longer word keeps a line of its own, and a
 * percent sign stays with its number.
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.replaceAll(" %", "\u00a0%").split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
