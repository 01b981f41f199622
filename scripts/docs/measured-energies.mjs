// Tables of docs/measured-energies.md: energies that somebody measured or reported, against the bands of the model.
import { digits, markdown, percent, percentile, readTable, runScenario } from "./page.mjs";

export async function measuredEnergies() {
  const [result, figures] = await Promise.all([
    runScenario("scenarios/measured-energies.yaml"),
    readTable("measured-energy"),
  ]);
  const found = new Map(result.systems.map(({ system, outputs }) => [system, outputs]));
  const rows = figures
    .filter(({ evaluated }) => evaluated === "1")
    .map((figure) => compare(figure, found.get(figure.measurement)));
  const of = (role) => rows.filter(({ figure }) => figure.role === role);
  return {
    summary: summary([of("calibration"), of("check")]),
    calibration: table(of("calibration")),
    check: table(of("check")),
  };
}

function compare(figure, outputs) {
  const output = outputs.find(
    ({ id }) => id === (figure.has_pue === "1" ? "energy_kwh" : "energy_kwh_servers"),
  );
  const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => percentile(output, p));
  const measured = Number(figure.measured_kwh);
  return { figure, measured, low, middle, high, inside: low <= measured && measured <= high };
}

function table(rows) {
  return markdown(
    [
      "run",
      "figure, kWh",
      "90 % band of the model, kWh",
      "figure over median",
      "inside",
      "boundary of the figure",
    ],
    rows.map(({ figure, measured, low, middle, high, inside }) => [
      figure.measurement,
      digits(measured),
      `${digits(low)} … ${digits(high)}`,
      (measured / middle).toFixed(2),
      inside ? "yes" : "**no**",
      figure.boundary,
    ]),
  );
}

function summary([calibration, check]) {
  const row = (name, rows) => {
    const inside = rows.filter((row) => row.inside).length;
    const below = rows.filter((row) => row.measured < row.middle).length;
    return [name, rows.length, `${inside} (${percent(inside / rows.length, 0)})`, below];
  };
  return markdown(
    ["group", "figures", "inside their 90 % band", "below the median"],
    [row("calibration", calibration), row("check", check)],
  );
}
