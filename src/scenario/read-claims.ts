import { isStatement } from "../expression/statement.ts";
import { type ResultNames, readQuantity } from "./read-quantity.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { ClaimDeclaration } from "./scenario.ts";

/** Least probability with which a claim has to hold where the file does not say. */
const usualLeast = 0.95;

/** `claims`: statements about results, each to be true or false in every draw. */
export function readClaims(
  reader: Reader,
  at: Located | undefined,
  names: ResultNames,
): readonly ClaimDeclaration[] {
  const claims = reader.items(at).flatMap((item) => readClaim(reader, item, names) ?? []);
  claims.forEach(({ id, place }, index) => {
    if (claims.findIndex((other) => other.id === id) === index) return;
    reader.issues.push({
      ...place,
      path: `${place.path}.id`,
      got: `"${id}" again`,
      expected: "each id once",
    });
  });
  return claims;
}

function readClaim(reader: Reader, at: Located, names: ResultNames): ClaimDeclaration | undefined {
  const fields = reader.fields(at, {
    required: ["id", "expr"],
    optional: ["statement", "required", "at_least", "tipping"],
  });
  const id = reader.text(fields?.id);
  const quantity = fields?.expr === undefined ? undefined : readQuantity(reader, fields.expr, names);
  const statement = reader.text(fields?.statement);
  const required = reader.flag(fields?.required) ?? false;
  const tipping = reader.flag(fields?.tipping) ?? true;
  const atLeast = reader.between(fields?.at_least, 0, 1) ?? usualLeast;
  if (id === undefined || quantity === undefined) return undefined;
  if (!isStatement(quantity.expr)) {
    const hint = "For example trend.gwp.growthPerYear > 1.";
    return reader.report(fields!.expr!, "a statement that is true or false", hint);
  }
  return {
    id,
    statement: statement ?? quantity.id,
    quantity,
    required,
    atLeast,
    tipping,
    place: placeOf(at),
  };
}
