import type { Table } from "../table/table.ts";
import { hasColumn } from "./read-table.ts";
import { readColumnExpression } from "./read-where.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { AggregateDeclaration, TrendDeclaration } from "./scenario.ts";

const fits = ["ols", "theil-sen", "frontier"] as const;
/** Systems of each year on a frontier (model, section 5). */
const defaultTop = 5;

export function readTrend(
  reader: Reader,
  id: string,
  at: Located,
  table: Table | undefined,
): TrendDeclaration | undefined {
  const optional = ["fit", "where", "draws", "rerank", "top"] as const;
  const fields = reader.fields(at, { required: ["of", "over"], optional });
  const of = reader.text(fields?.of);
  const over = reader.text(fields?.over);
  const options = readFit(reader, fields ?? {});
  const where = readColumnExpression(reader, fields?.where, table);
  if (table === undefined)
    return reader.report(at, "no trends without a table", "Name a `table`.", `the trend "${id}"`);
  if (of === undefined || over === undefined || !hasColumn(reader, table, over, fields!.over!))
    return undefined;
  if (table.columns.get(over)!.type !== "number") return reader.report(fields!.over!, "a column of numbers");
  return { id, of, over, ...options, ...(where === undefined ? {} : { where }), place: placeOf(at) };
}

function readFit(
  reader: Reader,
  fields: { readonly [key in "fit" | "draws" | "rerank" | "top"]?: Located },
): Pick<TrendDeclaration, "fit" | "top" | "rerank" | "draws"> {
  const fit = reader.choice(fields.fit, fits) ?? "ols";
  for (const at of [fields.rerank, fields.top]) {
    if (at !== undefined && fit !== "frontier")
      reader.report(at, "no such key but with `fit: frontier`", "Remove it, or change the fit.");
  }
  const draws = reader.whole(fields.draws, 1);
  return {
    fit,
    top: reader.whole(fields.top, 1) ?? defaultTop,
    rerank: reader.flag(fields.rerank) ?? false,
    ...(draws === undefined ? {} : { draws }),
  };
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
