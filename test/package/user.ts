// What a user of the package writes: every verb, compiled against the published types alone, and run (library-types.dist.test.ts).
import {
  addFunction,
  analyze,
  analyzeOutputs,
  type BatchOutcome,
  batch,
  breakEven,
  calibrate,
  check,
  cite,
  compare,
  defineFamily,
  design,
  draws,
  type Estimate,
  explain,
  importers,
  listMembers,
  loadPlugins,
  loadScenario,
  makeSchemas,
  morris,
  type OutputResult,
  parameters,
  positive,
  type Result,
  report,
  reproduce,
  run,
  sensitivity,
  sobol,
  tableOf,
  tablesOf,
} from "rebound-uq";

const controller = new AbortController();
const told: number[] = [];
const options = {
  signal: controller.signal,
  progress: (done: number): void => {
    told.push(done);
  },
};
const scenario = await loadScenario("s.yaml", { draws: 256, sets: ["sampling.replicates=2"] });
const result: Result = await run(scenario, { ...options, workers: 1 });
const output: OutputResult = result.outputs[0]!;
const estimate: Estimate = output.mean;
const mean: number | null = estimate.value;

const [indices] = await sobol(scenario, { base: 64, replicates: 2 }, options);
const first: number | null = indices!.indices[0]!.s1.value;
const [effects] = await morris(scenario, { trajectories: 10 }, options);
const muStar: number | null = effects!.measures[0]!.muStar.value;
const [shapley] = await analyze(scenario, "shapley", { base: 64 });
const share: number | null = shapley!.effects[0]!.sh.value;
const ranking = await sensitivity(await loadScenario("s.yaml", { methods: ["pawn"], draws: 256 }), options);

const other = await loadScenario("s.yaml", { draws: 256, sets: ["factors.a.constant=1"] });
const compared = await compare(scenario, other, options);
const probability: number | null = compared.comparisons![0]!.probLess.value;
const even = await breakEven(scenario, { factor: "a", target: "y == 1", points: 5 }, options);
const fitted = calibrate(await loadScenario("table.yaml"), "seen", "made");

const plan = design(await loadScenario("s.yaml", { methods: ["sobol"] }));
const columns = plan.columns.map((column) => plan.values(column));
const outputs = tableOf({ row_id: plan.ids, y: columns[0]!.map((a, row) => a * columns[1]![row]!) });
const elsewhere = analyzeOutputs(await loadScenario("s.yaml", { methods: ["sobol"] }), { outputs });

const outcomes: readonly BatchOutcome[] = await batch(["."], { draws: 64 });
const members: readonly string[] = (
  await listMembers("s.yaml", { files: (await import("rebound-uq")).nodeFiles })
).map(({ name }) => name);
const { reproduced } = await reproduce(result);
const { files } = await report(result);
const cited: string = await cite(result, "bibtex");

addFunction({ name: "half", arity: 1, compute: (x) => x / 2 });
const family = defineFamily<{ high: number; low?: number | undefined }>({
  name: "never_added",
  schema: parameters({ high: positive, low: positive.optional() }),
  bind: ({ high }) => ({
    quantile: (u) => high * u,
    upperQuantile: (q) => high * (1 - q),
    cdf: (x) => x / high,
    survival: (x) => 1 - x / high,
    mean: high / 2,
    variance: (high * high) / 12,
    support: [0, high],
    discrete: false,
    nominal: high / 2,
  }),
});
await loadPlugins([]);
const halved = await run(await loadScenario("s.yaml", { sets: ['model.equations.y="half(a)"'], draws: 64 }), {
  workers: 2,
});

controller.abort(new Error("enough"));
const aborted = await run(scenario, options).catch((error: unknown) => error);
const schemas = await makeSchemas();
console.log(
  JSON.stringify({
    numbers: [mean, first, muStar, share, probability, halved.outputs[0]!.mean.value].every(Number.isFinite),
    told: told.at(-1),
    ranking: Object.keys(ranking).filter((key) => key === "pawn"),
    even: even.breakEven!.length,
    fitted: typeof fitted,
    elsewhere: elsewhere.sobol!.length,
    outcomes: outcomes.map(({ status }) => status),
    members,
    reproduced,
    report: files.has("report.html"),
    cited: cited.includes("@software"),
    names: explain(scenario).factors.map(({ name }) => name),
    notes: check(scenario).length,
    blocks: [...draws(scenario).blocks()].length,
    tables: tablesOf(result).map(({ name }) => name),
    importers: importers.length > 4,
    schemas: Object.keys(schemas),
    family: family.name,
    aborted: String(aborted),
  }),
);
