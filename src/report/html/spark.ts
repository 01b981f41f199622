import type { DrawExplanation } from "../../model/explain-factor.ts";
import { html, type Markup } from "./markup.ts";

const width = 96;
const height = 22;

/** A distribution drawn small: 95 % and 50 % of it as lines, its median as a tick, on an axis of its own. */
export function spark({ quantiles }: DrawExplanation): Markup {
  const at = (p: number): number | undefined => quantiles.find((quantile) => quantile.p === p)?.value;
  const [low, lower, middle, upper, high] = [0.025, 0.25, 0.5, 0.75, 0.975].map(at);
  if (low === undefined || high === undefined || !(high > low)) return html``;
  const x = (value: number | undefined): string =>
    (4 + ((value! - low) / (high - low)) * (width - 8)).toFixed(1);
  const line = (from: string, to: string, thick: number, opacity: number): Markup =>
    html`<line x1="${from}" x2="${to}" y1="11" y2="11" stroke="currentColor" stroke-width="${thick}" opacity="${opacity}"/>`;
  return html`<svg class="spark" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${line(x(low), x(high), 2, 0.55)}${line(x(lower), x(upper), 7, 0.45)}<line x1="${x(middle)}" x2="${x(middle)}" y1="4" y2="18" stroke="currentColor" stroke-width="2"/></svg>`;
}
