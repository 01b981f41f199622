// Tables of docs/missing-data.md: trends with and without the imputed systems, how they were imputed, and how different
// they would have to be.
import { digits, markdown, percentile, runScenario, trendOf } from "./page.mjs";

const names = {
  energy: "energy",
  gwp: "GWP, use and embodied",
  adpe: "ADPe, use and embodied",
  "energy-2019": "energy, from 2019 on",
};

export async function missingData() {
  const result = await runScenario("scenarios/missing-systems.yaml");
  return { trends: trends(result), fits: fits(result), shifts: shifts(result), sums: sums(result) };
}

function band(output, count = 3) {
  return `${digits(percentile(output, 0.025), count)} … ${digits(percentile(output, 0.975), count)}`;
}

function trends(result) {
  const row = (name, trend) => [
    name,
    trend.systems,
    `×${percentile(trend.growthPerYear, 0.5).toFixed(2)}`,
    `×${percentile(trend.growthPerYear, 0.025).toFixed(2)} … ×${percentile(trend.growthPerYear, 0.975).toFixed(2)}`,
    digits(percentile(trend.doublingMonths, 0.5)),
  ];
  return markdown(
    ["trend", "systems", "growth per year", "95 % of draws", "doubling, months"],
    Object.entries(names).flatMap(([id, name]) => [
      row(`${name}: as recorded`, trendOf(result, `${id}-recorded`)),
      row(`**${name}: all notable systems**`, trendOf(result, id)),
    ]),
  );
}

function fits({ imputations }) {
  return markdown(
    ["log10 of", "on", "fitted on", "R²", "residual sd", "imputed"],
    imputations.flatMap(({ factor, fits }) =>
      fits.map(({ systems, r2, residualSd, imputed, coefficients }) => [
        `\`${factor}\``,
        coefficients.map(({ predictor }) => predictor).join(", "),
        systems,
        r2.toFixed(2),
        residualSd.toFixed(2),
        imputed,
      ]),
    ),
  );
}

function shifts({ missing }) {
  return markdown(
    [
      "claim",
      "shift of imputed chip-hours",
      "turns over at",
      "95 % of draws",
      "as a factor",
      "draws in which it does",
    ],
    missing.flatMap(({ statement, axes }) =>
      axes.map(({ over, found, turns, from, to }) => {
        const median = percentile(turns, 0.5);
        const kind = over === undefined ? "alike in all years" : "more each year";
        const share = `${(100 * found.value).toFixed(0)} %`;
        if (found.value < 0.5) return [statement, kind, `none in ${from} … ${to}`, "", "", share];
        return [statement, kind, digits(median), band(turns), `×${digits(10 ** median)}`, share];
      }),
    ),
  );
}

function sums({ aggregates }) {
  const of = (id) => aggregates.find((aggregate) => aggregate.id === id);
  const row = (id, name) => [name, digits(percentile(of(id), 0.5)), band(of(id))];
  return markdown(
    ["", "median", "95 % of draws"],
    [
      row("energy-sum-recorded", "energy of the recorded systems, kWh"),
      row("energy-sum", "energy of all notable systems, kWh"),
      row("share-recorded", "share of the recorded systems"),
      row("share-recorded-2025", "the same in 2025"),
    ],
  );
}
