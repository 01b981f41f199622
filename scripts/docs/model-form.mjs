// Tables of docs/model-form.md: each structural choice alone, and the share of the variance that all of them are.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { digits, markdown, percent, percentile, root, runScenario, trendOf } from "./page.mjs";

const family = "scenarios/model-form.yaml";
const names = {
  "trend.energy.growthPerYear": "growth of energy",
  "trend.gwp.growthPerYear": "growth of GWP",
  "trend.adpe.growthPerYear": "growth of ADPe",
  'aggregate["energy-sum"]': "sum of energy",
  'aggregate["gwp-sum"]': "sum of GWP",
  'aggregate["adpe-sum"]': "sum of ADPe",
  'aggregate["embodied-share-gwp"]': "embodied share of GWP",
  'aggregate["embodied-share-adpe"]': "embodied share of ADPe",
};

export async function modelForm() {
  const results = [];
  for (const member of await members()) {
    const result = await runScenario(family, "--member", member);
    results.push([member.replace(/^choice=/, ""), result]);
  }
  return { choices: choices(results), claims: claims(results), shares: await shares() };
}

async function members() {
  const args = ["dist/rebound.js", "check", family, "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 });
  return [...stdout.matchAll(/choice=[^\]"]+/g)]
    .map(([name]) => name)
    .filter((name, i, all) => all.indexOf(name) === i);
}

function growth(result, id) {
  const { growthPerYear } = trendOf(result, id);
  const at = (p) => percentile(growthPerYear, p).toFixed(2);
  return `×${at(0.5)} (${at(0.025)} … ${at(0.975)})`;
}

function choices(results) {
  const middle = (result, id) =>
    percentile(
      result.aggregates.find((found) => found.id === id),
      0.5,
    );
  const [, base] = results[0];
  const level = (result, id) => `${((middle(result, id) / middle(base, id)) * 100).toFixed(0)} %`;
  return markdown(
    [
      "choice",
      "energy a year",
      "doubling, months",
      "GWP a year",
      "ADPe a year",
      "sum of GWP",
      "sum of ADPe",
      "embodied ADPe",
    ],
    results.map(([name, result]) => [
      name,
      growth(result, "energy"),
      digits(percentile(trendOf(result, "energy").doublingMonths, 0.5)),
      growth(result, "gwp"),
      growth(result, "adpe"),
      level(result, "gwp-sum"),
      level(result, "adpe-sum"),
      percent(middle(result, "embodied-share-adpe")),
    ]),
  );
}

function claims(results) {
  const statements = results[0][1].claims.map(({ statement }) => statement);
  const cell = ({ holds: { value, low, high } }) =>
    low === null ? value.toFixed(2) : `${value.toFixed(2)} (${low.toFixed(2)} … ${high.toFixed(2)})`;
  return markdown(
    ["choice", ...statements],
    results.map(([name, result]) => [name, ...result.claims.map(cell)]),
  );
}

async function shares() {
  const args = ["dist/rebound.js", "sensitivity", "scenarios/model-form-share.yaml", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 });
  const cell = ({ value, low, high }) => `${percent(value, 0)} (${percent(low, 0)} … ${percent(high, 0)})`;
  return markdown(
    [
      "",
      "model form alone",
      "with interactions",
      "inputs, with interactions",
      "choice of systems, with interactions",
    ],
    JSON.parse(stdout).sobol.map(({ output, indices }) => {
      const of = (name) => indices.find(({ factor }) => factor === name);
      const found = of("model-form");
      return [names[output], cell(found.s1), cell(found.st), cell(of("inputs").st), cell(of("systems").st)];
    }),
  );
}
