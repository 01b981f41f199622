import {
  aboutKeys,
  fieldsOf,
  readAbout,
  readDistribution,
  readScope,
  scopeNamed,
} from "./read-distribution.ts";
import { acceptName } from "./read-expression.ts";
import { present } from "./read-model.ts";
import type { Located, Reader } from "./reader.ts";
import type { Drift, Part } from "./scenario.ts";

/** Year in which a factor with drift has its own value. */
const defaultCentre = 2020;

/** The random parts of a factor, in the order of the file; undefined where one of them could not be read. */
export function readParts(reader: Reader, at: Located): readonly Part[] | undefined {
  const entries = reader.entries(at);
  if (at.node.kind === "map" && entries.length < 2)
    reader.report(at, "two parts or more", "A factor with one part is a family with a scope.");
  const parts = present(entries.map(([name, part]) => readPart(reader, name, part)));
  return parts.length < 2 || parts.length < entries.length ? undefined : parts;
}

/** A part's name is its scope, unless it states one: `shared`, `system`, or a column. */
function readPart(reader: Reader, name: string, at: Located): Part | undefined {
  const named = acceptName(reader, at, name);
  const distribution = readDistribution(reader, at, [...aboutKeys, "scope"]);
  const fields = fieldsOf(reader, at);
  const about = readAbout(reader, at, fields);
  const scope = readScope(reader, fields["scope"], scopeNamed(name));
  if (!named || distribution === undefined || scope === undefined) return undefined;
  return { name, distribution, scope, ...about };
}

/** A family with `centre` and `over`; a number is a drift of that size for certain, so that `drift: 0` is none. */
export function readDrift(reader: Reader, at: Located): Drift | undefined {
  const { node } = at;
  if (node.kind === "scalar") {
    const value = reader.number(at, "a family of distributions, or a number");
    if (value === undefined) return undefined;
    const distribution = { family: "constant", parameters: value };
    return { distribution, centre: defaultCentre, over: "year", ...readAbout(reader, at, {}) };
  }
  const distribution = readDistribution(reader, at, [...aboutKeys, "centre", "over"]);
  const fields = fieldsOf(reader, at);
  const about = readAbout(reader, at, fields);
  const centre = reader.number(fields["centre"]) ?? defaultCentre;
  const over = reader.text(fields["over"]) ?? "year";
  return distribution === undefined ? undefined : { distribution, centre, over, ...about };
}
