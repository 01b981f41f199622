import { familyNames } from "../families/index.ts";
import type { Table } from "../table/table.ts";
import { aboutKeys, fieldsOf, readAbout, readDistribution, readScope } from "./read-distribution.ts";
import { acceptName } from "./read-expression.ts";
import { readOptionSets, withoutSets } from "./read-joint-choices.ts";
import { texts } from "./read-model.ts";
import { readDrift, readParts } from "./read-parts.ts";
import { readRegression } from "./read-regression.ts";
import type { Located, Reader } from "./reader.ts";
import type { Factor, PartedFactor } from "./scenario.ts";

/** A factor: one family, several parts or a regression over the table, and what is said about it. */
export function readFactor(
  reader: Reader,
  name: string,
  at: Located,
  table: Table | undefined,
): Factor | undefined {
  acceptName(reader, at, name);
  const fields = fieldsOf(reader, at);
  const { unit } = fields;
  const drift = fields["drift"] === undefined ? undefined : readDrift(reader, fields["drift"]);
  const about = {
    name,
    ...texts(reader, { unit }),
    ...(drift === undefined ? {} : { drift }),
    ...readAbout(reader, at, fields),
  };
  if (fields["parts"] !== undefined) {
    const parted = readParted(reader, fields, fields["parts"]);
    return parted === undefined ? undefined : { ...about, ...parted };
  }
  if (fields["regression"] !== undefined) {
    refuseBeside(reader, fields, "regression", [...aboutKeys, "unit", "regression"]);
    const regressed = readRegression(reader, name, fields["regression"], table);
    return regressed === undefined ? undefined : { ...about, ...regressed };
  }
  const known = [...aboutKeys, "unit", "scope", "drift", "parts", "regression"];
  const distribution = readDistribution(reader, at, known, true);
  const scope = readScope(reader, fields["scope"], "shared");
  if (distribution === undefined || scope === undefined) return undefined;
  const sets = readOptionSets(reader, at, distribution);
  if (sets === undefined) return { ...about, distribution, scope };
  return { ...about, distribution: withoutSets(distribution), scope, sets };
}

/** Parts take the place of a family, its truncation and its scope. */
function readParted(
  reader: Reader,
  fields: ReturnType<typeof fieldsOf>,
  parts: Located,
): Pick<PartedFactor, "parts" | "combine"> | undefined {
  refuseBeside(reader, fields, "parts", [...aboutKeys, "unit", "drift", "parts", "combine"]);
  const combine =
    fields["combine"] === undefined
      ? "product"
      : reader.choice(fields["combine"], ["product", "sum", "logit"]);
  const found = readParts(reader, parts);
  const twice = found?.find((part) => part.nominal !== undefined);
  if (fields["nominal"] !== undefined && twice !== undefined) {
    const expected = `no nominal beside that of the part "${twice.name}"`;
    reader.report(fields["nominal"], expected, "State it for the factor or for its parts.");
  }
  return found === undefined || combine === undefined ? undefined : { parts: found, combine };
}

/** Families, and what belongs to them, have no place beside parts or a regression. */
function refuseBeside(
  reader: Reader,
  fields: ReturnType<typeof fieldsOf>,
  what: "parts" | "regression",
  known: readonly string[],
): void {
  const hints = {
    parts: "Move it into a part, or remove the parts.",
    regression: "Remove it, or the regression.",
  };
  for (const [key, found] of Object.entries(fields)) {
    if (known.includes(key)) continue;
    if (familyNames.includes(key) || ["truncate", "scope", "drift", "parts", "regression"].includes(key)) {
      const hint = what === "parts" && key === "scope" ? "Each part has its own scope." : hints[what];
      reader.report(found!, `no such key beside ${what}`, hint, `"${key}"`);
    } else reader.unknownKey(found!, key, known);
  }
}
