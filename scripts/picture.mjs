// Draws docs/trend.svg from the main job's result: rebound run scenarios/trend-2013-2026.yaml --out DIR, then
// node scripts/picture.mjs DIR/result.json
import { readFile, writeFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";

const output = "gwp_kg_total";
const [width, height, left, right, top, bottom] = [860, 430, 70, 20, 46, 40];
const years = [2013, 2027];
const decades = [-2, 9];

const result = JSON.parse(await readFile(process.argv[2], "utf8"));
const rows = parse(await readFile(new URL("../data/training-runs.csv", import.meta.url), "utf8"), {
  columns: true,
  bom: true,
});
const dateOf = new Map(rows.map((row) => [row.system, Number(row.date)]));

const x = (year) => left + ((year - years[0]) / (years[1] - years[0])) * (width - left - right);
const y = (value) =>
  height - bottom - ((Math.log10(value) - decades[0]) / (decades[1] - decades[0])) * (height - top - bottom);
const quantile = ({ quantiles }, p) => quantiles.find((q) => q.p === p).value;
const n = (value) => value.toFixed(1);

const bands = result.systems.map(({ system, outputs }) => {
  const found = outputs.find(({ id }) => id === output);
  const at = n(x(dateOf.get(system)));
  const [low, middle, high] = [0.025, 0.5, 0.975].map((p) => n(y(quantile(found, p))));
  return `<line x1="${at}" x2="${at}" y1="${low}" y2="${high}"/><circle cx="${at}" cy="${middle}" r="1.8"/>`;
});
const yearTicks = Array.from({ length: 7 }, (_, i) => 2014 + 2 * i).map(
  (year) => `<text x="${n(x(year))}" y="${height - bottom + 18}" text-anchor="middle">${year}</text>`,
);
const decadeTicks = Array.from({ length: 6 }, (_, i) => decades[0] + 2 * i).map((power) => {
  const at = n(y(10 ** power));
  return `<line class="grid" x1="${left}" x2="${width - right}" y1="${at}" y2="${at}"/><text x="${left - 8}" y="${Number(at) + 4}" text-anchor="end">10<tspan dy="-5" font-size="9">${power}</tspan></text>`;
});
const trend = result.trends.find(({ of }) => of === output);
const growth = [0.025, 0.5, 0.975].map((p) => quantile(trend.growthPerYear, p).toFixed(2));
const title = `GWP of ${result.systems.length} training runs, kg CO2e: median and 95 % band of each. Growth ×${growth[1]} a year (×${growth[0]} to ×${growth[2]})`;

await writeFile(
  new URL("../docs/trend.svg", import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<style>line{stroke:#2b6cb0;stroke-opacity:.35}circle{fill:#1a365d}.grid{stroke:#ddd;stroke-opacity:1}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="24" font-size="14">${title}</text>
${decadeTicks.join("\n")}
${yearTicks.join("\n")}
${bands.join("\n")}
</svg>
`,
);
