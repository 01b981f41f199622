import { sha256 } from "../../core/sha256.ts";
import { html, type Markup, trusted } from "./markup.ts";
import { style } from "./style.ts";

const encoder = new TextEncoder();

export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** JavaScript that makes figures live and tables sort; a page without it is complete, but still. */
  readonly script?: string;
}

/**
 * A page that stands alone: style and script inline, nothing fetched. Its security policy lets run what is in it by
 * hash, and nothing else; there is no `eval` in it.
 */
export function page({ title, body, script }: PageParts): string {
  const css = style();
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(css)}'`,
    `script-src ${script === undefined ? "'none'" : `'${hashOf(script)}'`}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`${trusted("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="rebound-uq">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(css)}</style>
</head>
<body>
${body}
${script === undefined ? "" : html`<script>${trusted(script)}</script>`}
</body>
</html>
`.text;
}

/** What a policy calls an inline script or style by. */
function hashOf(text: string): string {
  const bytes = sha256(encoder.encode(text))
    .match(/../g)!
    .map((byte) => Number.parseInt(byte, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
