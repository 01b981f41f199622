/**
 * JSON with sorted keys and no white space: one text for one value, whatever the order in which keys were set.
 * Numbers by the shortest round trip, as JSON.stringify writes them; -0 as 0.
 *
 * @throws RangeError on a NaN or an infinity, which JSON would silently turn into null.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(
      `canonical JSON: got ${value}, expected a finite number. Give an absent value a reason.`,
    );
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === "" ? "" : ","}${canonicalJson(item ?? null)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(value).sort()) {
    if (members[key] === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(members[key])}`;
  }
  return `{${text}}`;
}
