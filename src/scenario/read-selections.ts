import type { Table } from "../table/table.ts";
import { hasColumn } from "./read-table.ts";
import { readColumnExpression } from "./read-where.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { AggregateDeclaration, TrendDeclaration } from "./scenario.ts";

/** Fits that a later version brings: known, so that nobody looks for a typing error. */
const laterFits = ["theil-sen", "frontier"];

export function readTrend(
  reader: Reader,
  id: string,
  at: Located,
  table: Table | undefined,
): TrendDeclaration | undefined {
  const fields = reader.fields(at, { required: ["of", "over"], optional: ["fit", "where"] });
  const of = reader.text(fields?.of);
  const over = reader.text(fields?.over);
  const fit = readFit(reader, fields?.fit);
  const where = readColumnExpression(reader, fields?.where, table);
  if (table === undefined)
    return reader.report(at, "no trends without a table", "Name a `table`.", `the trend "${id}"`);
  if (of === undefined || over === undefined || !hasColumn(reader, table, over, fields!.over!))
    return undefined;
  if (table.columns.get(over)!.type !== "number") return reader.report(fields!.over!, "a column of numbers");
  return { id, of, over, fit, ...(where === undefined ? {} : { where }), place: placeOf(at) };
}

function readFit(reader: Reader, at: Located | undefined): "ols" {
  const later = at?.node.kind === "scalar" && laterFits.includes(String(at.node.value));
  if (later) reader.report(at, "ols", "This fit is not supported yet.");
  else reader.choice(at, ["ols"]);
  return "ols";
}

export function readAggregate(
  reader: Reader,
  id: string,
  at: Located,
  table: Table | undefined,
): AggregateDeclaration | undefined {
  const fields = reader.fields(at, { required: ["of", "reduce"], optional: ["where"] });
  const of = reader.text(fields?.of);
  const reduce = reader.choice(fields?.reduce, ["sum", "mean", "median", "share"]);
  const where = readColumnExpression(reader, fields?.where, table);
  if (table === undefined)
    return reader.report(at, "no aggregates without a table", "Name a `table`.", `the aggregate "${id}"`);
  if (of === undefined || reduce === undefined) return undefined;
  return { id, of, reduce, ...(where === undefined ? {} : { where }), place: placeOf(at) };
}
