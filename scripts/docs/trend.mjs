// Tables of docs/trend.md: what the main job says, and where the spread of its growth comes from.
import { digits, markdown, percent, percentile, runScenario, trendOf } from "./page.mjs";

const withoutDrift = ["--set", "include=[distributions/baseline.yaml,distributions/drift-none.yaml]"];
const names = {
  energy: "energy",
  gwp: "GWP, use and embodied",
  adpe: "ADPe, use and embodied",
  "energy-nvidia": "energy, NVIDIA alone",
  "gwp-embodied": "GWP, embodied",
  "energy-since-2019": "energy, from 2019 on",
  "gwp-since-2019": "GWP, from 2019 on",
};
/** Lines of scenarios/trend-fits.yaml, by the endings of their names. */
const fits = {
  "": "least squares",
  "-robust": "Theil-Sen",
  "-frontier": "the five greatest of each year",
};
/** Choices between models, one option at a time; everything else as declared. */
const choices = [
  ["as declared", {}],
  ["logic: MLCA", { logic_model: 1 }],
  ["logic: ACT by node", { logic_model: 2 }],
  ["logic: imec by node", { logic_model: 3 }],
  ["logic: ADEME", { logic_model: 4 }],
  ["yield: none", { yield_model: 0 }],
  ["yield: Poisson", { yield_model: 1 }],
  ["yield: Murphy", { yield_model: 2 }],
  ["yield: negative binomial", { yield_model: 4 }],
  ["copper of the card base: 0.0016 kg Sb-eq", { card_base_adpe: 0.00163 }],
  ["copper of the card base: 0.0171 kg Sb-eq", { card_base_adpe: 0.01707 }],
  ["electricity: one value by country (MLCA)", { grid_by_year: 0 }],
  ["electricity: year of publication", { grid_lagged: 0 }],
  ["one form of server", { server_forms: 0 }],
];
const years = Array.from({ length: 14 }, (_, i) => 2013 + i);

export async function trend() {
  const scenario = "scenarios/trend-2013-2026.yaml";
  const [main, constant] = [await runScenario(scenario), await runScenario(scenario, ...withoutDrift)];
  const choice = await choicesTable(scenario);
  return {
    choices: choice,
    growth: growth(main),
    fits: fitsTable(await runScenario("scenarios/trend-fits.yaml")),
    variance: variance(main, constant),
    years: byYear(main),
    sums: sums(main),
  };
}

/** What each choice between models does to growth, levels and embodied shares: 512 draws each. */
async function choicesTable(scenario) {
  const rows = [];
  for (const [name, sets] of choices) {
    const options = Object.entries(sets).flatMap(([factor, value]) => [
      "--set",
      `factors.${factor}.constant=${value}`,
    ]);
    const result = await runScenario(scenario, "--draws", "512", ...options);
    const found = new Map(result.aggregates.map((aggregate) => [aggregate.id, aggregate]));
    const middle = (id) => percentile(found.get(id), 0.5);
    rows.push([
      name,
      ...["gwp", "adpe"].map((id) => times(percentile(trendOf(result, id).growthPerYear, 0.5))),
      ...["gwp-sum", "adpe-sum"].map((id) => digits(middle(id))),
      ...["gwp-embodied-share", "adpe-embodied-share"].map((id) => middle(id).toFixed(3)),
    ]);
  }
  const columns = ["GWP per year", "ADPe per year", "GWP of all, kg CO2e", "ADPe of all, kg Sb-eq"];
  return markdown(["", ...columns, "embodied share of GWP", "of ADPe"], rows);
}

const band = (output, show) => `${show(percentile(output, 0.05))} … ${show(percentile(output, 0.95))}`;
const times = (value) => `×${value.toFixed(2)}`;
const months = (value) => value.toFixed(1);

function growth({ trends }) {
  return markdown(
    ["trend", "systems", "growth per year", "90 % band", "from inputs alone", "doubling, months"],
    trends.map(({ id, systems, growthPerYear, doublingMonths, inputs }) => [
      names[id],
      systems,
      times(percentile(growthPerYear, 0.5)),
      band(growthPerYear, times),
      band(inputs.growthPerYear, times),
      `${months(percentile(doublingMonths, 0.5))} (${band(doublingMonths, months)})`,
    ]),
  );
}

/** The growth of each impact by each way to lay the line. */
function fitsTable(result) {
  const cell = ({ growthPerYear }) =>
    `${times(percentile(growthPerYear, 0.5))} (${band(growthPerYear, times)})`;
  const ids = ["energy", "gwp", "adpe"];
  return markdown(
    ["growth per year, with its 90 % band", "systems", ...ids.map((id) => names[id])],
    Object.entries(fits).map(([end, name]) => [
      name,
      trendOf(result, `energy${end}`).systems,
      ...ids.map((id) => cell(trendOf(result, id + end))),
    ]),
  );
}

function variance(main, constant) {
  const sd = ({ slope }) => slope.sd.value.toFixed(4);
  const row = (result, text) => (id) => {
    const found = trendOf(result, id);
    const { inputs, composition } = found.variance;
    return [
      `${names[id]}${text}`,
      sd(found.inputs),
      sd(found.composition),
      sd(found),
      percent(inputs.value, 0),
      percent(composition.value, 0),
    ];
  };
  const ids = ["energy", "gwp", "adpe"];
  return markdown(
    [
      "sd of the slope, log10 per year",
      "inputs",
      "composition",
      "both",
      "share of inputs",
      "share of composition",
    ],
    [...ids.map(row(main, "")), ...ids.map(row(constant, ", no drift"))],
  );
}

/** One line a year: medians over systems with their 90 % bands. */
function byYear({ aggregates }) {
  const found = new Map(aggregates.map((aggregate) => [aggregate.id, aggregate]));
  const cell = (id, show) => `${show(percentile(found.get(id), 0.5))} (${band(found.get(id), show)})`;
  const share = (value) => value.toFixed(2);
  return markdown(
    [
      "year",
      "energy, kWh",
      "GWP, kg CO2e",
      "ADPe, kg Sb-eq",
      "embodied share of GWP",
      "embodied share of ADPe",
    ],
    years.map((year) => [
      year,
      cell(`energy-${year}`, digits),
      cell(`gwp-${year}`, digits),
      cell(`adpe-${year}`, digits),
      cell(`gwp-embodied-share-${year}`, share),
      cell(`adpe-embodied-share-${year}`, share),
    ]),
  );
}

function sums({ aggregates }) {
  const found = new Map(aggregates.map((aggregate) => [aggregate.id, aggregate]));
  const cell = (id) => `${digits(percentile(found.get(id), 0.5))} (${band(found.get(id), digits)})`;
  return markdown(
    ["year", "energy, kWh", "GWP, kg CO2e", "ADPe, kg Sb-eq"],
    [...years.map((year) => [year, `-${year}`]), ["**all**", ""]].map(([year, end]) => [
      year,
      ...["energy-sum", "gwp-sum", "adpe-sum"].map((id) => cell(id + end)),
    ]),
  );
}
