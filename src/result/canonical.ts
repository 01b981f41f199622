/**
 * JSON with sorted keys and no white space: one text for one value, whatever the order in which keys were set.
 * Numbers by the shortest round trip, as JSON.stringify writes them; -0 as 0.
 *
 * @throws RangeError on a NaN or an infinity, which JSON would silently turn into null.
 */
export function canonicalJson(value: unknown): string {
  let text = "";
  writeCanonical(value, (part) => {
    text += part;
  });
  return text;
}

/** The same, part by part: the text of a large result need not be put together only to be read once. */
export function writeCanonical(value: unknown, write: (part: string) => void): void {
  if (typeof value === "number") writeNumber(value, write);
  else if (value === null || typeof value !== "object") write(quote(value));
  else if (Array.isArray(value)) {
    write("[");
    for (let i = 0; i < value.length; i++) {
      if (i > 0) write(",");
      writeCanonical(value[i] ?? null, write);
    }
    write("]");
  } else writeMembers(value as Readonly<Record<string, unknown>>, write);
}

function writeMembers(members: Readonly<Record<string, unknown>>, write: (part: string) => void): void {
  let start = "{";
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    write(start);
    write(quote(key));
    write(":");
    writeCanonical(member, write);
    start = ",";
  }
  write(start === "{" ? "{}" : "}");
}

function writeNumber(value: number, write: (part: string) => void): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `canonical JSON: got ${value}, expected a finite number. Give an absent value a reason.`,
    );
  }
  write(`${value}`);
}

/** Most texts of a result, and all of its keys, come again and again. */
const quoted = new Map<string, string>();
const mostQuoted = 4096;

function quote(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  let text = quoted.get(value);
  if (text === undefined) {
    text = JSON.stringify(value);
    if (quoted.size < mostQuoted) quoted.set(value, text);
  }
  return text;
}
