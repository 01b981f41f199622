import { readQuantity } from "../read-quantity.ts";
import { type Located, placeOf, type Reader } from "../reader.ts";
import type { QuantityDeclaration } from "../scenario.ts";
import type { AnalysisCommon, AnalysisContext, GroupDeclaration } from "./analysis.ts";

/** Keys that every analysis which moves factors takes. */
export const commonKeys = ["targets", "groups", "parts", "failures"] as const;

type CommonFields = { readonly [key in (typeof commonKeys)[number]]?: Located };

/** Targets, groups and policies, with their defaults. */
export function readCommon(
  reader: Reader,
  at: Located,
  fields: CommonFields,
  context: AnalysisContext,
): AnalysisCommon {
  return {
    targets: readTargets(reader, fields.targets, context),
    groups: readGroups(reader, fields.groups, context),
    parts: reader.choice(fields.parts, ["together", "apart"]) ?? "together",
    failures: reader.choice(fields.failures, ["refuse", "drop"]) ?? "refuse",
    place: placeOf(at),
  };
}

/** Expressions over result paths, each once. */
export function readTargets(
  reader: Reader,
  at: Located | undefined,
  { names }: Pick<AnalysisContext, "names">,
): readonly QuantityDeclaration[] {
  const seen = new Set<string>();
  return reader.items(at).flatMap((item) => {
    const target = readQuantity(reader, item, names);
    if (target === undefined) return [];
    if (seen.has(target.id)) return reader.report(item, "each target once", "Remove one.") ?? [];
    seen.add(target.id);
    return [target];
  });
}

/** Lists of factors, and `{kind: …}` for all factors of a kind that no list names. */
function readGroups(
  reader: Reader,
  at: Located | undefined,
  { factors }: Pick<AnalysisContext, "factors">,
): readonly GroupDeclaration[] {
  const entries = reader.entries(at);
  const listed = entries.map(([name, group]) =>
    group.node.kind === "map" ? undefined : readGroup(reader, name, group),
  );
  const named = new Set(
    listed.flatMap((group) => group?.members ?? []).map(({ name }) => name.split(".")[0]),
  );
  return entries.flatMap(([name, group], index) => {
    const found = listed[index];
    if (found !== undefined) return [found];
    const fields = reader.fields(group, { required: ["kind"] });
    const kind = reader.choice(fields?.kind, ["epistemic", "aleatory", "modelForm"]);
    if (kind === undefined) return [];
    const place = placeOf(group);
    const members = factors.filter((factor) => factor.kind === kind && !named.has(factor.name));
    if (members.length === 0) return reader.report(group, `a factor of the kind ${kind}`) ?? [];
    return [{ name, kind, members: members.map((factor) => ({ name: factor.name, place })), place }];
  });
}

function readGroup(reader: Reader, name: string, at: Located): GroupDeclaration {
  const items = reader.items(at);
  if (at.node.kind === "list" && items.length === 0) reader.report(at, "at least one factor");
  const members = items.flatMap((item) => {
    const member = reader.text(item);
    return member === undefined ? [] : [{ name: member, place: placeOf(item) }];
  });
  return { name, members, place: placeOf(at) };
}
