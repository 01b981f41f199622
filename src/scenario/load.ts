import { type Issue, IssueError } from "../core/issue.ts";
import { chooseMethods } from "./analyses/choose-methods.ts";
import { readAnalyses, readChosen } from "./analyses/index.ts";
import { checkDrifts, checkNames, checkScopes, readOutputs } from "./check-names.ts";
import { fillEmpirical } from "./fill-empirical.ts";
import { withRegressions } from "./fit-regressions.ts";
import { resolveIncludes } from "./include.ts";
import { checkChoices, impliedFactors } from "./joint-choices.ts";
import { type LoadOptions, readSettings, requestOf } from "./load-options.ts";
import type { Node } from "./node.ts";
import { nodeAt, toPlain } from "./node.ts";
import { readBreakEvens } from "./read-break-evens.ts";
import { readClaims } from "./read-claims.ts";
import { readCorrelations } from "./read-correlations.ts";
import { readFactor } from "./read-factor.ts";
import { present, readModel, texts } from "./read-model.ts";
import { readQuantities } from "./read-quantities.ts";
import type { ResultNames } from "./read-quantity.ts";
import { readSampling } from "./read-sampling.ts";
import { readAggregate, readTrend } from "./read-selections.ts";
import { readSystems } from "./read-table.ts";
import { findMember, type Member, readVary, withoutVary } from "./read-vary.ts";
import { readYaml } from "./read-yaml.ts";
import { type Located, placeOf, Reader } from "./reader.ts";
import type { AggregateDeclaration, Scenario, TrendDeclaration } from "./scenario.ts";
import { applySetting, type Setting } from "./set.ts";
import { Sources } from "./sources.ts";

const required = ["rebound", "model", "outputs"] as const;
const optional = [
  "name",
  "description",
  "table",
  "key",
  "join",
  "impute",
  "derive",
  "missing",
  "where",
  "include",
  "factors",
  "correlations",
  "sampling",
  "trends",
  "aggregates",
  "excluded",
  "analyses",
  "quantities",
  "claims",
  "breakEven",
  "vary",
] as const;

/**
 * Reads a scenario file with its includes, model and tables, applies changes from the command line, and checks every
 * value on its own. What needs the model as a whole is checked by `buildModel`.
 *
 * @throws IssueError with every problem found.
 */
export async function loadScenario(path: string, options: LoadOptions): Promise<Scenario> {
  const opened = await open(path, options);
  const { reader, sources, members } = opened;
  const member = findMember(path, members, options.member);
  const settings = [...(member?.settings ?? []), ...opened.settings];
  const root = await resolve(reader, sources, opened.root, settings);
  const read = root === undefined ? undefined : await readScenario(reader, sources, path, root, options);
  if (read === undefined || reader.issues.length > 0) throw new IssueError(unique(reader.issues));
  const plugins = (options.plugins ?? []).map(({ name, sha256 }) => ({ name, sha256 }));
  const scenario: Scenario = {
    ...read,
    inputs: [...read.inputs, ...plugins],
    request: requestOf(path, options),
  };
  if (member !== undefined) return { ...scenario, name: `${scenario.name} [${member.name}]` };
  if (members.length === 0) return scenario;
  const note = `the file declares a family of ${members.length} scenarios, which \`rebound batch\` runs; this is the file without their changes`;
  return { ...scenario, notes: [...scenario.notes, note] };
}

/**
 * The scenarios of a file that declares a family of them (`vary`); none where it declares one.
 *
 * @throws IssueError where the file or its family cannot be read.
 */
export async function listMembers(path: string, options: LoadOptions): Promise<readonly Member[]> {
  const { reader, members } = await open(path, options);
  if (reader.issues.length > 0) throw new IssueError(unique(reader.issues));
  return members;
}

/** A file as it is written, its family apart, and the changes of the command line. */
async function open(path: string, options: LoadOptions) {
  const reader = new Reader();
  const sources = new Sources(options.files, reader);
  const all = readSettings(options, reader.issues);
  const bytes = await sources.find(path);
  if (typeof bytes === "string") {
    const hint = "Check the path.";
    throw new IssueError([
      { file: path, path: "", got: bytes, expected: "a scenario file that can be read", hint },
    ]);
  }
  const written = readYaml(path, bytes, reader.issues);
  const root = written === undefined ? undefined : reader.map({ node: written, path: [] });
  if (root === undefined) throw new IssueError(reader.issues);
  const isOfFamily = (setting: Setting): boolean => setting.path[0] === "vary";
  const varied = all
    .filter(isOfFamily)
    .reduce<Node>((tree, setting) => applySetting(tree, setting, reader.issues), root.node);
  const vary = nodeAt(varied, ["vary"]);
  const members = readVary(reader, vary && { node: vary, path: ["vary"] });
  const settings = all.filter((setting) => !isOfFamily(setting));
  return { reader, sources, settings, members, root: withoutVary(root.node) };
}

/** The tree with includes and the model file in place and all changes made. */
async function resolve(
  reader: Reader,
  sources: Sources,
  written: Node,
  settings: readonly Setting[],
): Promise<Located | undefined> {
  const change = (node: Node, chosen: readonly Setting[]): Node =>
    chosen.reduce((tree, setting) => applySetting(tree, setting, reader.issues), node);
  // What names another file comes before that file is read, everything else after.
  const isFirst = ({ path }: Setting): boolean =>
    path[0] === "include" || (path[0] === "model" && path.length === 1);
  const first = reader.map({ node: change(written, settings.filter(isFirst)), path: [] });
  if (first === undefined) return undefined;
  const included = await resolveIncludes(reader, sources, first.node);
  const whole = await resolveModel(sources, included);
  return {
    node: change(
      whole,
      settings.filter((setting) => !isFirst(setting)),
    ),
    path: [],
  };
}

/** A model that is named by its path is read and takes the place of the path. */
async function resolveModel(sources: Sources, root: Extract<Node, { kind: "map" }>): Promise<Node> {
  const model = root.entries.get("model");
  if (model?.kind !== "scalar") return root;
  const file = await sources.readYaml({ node: model, path: ["model"] });
  const empty: Node = { kind: "map", entries: new Map(), origin: model.origin };
  return { ...root, entries: new Map(root.entries).set("model", file?.node ?? empty) };
}

async function readScenario(
  reader: Reader,
  sources: Sources,
  path: string,
  root: Located,
  { methods, choose = chooseMethods }: LoadOptions,
): Promise<Omit<Scenario, "request"> | undefined> {
  const fields = reader.fields(root, { required, optional });
  if (fields === undefined) return undefined;
  if (fields.rebound !== undefined && toPlain(fields.rebound.node) !== 1) {
    reader.report(fields.rebound, "1, the version of the format", "Write `rebound: 1`.");
  }
  const notes: string[] = [];
  const model =
    fields.model === undefined
      ? { constants: [], equations: [], excluded: [], names: [] }
      : readModel(reader, fields.model);
  const recorded = await readSystems(reader, sources, fields, notes);
  const entries = await fillEmpirical(reader, sources, reader.entries(fields.factors));
  const declared = present(entries.map(([name, at]) => readFactor(reader, name, at, recorded?.table)));
  const systems = recorded && { ...recorded, table: withRegressions(recorded.table, declared) };
  const table = systems?.table;
  const factors = [...declared, ...impliedFactors(declared)];
  if (fields.table === undefined || table !== undefined) {
    checkScopes(reader, entries, declared, table);
    checkDrifts(reader, { ...model, factors, table });
  }
  const outputs = readOutputs(reader, reader.items(fields.outputs), model.names);
  notes.push(...checkNames(reader, { ...model, factors, table }), ...checkChoices(reader, factors));
  const sampling = readSampling(reader, fields.sampling, root);
  const trends = present(reader.entries(fields.trends).map(([id, at]) => readTrend(reader, id, at, table)));
  const aggregates = present(
    reader.entries(fields.aggregates).map(([id, at]) => readAggregate(reader, id, at, table)),
  );
  const names = resultNames(outputs, trends, aggregates, systems);
  const { description } = texts(reader, { description: fields.description });
  const correlations = readCorrelations(reader, fields.correlations, factors);
  const context = { sampling, names, factors };
  const systemCount = systems?.table.rows ?? 1;
  const about = { factors, correlations, systems: systemCount, sampling };
  const analyses = methods?.includes("auto")
    ? readChosen(reader, fields.analyses, root, context, { methods, choose, about, notes })
    : readAnalyses(reader, fields.analyses, root, context, methods);
  return {
    file: path,
    name: reader.text(fields.name) ?? path.split(/[\\/]/).at(-1)!,
    ...(description === undefined ? {} : { description }),
    constants: model.constants,
    equations: model.equations,
    excluded: [...model.excluded, ...present(reader.items(fields.excluded).map((item) => reader.text(item)))],
    factors,
    outputs: outputs.map(({ name, at }) => ({ name, place: placeOf(at) })),
    sampling,
    correlations,
    trends,
    aggregates,
    analyses,
    quantities: readQuantities(reader, fields.quantities, names),
    claims: readClaims(reader, fields.claims, names),
    breakEvens: readBreakEvens(reader, fields.breakEven, names),
    ...(systems === undefined ? {} : { systems }),
    notes,
    inputs: sources.inputs,
    tables: sources.tables,
    resolved: toPlain(root.node),
  };
}

/** What expressions over results may read. */
export function resultNames(
  outputs: readonly { readonly name: string }[],
  trends: readonly TrendDeclaration[],
  aggregates: readonly AggregateDeclaration[],
  systems: Scenario["systems"],
): ResultNames {
  return {
    outputs: outputs.map(({ name }) => name),
    systems: systems?.table.columns.get(systems.key)?.texts,
    trends: trends.map(({ id }) => id),
    aggregates: aggregates.map(({ id }) => id),
  };
}

/** One mistake may be met twice, on two roads; it is told once. */
function unique(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
