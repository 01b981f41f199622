import { checkDistribution } from "../families/bind.ts";
import type { DistributionDeclaration } from "../families/declaration.ts";
import { familyNames } from "../families/index.ts";
import { nodeAt, toPlain } from "./node.ts";
import { texts } from "./read-model.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { About, Scope } from "./scenario.ts";

/**
 * The one family among the keys of a mapping; keys that are neither a family nor among `about` are reported. Options
 * that set other factors are for a factor itself (`joint`), not for a part, a drift or a component.
 */
export function readDistribution(
  reader: Reader,
  at: Located,
  about: readonly string[],
  joint = false,
): DistributionDeclaration | undefined {
  const keys = reader.entries(at).map(([key]) => key);
  if (at.node.kind !== "map") return undefined;
  const before = reader.issues.length;
  for (const key of keys) checkKey(reader, at, key, about);
  const found = keys.filter((key) => familyNames.includes(key));
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
  if (problems.length === 0 && hasSet(parameters) && !(joint && family === "categorical")) {
    const hint = "Let a categorical factor of its own set them.";
    return reader.report(closest(at, [family]), "no `set` here", hint, "options with `set`");
  }
  return problems.length > 0 ? undefined : (declared as DistributionDeclaration);
}

/** Whether options in a family's parameters, however deep, set other factors. */
function hasSet(parameters: unknown): boolean {
  if (typeof parameters !== "object" || parameters === null) return false;
  return Object.hasOwn(parameters, "set") || Object.values(parameters).some(hasSet);
}

function checkKey(reader: Reader, at: Located, key: string, about: readonly string[]): void {
  const known = [...familyNames, "truncate", ...about];
  if (known.includes(key)) return;
  reader.unknownKey({ node: nodeAt(at.node, [key])!, path: [...at.path, key] }, key, known);
}

function quotedNumber(got: string): string | undefined {
  return /^"[-+.\d]+(e[-+]?\d+)?"$/i.test(got) ? "Remove the quotes." : undefined;
}

/** The deepest value on the way to `path` that exists: a missing key is reported where it is missing. */
function closest(at: Located, path: readonly (string | number)[]): Located {
  let depth = path.length;
  while (depth > 0 && nodeAt(at.node, path.slice(0, depth)) === undefined) depth--;
  return { node: nodeAt(at.node, path.slice(0, depth))!, path: [...at.path, ...path] };
}

export const aboutKeys = ["kind", "nominal", "source", "rationale"] as const;
type Fields = Readonly<Partial<Record<string, Located>>>;

/** The entries of a mapping by key; which keys there may be is checked elsewhere. */
export function fieldsOf(reader: Reader, at: Located): Fields {
  return Object.fromEntries(reader.entries(at));
}

/** What is said besides the distribution. */
export function readAbout(reader: Reader, at: Located, fields: Fields): About {
  const kind = reader.choice(fields["kind"], ["epistemic", "aleatory", "modelForm"]);
  const nominal = reader.number(fields["nominal"]);
  const { source, rationale } = fields;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(nominal === undefined ? {} : { nominal }),
    ...texts(reader, { source, rationale }),
    place: placeOf(at),
  };
}

/** `shared`, `system`, a column or a list of columns; what is not said is `otherwise`. */
export function readScope(reader: Reader, at: Located | undefined, otherwise: Scope): Scope | undefined {
  if (at === undefined) return otherwise;
  if (at.node.kind === "list") {
    const columns = reader.items(at).map((item) => reader.text(item));
    if (columns.length === 0) return reader.report(at, "at least one column");
    return columns.every((column) => column !== undefined) ? columns : undefined;
  }
  const text = reader.text(at);
  return text === undefined ? undefined : scopeNamed(text);
}

export function scopeNamed(text: string): Scope {
  return text === "shared" || text === "system" ? text : [text];
}
