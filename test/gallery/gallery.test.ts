import { expect, test } from "vitest";
import { calibrationFigures } from "../../src/report/charts/calibration.ts";
import { figuresOf } from "../../src/report/charts/index.ts";
import { memberFigures } from "../../src/report/charts/members.ts";
import { draw } from "../../src/report/draw.ts";
import { calibrations, fixture, members } from "./fixture.ts";

/**
 * Each figure of a fixed result against the picture that is stored in output/. A change that is meant is looked at by
 * eye and stored with `npx vitest run test/gallery -u`.
 */
const figures = [
  ...figuresOf(fixture),
  ...calibrationFigures(calibrations, "hours_reported", "hours_at_peak"),
  ...memberFigures(members),
];

test.each(figures.map((figure) => [figure.name, figure] as const))("%s", async (name, figure) => {
  const { file } = await draw(figure);
  await expect(normalise(file)).toMatchFileSnapshot(`output/${name}.svg`);
});

test("every figure has a name of its own, a title, a caption and the numbers behind it", () => {
  expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  for (const { name, title, caption, table } of figures) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(title.length, name).toBeGreaterThan(10);
    expect(caption.length, name).toBeGreaterThan(10);
    expect(table.rows.length, name).toBeGreaterThan(0);
    for (const row of table.rows) expect(row.length, name).toBe(table.columns.length);
  }
});

test("pictures hold no name of a figure's colours that a paper could not resolve, and no code", async () => {
  for (const figure of figures) {
    const { file, inline } = await draw(figure);
    expect(file).not.toMatch(/var\(--/);
    const tags = `${file}${inline}`.match(/<[^>]*>/g)!.join("");
    expect(tags).not.toMatch(/<(script|img|foreignObject|a)\b|\son\w+=|javascript:|style=/i);
  }
});

/** Coordinates to a tenth of a px, a line for each element: what an eye could see. Texts stay as they are. */
function normalise(svg: string): string {
  return svg
    .replace(/<[^>]+>/g, (tag) =>
      tag.replace(/-?\d+\.\d+/g, (number) => `${Number(Number(number).toFixed(1))}`),
    )
    .replaceAll("><", ">\n<");
}
