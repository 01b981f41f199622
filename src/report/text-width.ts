/** Advance widths of Arial's characters from space to tilde, in thousandths of the font size. */
const widths = [
  277, 277, 354, 556, 556, 889, 666, 190, 333, 333, 389, 583, 277, 333, 277, 277, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 277, 277, 583, 583, 583, 556, 1015, 666, 666, 722, 722, 666, 610, 777, 722, 277,
  500, 666, 556, 833, 722, 777, 666, 777, 722, 666, 610, 722, 666, 943, 666, 666, 610, 277, 277, 277, 469,
  556, 333, 556, 556, 500, 556, 556, 277, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  277, 556, 500, 722, 500, 500, 500, 333, 259, 333, 583,
];
const narrow = new Set("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₂\u00a0");

/** Width of a text in px, as Arial and the fonts of its measure set it; characters beyond ASCII by a usual width. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    sum += widths[code - 32] ?? (narrow.has(character) ? 333 : code > 0x2e80 ? 1000 : 580);
  }
  return (sum / 1000) * size * (bold ? 1.07 : 1);
}
