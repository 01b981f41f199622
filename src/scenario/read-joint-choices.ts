import type { DistributionDeclaration } from "../families/declaration.ts";
import { type Node, nodeAt } from "./node.ts";
import { readDistribution } from "./read-distribution.ts";
import { acceptName } from "./read-expression.ts";
import { present } from "./read-model.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { OptionSet, SetFactor } from "./scenario.ts";

interface Option {
  readonly value: number;
  readonly set?: unknown;
}

/** What the options of a categorical set, one entry for each option; undefined where none sets anything. */
export function readOptionSets(
  reader: Reader,
  at: Located,
  { family, parameters }: DistributionDeclaration,
): readonly OptionSet[] | undefined {
  if (family !== "categorical") return undefined;
  const { options } = parameters as { readonly options: readonly Option[] };
  if (options.every((option) => option.set === undefined)) return undefined;
  const values = options.map(({ value }) => value);
  const repeated = values.findIndex((value, index) => values.indexOf(value) < index);
  if (repeated !== -1) {
    const path = ["categorical", "options", repeated, "value"];
    const expected = "another value than any other option, since the value says which option was chosen";
    reader.report({ node: nodeAt(at.node, path)!, path: [...at.path, ...path] }, expected);
  }
  return options.map(({ value }, index) => {
    const path = ["categorical", "options", index, "set"];
    const node = nodeAt(at.node, path);
    const entries = node === undefined ? [] : reader.entries({ node, path: [...at.path, ...path] });
    return { value, factors: present(entries.map(([name, entry]) => readSetFactor(reader, name, entry))) };
  });
}

/** A family, or a number for a constant. */
function readSetFactor(reader: Reader, name: string, at: Located): SetFactor | undefined {
  if (!acceptName(reader, at, name)) return undefined;
  const { node } = at;
  if (node.kind === "scalar") {
    const value = reader.number(at, "a family of distributions, or a number");
    if (value === undefined) return undefined;
    return { name, distribution: { family: "constant", parameters: value }, place: placeOf(at) };
  }
  const distribution = readDistribution(reader, at, ["nominal"]);
  const nominal = reader.number(located(at, "nominal"));
  if (distribution === undefined) return undefined;
  return { name, distribution, ...(nominal === undefined ? {} : { nominal }), place: placeOf(at) };
}

function located({ node, path }: Located, key: string): Located | undefined {
  const found: Node | undefined = nodeAt(node, [key]);
  return found === undefined ? undefined : { node: found, path: [...path, key] };
}

/** The distribution without what its options set, as the families know it. */
export function withoutSets(declared: DistributionDeclaration): DistributionDeclaration {
  const { options } = declared.parameters as { readonly options: readonly Option[] };
  return { ...declared, parameters: { options: options.map(({ set: _, ...option }) => option) } };
}
