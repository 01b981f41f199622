// Tables of docs/coverage.md: which systems can be estimated, and whether both ways to their hours agree.
import { aggregatesOf, digits, markdown, percent, percentile, readTable, runScenario } from "./page.mjs";

const reasons = [
  ["lacks-both", "no accelerator and no FLOP are recorded"],
  ["lacks-hardware", "FLOP, but no accelerator"],
  ["lacks-hours-and-flop", "an accelerator, but neither chip-hours nor FLOP"],
  ["hours-of-unknown-hardware", "chip-hours of a processor, or of no accelerator in the table"],
  ["several-kinds", "FLOP, but several kinds of accelerators and no quantities"],
  ["lacks-peak", "FLOP, but no published peak of the accelerator"],
];
const domains = [
  ["language", "language"],
  ["biology", "biology"],
  ["vision", "vision"],
  ["image", "image generation"],
  ["other-domain", "other, or several"],
];
const families = [
  ["nvidia-2019", "NVIDIA, released to 2019"],
  ["nvidia-2020on", "NVIDIA, released from 2020 on"],
  ["tpu", "TPU"],
  ["hardware-other", "other"],
];
const years = ["to-2017", ...Array.from({ length: 8 }, (_, i) => String(2018 + i))];

export async function coverage() {
  const [covered, agreement, runs] = await Promise.all([
    runScenario("scenarios/coverage.yaml"),
    runScenario("scenarios/hours-agreement.yaml"),
    readTable("training-runs"),
  ]);
  return {
    definitions: definitions(aggregatesOf(covered)),
    years: byYear(aggregatesOf(covered)),
    reasons: whyNot(aggregatesOf(covered)),
    drift: drift(agreement),
    groups: groups(aggregatesOf(agreement)),
    disagreeing: disagreeing(agreement, runs),
    flags: flagged(runs),
  };
}

function definitions(a) {
  return markdown(
    ["definition", "estimable", "of", "share"],
    [
      ["notable, by reported chip-hours", a["by-hours"], a.notable, percent(a["by-hours"] / a.notable)],
      ["notable, by FLOP and peak", a["by-flop"], a.notable, percent(a["by-flop"] / a.notable)],
      ["notable, either", a.estimable, a.notable, percent(a.share)],
      [
        "notable on NVIDIA, 2013 to September 2025, of all notable of that time",
        a["nvidia-to-2025q3"],
        a["notable-to-2025q3"],
        percent(a["share-nvidia-to-2025q3"]),
      ],
    ],
  );
}

function byYear(a) {
  const names = ["before-2013", ...Array.from({ length: 14 }, (_, i) => String(2013 + i))];
  return markdown(
    ["year", "notable", "estimable", "share"],
    names.map((year) => {
      const [all, some] = [a[`notable-${year}`], a[`estimable-${year}`]];
      return [year.replace("-", " "), all, some, percent(some / all, 0)];
    }),
  );
}

function whyNot(a) {
  return markdown(
    ["what is recorded", "systems", "share of notable"],
    reasons.map(([id, text]) => [text, a[id], percent(a[id] / a.notable)]),
  );
}

/** One row for each selection: growth of the achieved share per year, with the band that the composition gives. */
function drift({ trends }) {
  const names = {
    all: "all with both",
    plausible: "no fine-tune, share of the peak between 0.02 and 1",
    independent: "the same, FLOP known without the hardware",
    notable: "notable",
    "notable-plausible": "notable, no fine-tune, between 0.02 and 1",
  };
  return markdown(
    ["runs", "number", "growth per year", "90 % band", "drift"],
    trends.map(({ id, systems, growthPerYear }) => {
      const [low, high] = [percentile(growthPerYear, 0.05), percentile(growthPerYear, 0.95)];
      const found = low > 1 ? "upward" : high < 1 ? "downward" : "none found";
      const band = `${low.toFixed(2)} … ${high.toFixed(2)}`;
      return [names[id], systems, `×${growthPerYear.deterministic.toFixed(3)}`, band, found];
    }),
  );
}

function groups(a) {
  const row = ([id, text]) => [text, a[`n-${id}`], a[`median-${id}`].toFixed(2), a[`disagree-${id}`]];
  return markdown(
    ["", "runs", "median share of the peak", "disagree more than fivefold"],
    [
      ["**all**", a.n, a.median.toFixed(2), a.disagree],
      ...domains.map(row),
      ...families.map(row),
      ...years.map((year) => row([year, year.replace("-", " ")])),
    ],
  );
}

/** Notable runs whose two estimates disagree, with what the record says about them. */
function disagreeing(agreement, runs) {
  const found = new Map(runs.map((run) => [run.system, run]));
  const rows = agreement.systems
    .map(({ system, outputs }) => ({ run: found.get(system), achieved: outputs[0].deterministic }))
    .filter(({ run }) => run.notable === "1" && run.flags.split(";").includes("hours_and_flop_disagree"))
    .sort((a, b) => b.achieved - a.achieved);
  return markdown(
    ["notable run", "share of the peak", "base model", "flags"],
    rows.map(({ run, achieved }) => [
      run.system,
      digits(achieved),
      run.base_model || "–",
      run.flags
        .split(";")
        .filter((code) => !["hours_and_flop_disagree", "has_base_model"].includes(code))
        .map((code) => `\`${code}\``)
        .join(" ") || "–",
    ]),
  );
}

function flagged(runs) {
  const counts = new Map();
  for (const run of runs)
    for (const code of run.flags.split(";").filter((code) => code !== "")) {
      const [all, notable] = counts.get(code) ?? [0, 0];
      counts.set(code, [all + 1, notable + Number(run.notable)]);
    }
  const rows = [...counts].sort(([a, [n]], [b, [m]]) => m - n || (a < b ? -1 : 1));
  return markdown(
    ["flag", "runs", "notable"],
    rows.map(([code, [all, notable]]) => [`\`${code}\``, all, notable]),
  );
}
