import { checkDistribution } from "../families/bind.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";
import { families } from "../families/index.ts";
import { nodeAt, toPlain } from "./node.ts";
import { acceptName } from "./read-expression.ts";
import { texts } from "./read-model.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Factor, Scope } from "./scenario.ts";

const about = ["truncate", "unit", "scope", "kind", "nominal", "source", "rationale"] as const;
/** Parts of the format that this version refuses by name. */
const unsupported = ["parts", "combine", "drift"];
export const familyNames: readonly string[] = families.map((family) => family.name);

/** A factor: one family with its parameters, and what is said about it. */
export function readFactor(reader: Reader, name: string, at: Located): Factor | undefined {
  acceptName(reader, at, name);
  const distribution = readDistribution(reader, at);
  const fields = Object.fromEntries(reader.entries(at)) as Partial<Record<(typeof about)[number], Located>>;
  const kind = reader.choice(fields.kind, ["epistemic", "aleatory", "modelForm"]);
  const nominal = reader.number(fields.nominal);
  const scope = readScope(reader, fields.scope);
  const { unit, source, rationale } = fields;
  const given = texts(reader, { unit, source, rationale });
  if (distribution === undefined || scope === undefined) return undefined;
  return {
    name,
    distribution,
    scope,
    ...given,
    ...(kind === undefined ? {} : { kind }),
    ...(nominal === undefined ? {} : { nominal }),
    place: placeOf(at),
  };
}

function readDistribution(reader: Reader, at: Located): DistributionDeclaration | undefined {
  const keys = reader.entries(at).map(([key]) => key);
  if (at.node.kind !== "map") return undefined;
  const found = keys.filter((key) => familyNames.includes(key));
  const before = reader.issues.length;
  for (const key of keys) refuseKey(reader, at, key);
  if (found.length !== 1 && reader.issues.length === before) {
    const got = found.length === 0 ? "no family" : found.join(" and ");
    reader.report(at, "one family of distributions", `Families: ${familyNames.join(", ")}.`, got);
  }
  const [family] = found;
  if (family === undefined || found.length > 1) return undefined;
  const { [family]: parameters, truncate } = toPlain(at.node) as Record<string, unknown>;
  const declared = { family, parameters, ...(truncate === undefined ? {} : { truncate }) };
  const { problems } = checkDistribution(declared);
  for (const { path, got, expected, hint } of problems) {
    reader.report(closest(at, path), expected, hint ?? quotedNumber(got), got);
  }
  if (usesSet(parameters)) reader.report(at, "options without `set`: joint choices are not supported yet");
  return problems.length > 0 ? undefined : (declared as DistributionDeclaration);
}

function refuseKey(reader: Reader, at: Located, key: string): void {
  const node = nodeAt(at.node, [key])!;
  if (unsupported.includes(key)) {
    reader.report(
      { node, path: [...at.path, key] },
      "a factor without it: it is not supported yet",
      undefined,
      `"${key}"`,
    );
  } else if (!familyNames.includes(key) && !(about as readonly string[]).includes(key)) {
    reader.unknownKey({ node, path: [...at.path, key] }, key, [...familyNames, ...about]);
  }
}

function quotedNumber(got: string): string | undefined {
  return /^"[-+.\d]+(e[-+]?\d+)?"$/i.test(got) ? "Remove the quotes." : undefined;
}

function usesSet(parameters: unknown): boolean {
  const { options } = (parameters ?? {}) as { options?: unknown };
  return Array.isArray(options) && options.some((option) => Object.hasOwn(option as object, "set"));
}

/** The deepest value on the way to `path` that exists: a missing key is reported where it is missing. */
function closest(at: Located, path: readonly (string | number)[]): Located {
  let depth = path.length;
  while (depth > 0 && nodeAt(at.node, path.slice(0, depth)) === undefined) depth--;
  return { node: nodeAt(at.node, path.slice(0, depth))!, path: [...at.path, ...path] };
}

function readScope(reader: Reader, at: Located | undefined): Scope | undefined {
  if (at === undefined) return "shared";
  if (at.node.kind === "list") {
    const columns = reader.items(at).map((item) => reader.text(item));
    if (columns.length === 0) return reader.report(at, "at least one column");
    return columns.every((column) => column !== undefined) ? columns : undefined;
  }
  const text = reader.text(at);
  if (text === undefined) return undefined;
  return text === "shared" || text === "system" ? text : [text];
}
