// Tables of docs/sensitivity-methods.md: what every method says of the growth of GWP; about three minutes.
import { markdown, runCommand } from "./page.mjs";

const scenario = "scenarios/sensitivity-trend.yaml";
const target = "trend.gwp.growthPerYear";
const targets = `targets: [${target}]`;
const givenNames = [
  "src",
  "srrc",
  "pcc",
  "prcc",
  "spearman",
  "linearShare",
  "rbdFast",
  "rankFirstOrder",
  "xi",
  "delta",
  "pawn",
  "hsic",
  "regional",
  "shapleyNeighbours",
];
/** What of a given-data method is shown, where its first measure has another name. */
const shown = {
  linearShare: "share",
  rbdFast: "s1",
  rankFirstOrder: "s1",
  pawn: "median",
  hsic: "r2",
  regional: "ks",
  shapleyNeighbours: "sh",
};
/** Shared factors by the size of `src`, and factors of single systems by ST. */
const [mostShared, mostSystem] = [9, 5];

const analyses = (text) => ["--set", `analyses={${text}}`];

export async function sensitivityMethods() {
  const moved = await runCommand(
    "sensitivity",
    scenario,
    ...analyses(
      [
        `sobol: {base: 256, replicates: 8, parts: apart, ${targets}}`,
        `morris: {trajectories: 50, parts: apart, ${targets}}`,
        `shapley: {base: 64, parts: apart, ${targets}}`,
        `dgsm: {base: 16, ${targets}}`,
        `tornado: {${targets}}`,
        `efast: {${targets}}`,
      ].join(", "),
    ),
  );
  const given = await runCommand(
    "sensitivity",
    scenario,
    "--set",
    "sampling={design: random, draws: 4096, replicates: 1, seed: 1}",
    ...analyses(givenNames.map((name) => `${name}: {${targets}}`).join(", ")),
  );
  return { methods: methodsTable(moved, given), sizes: sizes(moved, given) };
}

/** Entries of a result by factor. */
const byFactor = (entries) => new Map(entries.map((entry) => [entry.factor, entry]));

/** `.123`, or `.12 ±.03` with half the interval; `–` where there is no number. */
function number(estimate, withInterval = false) {
  const value = typeof estimate === "number" ? estimate : estimate?.value;
  if (value === null || value === undefined) return "–";
  const text = (x) => x.toFixed(3).replace(/^(-?)0\./, "$1.");
  const { low, high } = estimate;
  return withInterval && typeof low === "number" && typeof high === "number"
    ? `${text(value)} ±${text((high - low) / 2)}`
    : text(value);
}

function methodsTable(moved, given) {
  const [sobol, morris, shapley, dgsm, tornado] = ["sobol", "morris", "shapley", "dgsm", "tornado"].map(
    (name) =>
      byFactor(
        Object.values(moved[name][0]).find((value) => Array.isArray(value) && value[0]?.factor !== undefined),
      ),
  );
  const measures = new Map(givenNames.map((name) => [name, byFactor(given[name][0].measures)]));
  const size = (factor) => Math.abs(measures.get("src").get(factor)?.src.value ?? 0);
  const total = (factor) => sobol.get(factor)?.st.value ?? 0;
  const shared = [...measures.get("src").keys()].filter((factor) => size(factor) > 0);
  const chosen = [
    ...shared.toSorted((a, b) => size(b) - size(a)).slice(0, mostShared),
    ...[...sobol.keys()]
      .filter((factor) => !shared.includes(factor))
      .toSorted((a, b) => total(b) - total(a))
      .slice(0, mostSystem),
  ].toSorted((a, b) => total(b) - total(a));
  const dummy = (name) => number(given[name][0].dummy);
  const columns = [
    "factor",
    "sobol: S1",
    "ST",
    "morris: μ*",
    "shapley",
    ...givenNames,
    "dgsm: ST ≤",
    "tornado",
  ];
  const rows = chosen.map((factor) => [
    `\`${factor}\``,
    number(sobol.get(factor)?.s1, true),
    number(sobol.get(factor)?.st, true),
    number(morris.get(factor)?.muStar, true),
    number(shapley.get(factor)?.sh, true),
    ...givenNames.map((name) => number(measures.get(name).get(factor)?.[shown[name] ?? name])),
    number(dgsm.get(factor)?.bound),
    number(tornado.get(factor)?.swing),
  ]);
  const none = ["–", "–", "–", "–"];
  const floor = givenNames.map((name) => (given[name][0].dummy === undefined ? "–" : dummy(name)));
  return markdown(columns, [...rows, ["(dummy)", ...none, ...floor, "–", "–"]]);
}

/** What each method cost, and the numbers that the text beside the table rests on. */
function sizes(moved, given) {
  const { r2 } = given.src[0];
  const count = (name) => moved[name][0].evaluations;
  const efast = moved.efast[0].indices[0].s1.reason;
  const rows = [
    ["`sobol`", count("sobol"), `${moved.sobol[0].indices.length} factors, parts and drifts apart`],
    ["`morris`", count("morris"), `${moved.morris[0].trajectories} trajectories on four levels`],
    [
      "`shapley`",
      count("shapley"),
      `one order of ${moved.shapley[0].effects.length} players for each pair of points`,
    ],
    ["`dgsm`", count("dgsm"), "16 rows in each of 8 replicates"],
    ["`tornado`", 2 * moved.tornado[0].bars.length + 1, `${moved.tornado[0].bars.length} factors`],
    ["`efast`", 0, `refused: ${efast}`],
    ["given data", given.src[0].rows, `a random design; R² of \`src\` ${number(r2)}`],
  ];
  return markdown(["", "evaluations", ""], rows);
}
