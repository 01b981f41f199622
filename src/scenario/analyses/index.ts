import type { Node } from "../node.ts";
import type { Located, Reader } from "../reader.ts";
import type { AnalysisContext, ReadAnalysis } from "./analysis.ts";
import type { AutoContext, ChooseMethods } from "./choose-methods.ts";
import { readDgsm } from "./dgsm.ts";
import { readEfast } from "./efast.ts";
import { givenReaders } from "./given.ts";
import { readMissing } from "./missing.ts";
import { readMorris } from "./morris.ts";
import { readNested } from "./nested.ts";
import { readTornado, readTwoWay } from "./one-at-a-time.ts";
import { readShapley } from "./shapley.ts";
import { readSobol } from "./sobol.ts";

export type {
  AnalysisCommon,
  FailurePolicy,
  GroupDeclaration,
  PartsPolicy,
} from "./analysis.ts";
export type { AutoContext, ChooseMethods, ChosenMethods } from "./choose-methods.ts";
export { drawnIds } from "./choose-methods.ts";
export type { DgsmDeclaration } from "./dgsm.ts";
export type { EfastDeclaration } from "./efast.ts";
export { type GivenDeclaration, type GivenName, givenNames, givenRules, type OptionRule } from "./given.ts";
export type { MissingDeclaration } from "./missing.ts";
export type { MorrisDeclaration } from "./morris.ts";
export type { NestedDeclaration } from "./nested.ts";
export type { TornadoDeclaration, TwoWayDeclaration } from "./one-at-a-time.ts";
export type { ShapleyDeclaration } from "./shapley.ts";
export {
  type SobolDeclaration,
  type SobolEstimatorName,
  sobolEstimators,
  type UntilDeclaration,
} from "./sobol.ts";

/** Every method of sensitivity analysis by its key under `analyses`, in the order in which they are run. */
const readers = {
  sobol: readSobol,
  morris: readMorris,
  shapley: readShapley,
  efast: readEfast,
  dgsm: readDgsm,
  tornado: readTornado,
  twoWay: readTwoWay,
  nested: readNested,
  missing: readMissing,
  ...givenReaders,
} satisfies Readonly<Record<string, ReadAnalysis<object>>>;

export type AnalysisName = keyof typeof readers;
export const analysisNames = Object.keys(readers) as readonly AnalysisName[];

/** What a scenario asks for: the declaration of each method that it names. */
export type Analyses = {
  readonly [name in AnalysisName]?: NonNullable<ReturnType<(typeof readers)[name]>>;
};

/**
 * Reads `analyses`: one mapping for each method; `sobol:` alone takes every default. `wanted`: read only these, with
 * every default where the scenario does not have one.
 */
export function readAnalyses(
  reader: Reader,
  at: Located | undefined,
  root: Located,
  context: AnalysisContext,
  wanted?: readonly string[],
): Analyses {
  const fields = at === undefined ? {} : reader.fields(at, { optional: analysisNames });
  const empty: Node = { kind: "map", entries: new Map(), origin: root.node.origin };
  const found = analysisNames.flatMap((name) => {
    if (wanted !== undefined && !wanted.includes(name)) return [];
    const missing = wanted === undefined ? undefined : { node: empty, path: ["analyses", name] };
    const section = fields?.[name] ?? missing;
    if (section === undefined) return [];
    const declaration = readers[name](reader, orEmpty(section), context);
    return declaration === undefined ? [] : [[name, declaration] as const];
  });
  return Object.fromEntries(found);
}

/** What `auto` is to be replaced by, and what it is chosen by besides the declarations. */
export interface Choosing {
  /** Methods named, `auto` among them. */
  readonly methods: readonly string[];
  readonly choose: ChooseMethods;
  readonly about: Omit<AutoContext, "declared" | "stated">;
  /** Told what was picked, and why. */
  readonly notes: string[];
}

/** The same where `auto` is one of the methods wanted. */
export function readChosen(
  reader: Reader,
  at: Located | undefined,
  root: Located,
  context: AnalysisContext,
  { methods, choose, about, notes }: Choosing,
): Analyses {
  const { sobol, morris, shapley } = readAnalyses(reader, at, root, context, ["sobol", "morris", "shapley"]);
  if (sobol === undefined || morris === undefined || shapley === undefined) return {};
  const stated = reader.entries(at).map(([name]) => name);
  const chosen = choose({ ...about, declared: { sobol, morris, shapley }, stated });
  notes.push(`method auto: ${chosen.methods.join(", ")}, since ${chosen.reason}`);
  const wanted = methods.flatMap((name) => (name === "auto" ? chosen.methods : [name]));
  const found = readAnalyses(reader, at, root, context, wanted);
  const sized = Object.entries(chosen.base ?? {}).map(([name, base]) => [
    name,
    { ...found[name as AnalysisName], base },
  ]);
  return { ...found, ...Object.fromEntries(sized) };
}

function orEmpty({ node, path }: Located): Located {
  const isEmpty = node.kind === "scalar" && node.value === null;
  return { node: isEmpty ? { kind: "map", entries: new Map(), origin: node.origin } : node, path };
}
