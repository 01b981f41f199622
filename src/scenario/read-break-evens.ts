import { parseQuantity, type ResultNames, readQuantity } from "./read-quantity.ts";
import type { Located, Reader } from "./reader.ts";
import type { BreakEvenDeclaration, QuantityDeclaration, RangedFactor } from "./scenario.ts";
import { spacedValues } from "./spaced-values.ts";

const range = ["values", "from", "to", "count", "scale"] as const;

/** `breakEven`: questions by their ids, each a factor, its range and a target. */
export function readBreakEvens(
  reader: Reader,
  at: Located | undefined,
  names: ResultNames,
): readonly BreakEvenDeclaration[] {
  return reader.entries(at).flatMap(([id, entry]) => readBreakEven(reader, id, entry, names) ?? []);
}

function readBreakEven(
  reader: Reader,
  id: string,
  at: Located,
  names: ResultNames,
): BreakEvenDeclaration | undefined {
  const fields = reader.fields(at, {
    required: ["factor", "target"],
    optional: ["statement", "with", ...range, "map"],
  });
  if (fields === undefined) return undefined;
  const statement = reader.text(fields.statement);
  const ranged = readRanged(reader, at, fields);
  const target = fields.target === undefined ? undefined : readQuantity(reader, fields.target, names);
  const map = fields.map === undefined ? undefined : readMap(reader, fields.map);
  const others = reader.items(fields.with).flatMap((item) => reader.text(item) ?? []);
  if (target !== undefined && !hasSides(target)) return refuseTarget(reader, fields.target!);
  if (ranged === undefined || target === undefined) return undefined;
  return {
    id,
    ...(statement === undefined ? {} : { statement }),
    ...ranged,
    with: others,
    target,
    ...(map === undefined ? {} : { map }),
  };
}

function readMap(reader: Reader, at: Located): RangedFactor | undefined {
  const fields = reader.fields(at, { required: ["factor"], optional: range });
  return fields === undefined ? undefined : readRanged(reader, at, fields);
}

type Range = { readonly [key in "factor" | (typeof range)[number]]?: Located };

/** A factor with its values: a list, or evenly spaced. */
function readRanged(reader: Reader, at: Located, fields: Range): RangedFactor | undefined {
  const factor = reader.text(fields.factor);
  const values =
    fields.values === undefined
      ? spacedValues(reader, at, fields)
      : reader.items(fields.values).flatMap((item) => reader.number(item) ?? []);
  if (factor === undefined || values.length === 0) return undefined;
  if (values.length > 1 && values.every((value, k) => k === 0 || value > values[k - 1]!))
    return { factor, values };
  return reader.report(fields.values ?? at, "two values or more, ascending");
}

/** A target that does not stand in a file, such as one of the command line. */
export function parseTarget(
  reader: Reader,
  at: Located,
  text: string,
  names: ResultNames,
): QuantityDeclaration | undefined {
  const target = parseQuantity(reader, at, text, names);
  if (target === undefined || hasSides(target)) return target;
  return refuseTarget(reader, at);
}

function hasSides({ expr }: QuantityDeclaration): boolean {
  return expr.kind === "call" && expr.fn === "equal";
}

function refuseTarget(reader: Reader, at: Located): undefined {
  reader.report(at, "two sides with == between", 'For example "trend.gwp.growthPerYear == 1".');
}
