// Pictures of the README from shipped scenarios: node scripts/docs/figures.mjs [--check] [NAME …]. With --check nothing
// is written, and a picture that differs from what its scenario gives ends the command with 1. Needs dist/.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./page.mjs";

/** By the name of its file in docs/: a scenario, and the figure of its report. */
const pictures = {
  trend: ["scenarios/trend-2013-2026.yaml", "trend-gwp"],
  ranking: ["scenarios/sensitivity-trend.yaml", "sobol-trend-gwp-growthperyear"],
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const check = process.argv.includes("--check");
for (const name of names.length > 0 ? names : Object.keys(pictures)) {
  const [scenario, figure] = pictures[name];
  const file = new URL(`docs/${name}.svg`, root);
  const made = await figureOf(scenario, figure);
  if (made === (await readFile(file, "utf8").catch(() => ""))) console.log(`docs/${name}.svg agrees`);
  else if (check) {
    console.error(`docs/${name}.svg differs from ${scenario}: node scripts/docs/figures.mjs ${name}`);
    process.exitCode = 1;
  } else await writeFile(file, made);
}

async function figureOf(scenario, figure) {
  const out = await mkdtemp(join(tmpdir(), "rebound-figures-"));
  try {
    const args = ["dist/rebound.js", "run", scenario, "--out", out, "--quiet"];
    execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return await readFile(join(out, "figures", `${figure}.svg`), "utf8");
  } finally {
    await rm(out, { recursive: true });
  }
}
