import { readFile } from "node:fs/promises";
import { ownFile } from "../io/node-files.ts";
import { loadPngMaker } from "../io/png.ts";
import type { Figure } from "../report/charts/chart.ts";
import { figuresOf } from "../report/charts/index.ts";
import { memberFigures, type ShownMember } from "../report/charts/members.ts";
import { draw } from "../report/draw.ts";
import { type IndexParts, indexPage } from "../report/html/index-page.ts";
import { type DrawnFigure, reportPage } from "../report/html/report.ts";
import type { Result } from "../result/result.ts";

export interface ReportFiles {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** What is not there, and why. */
  readonly notes: readonly string[];
}

/** The report of a result, and each of its figures as SVG and, where that can be made, as PNG. */
export async function reportFiles(result: Result): Promise<ReportFiles> {
  const script = await loadClient();
  const figures = await drawAll(figuresOf(result));
  const { files, notes } = await pictureFiles(figures, "figures/");
  return { files: new Map([["report.html", reportPage(result, figures, script)], ...files]), notes };
}

/** One page over several results, and its figures, which show them side by side. */
export async function indexFiles({
  members,
  ...parts
}: Omit<IndexParts, "figures" | "script"> & { readonly members: readonly ShownMember[] }): Promise<
  ReportFiles["files"]
> {
  const script = await loadClient();
  const figures = await drawAll(memberFigures(members));
  const { files } = await pictureFiles(figures, "figures/");
  return new Map([["index.html", indexPage({ ...parts, figures, script })], ...files]);
}

/** Figures drawn one after the other: drawing lends itself a table of widths of text. */
export async function drawAll(figures: readonly Figure[]): Promise<readonly DrawnFigure[]> {
  const drawn: DrawnFigure[] = [];
  for (const figure of figures) drawn.push({ figure, drawing: await draw(figure) });
  return drawn;
}

/** Figures as SVG and, where that can be made, as PNG; `prefix` stands before their names. */
export async function pictureFiles(figures: readonly DrawnFigure[], prefix: string): Promise<ReportFiles> {
  const pngMaker = await loadPngMaker();
  const pictures = await Promise.all(
    figures.map(async ({ figure: { name }, drawing: { file } }) => [
      [`${prefix}${name}.svg`, file] as const,
      ...(pngMaker === undefined ? [] : [[`${prefix}${name}.png`, await pngMaker(file)] as const]),
    ]),
  );
  const notes = ["figures as SVG only, since @resvg/resvg-js, which makes PNG files, is not installed"];
  return {
    files: new Map<string, string | Uint8Array>(pictures.flat()),
    notes: pngMaker === undefined && figures.length > 0 ? notes : [],
  };
}

/** What makes a page live, as the build has made it. */
export function loadClient(): Promise<string> {
  return readFile(ownFile("dist/report-client.js"), "utf8");
}
