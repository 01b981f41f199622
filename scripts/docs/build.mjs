// Fills the tables of docs/: node scripts/docs/build.mjs [--check] [PAGE …]. With --check nothing is written, and a
// page whose tables differ from what the scenarios give ends the command with 1. Needs dist/.
import { readFile, writeFile } from "node:fs/promises";
import { cards } from "./cards.mjs";
import { coverage } from "./coverage.mjs";
import { measuredEnergies } from "./measured-energies.mjs";
import { missingData } from "./missing-data.mjs";
import { modelForm } from "./model-form.mjs";
import { fillBlocks, root } from "./page.mjs";
import { sensitivityMethods } from "./sensitivity-methods.mjs";
import { trend } from "./trend.mjs";

const pages = {
  cards,
  coverage,
  "measured-energies": measuredEnergies,
  "missing-data": missingData,
  "model-form": modelForm,
  "sensitivity-methods": sensitivityMethods,
  trend,
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const check = process.argv.includes("--check");
for (const name of names.length > 0 ? names : Object.keys(pages)) {
  const file = new URL(`docs/${name}.md`, root);
  const page = await readFile(file, "utf8");
  const filled = fillBlocks(page, await pages[name]());
  if (filled === page) console.log(`docs/${name}.md agrees`);
  else if (check) {
    console.error(`docs/${name}.md differs from its scenarios: node scripts/docs/build.mjs ${name}`);
    process.exitCode = 1;
  } else await writeFile(file, filled);
}
