import { logger, parse, type Spec as VegaSpec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { textMetrics } from "vega-scenegraph";
import type { Figure, Spec } from "./charts/chart.ts";
import { config } from "./charts/theme.ts";
import { pictureWidth } from "./picture-width.ts";
import { textWidth } from "./text-width.ts";
import { titledPicture } from "./titled-picture.ts";

/** A figure ready to draw: its specification in Vega's own terms, and pictures of it. */
export interface Drawing {
  /** For the page: colours as CSS variables, signals `width` and `narrow` for the room that there is. */
  readonly vega: Spec;
  /** The same, drawn: inline SVG that follows the page's colours, ids prefixed by the figure's name. */
  readonly inline: string;
  /** For papers: under a title and how to read it, in light colours, a file of its own. */
  readonly file: string;
}

/**
 * Draws a figure by vega-lite and Vega. Pure: widths of text come from a table of Arial's, not from the machine.
 *
 * @throws Error on a warning of either, so that no figure is drawn in part.
 */
export async function draw(figure: Figure): Promise<Drawing> {
  const vega = toVega(figure);
  const inline = scopeIds(await toSvg(vega), figure.name);
  return { vega, inline, file: titledPicture(figure, inline) };
}

function toVega({ spec, name }: Figure): Spec {
  const whole = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: pictureWidth,
    autosize: { type: "fit-x", contains: "padding" },
    config,
    ...spec,
    params: [{ name: "narrow", value: false }, ...((spec["params"] as readonly Spec[] | undefined) ?? [])],
  };
  const { spec: vega } = compile(whole as unknown as TopLevelSpec, { logger: strict(name) });
  return vega as unknown as Spec;
}

async function toSvg(vega: Spec): Promise<string> {
  const { width } = textMetrics;
  textMetrics.width = ({ text, fontSize, fontWeight }, part) =>
    textWidth(`${part ?? text ?? ""}`, fontSize ?? 11, fontWeight === "bold");
  try {
    const view = new View(parse(vega as unknown as VegaSpec), { renderer: "none", logger: strict("vega") });
    return await view.toSVG();
  } finally {
    textMetrics.width = width;
  }
}

/**
 * Vega numbers clips and gradients through the life of a process; a page holds many pictures. Its roles of marks go,
 * since a picture is read out as a whole.
 */
function scopeIds(svg: string, name: string): string {
  const seen = new Map<string, string>();
  const rename = (id: string): string => {
    if (!seen.has(id)) seen.set(id, `${name}-${seen.size + 1}`);
    return seen.get(id)!;
  };
  return svg
    .replace(/ (role="graphics-\w+"|aria-roledescription="[^"]*"|aria-hidden="true")/g, "")
    .replace(/\bid="([^"]+)"/g, (_, id: string) => `id="${rename(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${rename(id)})`);
}

/** A logger that takes no warning: what vega can't draw as asked is a fault of the figure. */
function strict(name: string): ReturnType<typeof logger> {
  const fail = (...texts: readonly unknown[]): never => {
    throw new Error(`figure ${name}: ${texts.join(" ")}`);
  };
  return Object.assign(logger(0), { warn: fail, error: fail });
}
