// Tables of docs/cards.md: production of cards under each model of its parts, and reference cards against them.
import { digits, markdown, percentile, readTable, runScenario, trendOf } from "./page.mjs";

const constant = (factor, value) => ["--set", `factors.${factor}.constant=${value}`];
const draws = ["--draws", "2048"];

/** Name, and what is set in the baseline of silicon. */
const variants = [
  ["baseline", []],
  ["logic: MLCA", constant("logic_model", 1)],
  ["logic: ACT by node", constant("logic_model", 2)],
  ["logic: imec by node", constant("logic_model", 3)],
  ["logic: ADEME", constant("logic_model", 4)],
  ["yield: none", constant("yield_model", 0)],
  ["yield: Poisson", constant("yield_model", 1)],
  ["yield: Murphy", constant("yield_model", 2)],
  ["yield: negative binomial", constant("yield_model", 4)],
  [
    "memory: 0.625 GB/cm², no drift",
    [...constant("memory_density", 0.625), "--set", "factors.memory_density.drift=0"],
  ],
  [
    "memory: 1.0 GB/cm², no drift",
    [...constant("memory_density", 1), "--set", "factors.memory_density.drift=0"],
  ],
  [
    "memory: 1.875 GB/cm², no drift",
    [...constant("memory_density", 1.875), "--set", "factors.memory_density.drift=0"],
  ],
  ["memory: ADEME, area by kind", constant("memory_model", 2)],
];

/** Name, and constants of MLCA's card that are replaced. */
const references = [
  ["MLCA, 0.625", []],
  ["MLCA, 1.0", constant("memory_density", 1)],
  ["ACT, 1.0", [...constant("memory_density", 1), ...constant("logic_model", 2)]],
  ["imec, 1.0", [...constant("memory_density", 1), ...constant("logic_model", 3)]],
  ["ADEME logic, 1.0", [...constant("memory_density", 1), ...constant("logic_model", 4)]],
  [
    "all ADEME",
    [...constant("logic_model", 4), ...constant("memory_model", 2), ...constant("card_base_gwp", 14)],
  ],
  [
    "all ADEME, yield",
    [
      ...constant("logic_model", 4),
      ...constant("memory_model", 2),
      ...constant("card_base_gwp", 14),
      ...constant("yield_model", 4),
    ],
  ],
];

export async function cards() {
  return {
    trends: await trendsTable(),
    mlca: await mlcaTable(),
    reference: await referenceTable(),
    memory: await memoryTable(),
  };
}

const growth = ({ growthPerYear }) => {
  const [low, high] = [percentile(growthPerYear, 0.05), percentile(growthPerYear, 0.95)];
  return `${change(percentile(growthPerYear, 0.5))} (${change(low)} … ${change(high)})`;
};
const change = (factor) => `${factor >= 1 ? "+" : "−"}${Math.abs(100 * (factor - 1)).toFixed(1)} %`;

async function trendsTable() {
  const rows = [];
  for (const [name, sets] of variants) {
    const result = await runScenario("scenarios/cards-2013-2025.yaml", ...draws, ...sets);
    const median = result.aggregates.find(({ id }) => id === "gwp");
    rows.push([
      name,
      `${digits(percentile(median, 0.5))} (${digits(percentile(median, 0.05))} … ${digits(percentile(median, 0.95))})`,
      growth(trendOf(result, "gwp")),
      growth(trendOf(result, "gwp-fixed-memory")),
      growth(trendOf(result, "adpe")),
    ]);
  }
  return markdown(
    ["", "median card, kg CO2e (90 % band)", "GWP per year", "with 8 GB on every card", "ADPe per year"],
    rows,
  );
}

async function mlcaTable() {
  const rows = [];
  for (const density of [0.625, 1, 1.875]) {
    const result = await runScenario("scenarios/cards-mlca.yaml", ...constant("memory_density", density));
    const values = result.systems.map(({ outputs }) => outputs[0].deterministic);
    const [median, share] = ["gwp", "memory-share"].map(
      (id) => result.aggregates.find((a) => a.id === id).deterministic,
    );
    rows.push([
      density,
      values.length,
      digits(median),
      `${digits(Math.min(...values))} … ${digits(Math.max(...values))}`,
      ...["gwp", "gwp-memory", "gwp-logic", "gwp-fixed-memory"].map((id) =>
        change(trendOf(result, id).growthPerYear.deterministic),
      ),
      share.toFixed(2),
    ]);
  }
  const columns = [
    "density, GB/cm²",
    "boards",
    "median, kg CO2e",
    "range",
    "per year",
    "memory alone",
    "logic alone",
  ];
  return markdown([...columns, "with 8 GB on every card", "memory's share, median"], rows);
}

/** Each reference card's GWP by every model, with its deviation from the reference. */
async function referenceTable() {
  const cards = await readTable("card-reference");
  const results = [];
  for (const [name, sets] of references) {
    const { systems } = await runScenario("scenarios/reference-cards.yaml", ...sets);
    results.push([name, new Map(systems.map(({ system, outputs }) => [system, outputs[0].deterministic]))]);
  }
  const deviation = (card, values) => values.get(card.card) / Number(card.gwp_kg) - 1;
  const cell = (card, values) => `${digits(values.get(card.card))} (${signed(deviation(card, values))})`;
  const typical = (values) => {
    const logs = cards.map((card) => Math.abs(Math.log1p(deviation(card, values))));
    return `×${Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length).toFixed(2)}`;
  };
  return markdown(
    ["card", "reference", ...results.map(([name]) => name)],
    [
      ...cards.map((card) => [
        card.card,
        digits(Number(card.gwp_kg)),
        ...results.map(([, values]) => cell(card, values)),
      ]),
      ["typical factor off", "", ...results.map(([, values]) => typical(values))],
    ],
  );
}

const signed = (share) => `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(0)} %`;

/** Area of memory per GB that the reference cards imply, against the one value for each kind that the model has. */
async function memoryTable() {
  const [cards, boards] = await Promise.all([readTable("card-reference"), readTable("accelerators")]);
  const areas = { GDDR: 0.0967, HBM: 0.0283 };
  return markdown(
    ["card", "memory", "GB", "cm² per GB by the reference", "in the model", "reference over model"],
    cards.map((card) => {
      const board = boards.find(({ hardware }) => hardware === card.hardware);
      const capacity = Number(board.memory_gb || card.memory_gb);
      const area = Number(card.gwp_memory_kg) / 18.4 / capacity;
      const model = areas[board.is_hbm === "1" ? "HBM" : "GDDR"];
      return [card.card, board.memory_type, capacity, area.toFixed(4), model, (area / model).toFixed(2)];
    }),
  );
}
