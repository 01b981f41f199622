import { acceptName, readExpression } from "./read-expression.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Constant, Equation } from "./scenario.ts";

/** Equations and constants: what stands under `model`, or in a file of its own. */
export interface ModelSection {
  readonly constants: readonly Constant[];
  readonly equations: readonly Equation[];
  /** What the model leaves out, in words. */
  readonly excluded: readonly string[];
  /** Names of all equations, those that could not be read included. */
  readonly names: readonly string[];
}

export function readModel(reader: Reader, at: Located): ModelSection {
  const fields = reader.fields(at, {
    required: ["equations"],
    optional: ["constants", "name", "description", "excluded"],
  });
  const constants = present(
    reader.entries(fields?.constants).map(([name, value]) => readConstant(reader, name, value)),
  );
  const equations = present(
    reader.entries(fields?.equations).map(([name, value]) => readEquation(reader, name, value)),
  );
  const taken = new Set(constants.map((constant) => constant.name));
  for (const { name, place } of equations) {
    if (!taken.has(name)) continue;
    const hint = "Rename one of the two.";
    reader.issues.push({
      ...place,
      got: `an equation "${name}"`,
      expected: "a name that no constant has",
      hint,
    });
  }
  const excluded = present(reader.items(fields?.excluded).map((item) => reader.text(item)));
  return { constants, equations, excluded, names: reader.entries(fields?.equations).map(([name]) => name) };
}

function readConstant(reader: Reader, name: string, at: Located): Constant | undefined {
  acceptName(reader, at, name);
  if (at.node.kind !== "map") {
    const value = reader.number(at, "a finite number, or a mapping with value, unit, source");
    return value === undefined ? undefined : { name, value, place: placeOf(at) };
  }
  const fields = reader.fields(at, { required: ["value"], optional: ["unit", "source", "description"] });
  const value = reader.number(fields?.value);
  if (value === undefined) return undefined;
  return {
    name,
    value,
    ...texts(reader, { unit: fields?.unit, source: fields?.source }),
    place: placeOf(at),
  };
}

function readEquation(reader: Reader, name: string, at: Located): Equation | undefined {
  acceptName(reader, at, name);
  const fields =
    at.node.kind === "map"
      ? reader.fields(at, { required: ["expr"], optional: ["unit", "description"] })
      : { expr: at, unit: undefined, description: undefined };
  const read = readExpression(reader, fields?.expr);
  if (read === undefined) return undefined;
  const { unit, description } = fields ?? {};
  return { name, ...read, ...texts(reader, { unit, description }), place: placeOf(at) };
}

/** The texts that are given; none of them is required. */
export function texts<K extends string>(
  reader: Reader,
  fields: { readonly [key in K]: Located | undefined },
): { readonly [key in K]?: string } {
  const found = Object.entries<Located | undefined>(fields).flatMap(([key, at]) => {
    const text = reader.text(at);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(found) as { readonly [key in K]?: string };
}

export function present<T>(values: readonly (T | undefined)[]): readonly T[] {
  return values.filter((value) => value !== undefined);
}
