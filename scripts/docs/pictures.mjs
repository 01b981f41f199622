// node scripts/docs/pictures.mjs
// The pictures of the pages on concepts: figures of the reports of the examples that these pages run, and points of the
// designs. To be run again where figures change.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = join(root, "docs/pictures");
const folder = mkdtempSync(join(tmpdir(), "rebound-pictures-"));
const rebound = (...args) =>
  execFileSync(process.execPath, [join(root, "dist/rebound.js"), ...args], { cwd: root, stdio: "pipe" });

/** Pictures by name: the figure of which report each is. */
const figures = {
  fleet: {
    bands: "systems-energy",
    composition: "trend-parts",
    trend: "trend-energy",
    kinds: "p-box-aggregate-total",
    factors: "factors",
    sobol: "sobol-trend-energy-growthperyear",
    morris: "morris-aggregate-total",
    claims: "claims",
  },
  ishigami: { intervals: "convergence-y" },
};

rebound("run", "scenarios/examples/fleet.yaml", "--out", join(folder, "fleet"), "--quiet");
const converging = "analyses={sobol: {base: 128, until: {halfWidth: 0.03}}}";
rebound("run", "scenarios/ishigami.yaml", "--set", converging, "--out", join(folder, "ishigami"), "--quiet");
for (const [scenario, names] of Object.entries(figures))
  for (const [picture, figure] of Object.entries(names))
    copyFileSync(join(folder, scenario, `figures/${figure}.svg`), join(pictures, `${picture}.svg`));
writeFileSync(join(pictures, "designs.svg"), drawDesigns());

/** 256 points of each design, side by side. */
function drawDesigns() {
  const file = join(folder, "square.yaml");
  const uniform = "{uniform: {low: 0, high: 1}}";
  writeFileSync(
    file,
    `rebound: 1\nmodel: {equations: {y: a + b}}\nfactors: {a: ${uniform}, b: ${uniform}}\noutputs: [y]\n`,
  );
  const [side, gap, top] = [200, 20, 24];
  const panels = ["random", "lhs", "sobol"].map((design, index) => {
    const out = join(folder, `${design}.csv`);
    const sampling = `sampling={design: ${design}, draws: 256, replicates: 1, seed: 1}`;
    rebound("design", file, "--set", sampling, "--out", out, "--quiet");
    const points = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(1).map(Number));
    const left = gap + index * (side + gap);
    const dots = points.map(
      ([a, b]) =>
        `<circle cx="${(left + a * side).toFixed(1)}" cy="${(top + (1 - b) * side).toFixed(1)}" r="1.6"/>`,
    );
    return `<text x="${left}" y="16">${design}</text><rect x="${left}" y="${top}" width="${side}" height="${side}"/><g>${dots.join("")}</g>`;
  });
  const [width, height] = [gap + 3 * (side + gap), top + side + gap];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="256 points of a random design, a Latin hypercube and a scrambled Sobol' net in the unit square"><style>text{font:14px Arial,sans-serif;fill:#222}rect{fill:none;stroke:#999}g{fill:#1b6ca8}svg{background:#fff}</style>${panels.join("")}</svg>\n`;
}
