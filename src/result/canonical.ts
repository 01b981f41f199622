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
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}
