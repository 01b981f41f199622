/** A first scenario: complete, small, and commented for someone who has seen none. `schema` names its JSON Schema. */
export function starterScenario(schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# A first scenario. Run it:    rebound run FILE
# Look at what it says:        rebound explain FILE
# Change one thing:            rebound run FILE --set factors.pue.constant=1.2
rebound: 1
name: Energy and emissions of one training run

# The model: constants and equations, in any order. Units are checked, never converted silently.
model:
  constants:
    watts_per_kilowatt: {value: 1000, unit: W/kW}
  equations:
    energy: {expr: hours * power * pue / watts_per_kilowatt, unit: kWh}
    emissions: {expr: energy * grid, unit: kg CO2e}

# What is not known for certain: a distribution for each factor, with where it comes from.
# Families: uniform, triangular, normal, lognormal, beta, categorical … (docs/families.md).
factors:
  hours:
    lognormal: {median: 1.0e+5, gsd: 1.1}   # gsd 1.1: about a tenth up or down
    unit: h
    source: "the job log, rounded"
  power:
    triangular: {low: 300, mode: 550, high: 700}
    unit: W
    source: "the data sheet says 700 W at most"
  pue:
    pert: {low: 1.08, mode: 1.15, high: 1.5}
    source: "published by the operator"
  grid:
    normal: {mean: 0.25, sd: 0.03}
    truncate: {low: 0}
    unit: kg CO2e/kWh
    source: "the national average"

# Equations whose results are wanted.
outputs: [energy, emissions]

# How many draws, in which design. These are the defaults.
sampling: {design: sobol, draws: 4096, seed: 1, replicates: 8}
`;
}
