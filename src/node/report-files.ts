import { readFile } from "node:fs/promises";
import { ownFile } from "../io/node-files.ts";
import { loadPngMaker } from "../io/png.ts";
import { figuresOf } from "../report/charts/index.ts";
import { draw } from "../report/draw.ts";
import { reportPage } from "../report/html/report.ts";
import type { Result } from "../result/result.ts";

export interface ReportFiles {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** What is not there, and why. */
  readonly notes: readonly string[];
}

/** The report of a result, and each of its figures as SVG and, where that can be made, as PNG. */
export async function reportFiles(result: Result): Promise<ReportFiles> {
  const script = await loadClient();
  const figures = [];
  for (const figure of figuresOf(result)) figures.push({ figure, drawing: await draw(figure) });
  const pngMaker = await loadPngMaker();
  const pictures = await Promise.all(
    figures.map(async ({ figure: { name }, drawing: { file } }) => [
      [`figures/${name}.svg`, file] as const,
      ...(pngMaker === undefined ? [] : [[`figures/${name}.png`, await pngMaker(file)] as const]),
    ]),
  );
  const notes = ["figures as SVG only, since @resvg/resvg-js, which makes PNG files, is not installed"];
  return {
    files: new Map<string, string | Uint8Array>([
      ["report.html", reportPage(result, figures, script)],
      ...pictures.flat(),
    ]),
    notes: pngMaker === undefined && figures.length > 0 ? notes : [],
  };
}

/** What makes a page live, as the build has made it. */
export function loadClient(): Promise<string> {
  return readFile(ownFile("dist/report-client.js"), "utf8");
}
