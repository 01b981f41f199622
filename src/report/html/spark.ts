import type { DrawExplanation, SampledShape } from "../../model/explain-factor.ts";
import { html, type Markup } from "./markup.ts";

const width = 96;
const height = 24;
const inset = 2;

/** A distribution drawn small, on an axis of its own: how its draws lie, else its band, its half and its median. */
export function spark(draw: DrawExplanation): Markup {
  const marks = draw.sampled === undefined ? bandMarks(draw) : shapeMarks(draw.sampled);
  return marks === undefined
    ? html``
    : html`<svg class="spark" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${marks}</svg>`;
}

function shapeMarks(shape: SampledShape): Markup {
  const most = Math.max(...shape.counts);
  const bar = (x: number, wide: number, count: number): Markup => {
    const high = (count / most) * (height - 2);
    return html`<rect x="${x.toFixed(1)}" y="${(height - 1 - high).toFixed(1)}" width="${wide.toFixed(1)}" height="${high.toFixed(1)}" fill="currentColor" opacity=".75"/>`;
  };
  const room = width - 2 * inset;
  if ("low" in shape) {
    const wide = room / shape.counts.length;
    return html`${shape.counts.map((count, index) => bar(inset + index * wide, wide - 0.5, count))}`;
  }
  const [low, high] = [shape.values[0]!, shape.values.at(-1)!];
  const at = (value: number): number => inset + ((value - low) / (high - low)) * (room - 4);
  return html`${shape.values.map((value, index) => bar(at(value), 4, shape.counts[index]!))}`;
}

function bandMarks({ quantiles }: DrawExplanation): Markup | undefined {
  const at = (p: number): number | undefined => quantiles.find((quantile) => quantile.p === p)?.value;
  const [low, lower, middle, upper, high] = [0.025, 0.25, 0.5, 0.75, 0.975].map(at);
  if (low === undefined || high === undefined || !(high > low)) return undefined;
  const x = (value: number | undefined): string =>
    (inset + ((value! - low) / (high - low)) * (width - 2 * inset)).toFixed(1);
  const line = (from: string, to: string, thick: number): Markup =>
    html`<line x1="${from}" x2="${to}" y1="12" y2="12" stroke="currentColor" stroke-width="${thick}" opacity=".5"/>`;
  return html`${line(x(low), x(high), 2)}${line(x(lower), x(upper), 7)}<line x1="${x(middle)}" x2="${x(middle)}" y1="5" y2="19" stroke="currentColor" stroke-width="2"/>`;
}
