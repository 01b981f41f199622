import { isStatement } from "../expression/statement.ts";
import { type ResultNames, readQuantity } from "./read-quantity.ts";
import type { Located, Reader } from "./reader.ts";
import type { ReportedQuantity } from "./scenario.ts";

/** `quantities`: expressions over results that are reported like outputs, by their ids. */
export function readQuantities(
  reader: Reader,
  at: Located | undefined,
  names: ResultNames,
): readonly ReportedQuantity[] {
  return reader.entries(at).flatMap(([id, entry]) => readReported(reader, id, entry, names) ?? []);
}

function readReported(
  reader: Reader,
  id: string,
  at: Located,
  names: ResultNames,
): ReportedQuantity | undefined {
  const fields = reader.fields(at, { required: ["expr"], optional: ["statement", "unit"] });
  const statement = reader.text(fields?.statement);
  const unit = reader.text(fields?.unit) ?? "1";
  const quantity = fields?.expr === undefined ? undefined : readQuantity(reader, fields.expr, names);
  if (quantity === undefined) return undefined;
  if (isStatement(quantity.expr))
    return reader.report(fields!.expr!, "a number, not a statement", "Statements are `claims`.");
  return { id, ...(statement === undefined ? {} : { statement }), unit, quantity };
}
