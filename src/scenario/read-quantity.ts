import { nearest } from "../core/suggest.ts";
import { namesIn } from "../expression/expr.ts";
import { readExpressionText } from "./read-expression.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { QuantityDeclaration, ResultPath } from "./scenario.ts";

/** What result paths may name. */
export interface ResultNames {
  readonly outputs: readonly string[];
  /** Undefined for a model without a table. */
  readonly systems: readonly string[] | undefined;
  readonly trends: readonly string[];
  readonly aggregates: readonly string[];
}

const trendMeasures = ["growthPerYear", "doublingMonths", "r2", "slope"] as const;

/** A trend with its inputs, or the choice of its systems, drawn alone. */
const trendVariants = ["inputs", "composition"] as const;

type Root = "system" | "trend" | "aggregate";

/** `trend.gwp.growthPerYear`, `trend.gwp.inputs.slope`, `aggregate["gwp-2025"]`, `system["GPT-3 175B (davinci)"].gwp_kg_total`. */
const pathPattern =
  /(?<![\w."\]])(system|trend|aggregate)(?=[.[])((?:\.[A-Za-z_]\w*(?:-\w+)*|\["(?:[^"\\]|\\.)*"\])+)/g;
const stepPattern = /\.([A-Za-z_][\w-]*)|\["((?:[^"\\]|\\.)*)"\]/g;

/**
 * An expression over results, evaluated in every draw: the target of an analysis, or a claim. Besides result paths it
 * reads the names of outputs, where the model has no table.
 */
export function readQuantity(
  reader: Reader,
  at: Located,
  names: ResultNames,
): QuantityDeclaration | undefined {
  const text = reader.text(at);
  return text === undefined ? undefined : parseQuantity(reader, at, text, names);
}

/** The same for a text that stands elsewhere, e.g. on the command line. */
export function parseQuantity(
  reader: Reader,
  at: Located,
  text: string,
  names: ResultNames,
): QuantityDeclaration | undefined {
  const reads: Record<string, ResultPath> = {};
  const before = reader.issues.length;
  const plain = text.replace(pathPattern, (whole, root: string, rest: string) => {
    const path = resolvePath(reader, at, whole, root as Root, stepsOf(rest), names);
    if (path === undefined) return "0";
    const name = `result__${Object.keys(reads).length}`;
    reads[name] = path;
    return name;
  });
  const expr = readExpressionText(reader, at, plain);
  if (expr === undefined || reader.issues.length > before) return undefined;
  for (const name of namesIn(expr)) {
    if (reads[name] !== undefined) continue;
    const path = resolveOutput(reader, at, name, names);
    if (path !== undefined) reads[name] = path;
  }
  return reader.issues.length > before ? undefined : { id: text, expr, reads, place: placeOf(at) };
}

function stepsOf(text: string): readonly string[] {
  return Array.from(
    text.matchAll(stepPattern),
    ([, word, quoted]) => word ?? (JSON.parse(`"${quoted}"`) as string),
  );
}

const minusHint = 'Write a minus with spaces around it, or ["…"] around a name that holds one.';

/** What a path names; what is wrong with it is reported. */
function resolvePath(
  reader: Reader,
  at: Located,
  text: string,
  root: Root,
  [id = "", ...steps]: readonly string[],
  names: ResultNames,
): ResultPath | undefined {
  const refuse = (expected: string, wrong = "", candidates: readonly string[] = []): undefined => {
    const suggestion = nearest(wrong, candidates);
    const meant = suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`;
    reader.report(at, expected, wrong.includes("-") ? minusHint : meant, text);
  };
  const variant = root === "trend" ? trendVariants.find((candidate) => candidate === steps[0]) : undefined;
  const [member, ...more] = variant === undefined ? steps : steps.slice(1);
  const known = root === "system" ? (names.systems ?? []) : names[`${root}s`];
  if (!known.includes(id))
    return refuse(root === "system" ? "the name of a system" : `the id of ${root}s declared`, id, known);
  if (root === "aggregate")
    return member === undefined ? { kind: root, id } : refuse("nothing after the id of an aggregate");
  const members = root === "trend" ? trendMeasures : names.outputs;
  const found = members.find((candidate) => candidate === member);
  if (found === undefined || more.length > 0)
    return refuse(`${root}.ID. and one of ${members.join(", ")}`, member, members);
  return root === "trend"
    ? {
        kind: root,
        id,
        ...(variant === undefined ? {} : { variant }),
        measure: found as (typeof trendMeasures)[number],
      }
    : { kind: "output", system: id, output: found };
}

function resolveOutput(
  reader: Reader,
  at: Located,
  name: string,
  names: ResultNames,
): ResultPath | undefined {
  const { outputs, systems } = names;
  if (!outputs.includes(name)) {
    const suggestion = nearest(name, outputs);
    const hint =
      suggestion === undefined
        ? "Results are outputs, trend.ID.…, aggregate.ID and system[…]."
        : `Did you mean "${suggestion}"?`;
    return reader.report(at, "an output or a result path", hint, `"${name}"`);
  }
  if (systems === undefined) return { kind: "output", output: name };
  if (systems.length === 1) return { kind: "output", system: systems[0]!, output: name };
  const hint = `Write system["${systems[0]}"].${name}, or declare an aggregate or a trend of it.`;
  return reader.report(
    at,
    "one value per draw, which an output of several systems is not",
    hint,
    `"${name}"`,
  );
}
