import type { Figure } from "./charts/chart.ts";
import { font, lightColours, withLightColours } from "./charts/theme.ts";
import { escapeHtml } from "./html/markup.ts";
import { wrapText } from "./wrap-text.ts";

const margin = 12;
interface TextStyle {
  readonly size: number;
  /** Height of a line. */
  readonly line: number;
  readonly weight: string;
  readonly colour: string;
}

const titleStyle: TextStyle = { size: 15, line: 19, weight: "bold", colour: lightColours.ink };
const captionStyle: TextStyle = { size: 12, line: 16, weight: "normal", colour: lightColours.muted };

/** A picture that stands alone: the figure's title and how to read it above its drawing, on white. */
export function titledPicture({ title, caption }: Figure, drawing: string): string {
  const [width, height] = sizeOf(drawing);
  const whole = Math.max(width, 320) + 2 * margin;
  const head = textLines(wrapText(title, whole - 2 * margin, titleStyle.size * 1.07), titleStyle, margin);
  const about = textLines(
    wrapText(caption, whole - 2 * margin, captionStyle.size),
    captionStyle,
    head.bottom + 4,
  );
  const top = about.bottom + 12;
  const total = top + height + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${total}" viewBox="0 0 ${whole} ${total}" role="img" font-family="${font}">
<title>${escapeHtml(title)}</title>
<rect width="${whole}" height="${total}" fill="${lightColours.ground}"/>
${head.text}
${about.text}
<g transform="translate(${margin},${top})">${withLightColours(drawing)}</g>
</svg>
`;
}

function sizeOf(svg: string): readonly [number, number] {
  const found = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (found === null) throw new Error("a drawing without a view box");
  return [Number(found[1]), Number(found[2])];
}

function textLines(
  lines: readonly string[],
  { size, line, weight, colour }: TextStyle,
  top: number,
): { readonly text: string; readonly bottom: number } {
  const text = lines.map(
    (content, index) =>
      `<text x="${margin}" y="${top + size + index * line}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeHtml(content)}</text>`,
  );
  return { text: text.join("\n"), bottom: top + lines.length * line };
}
