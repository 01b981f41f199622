/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name for files and anchors: small letters, digits and single hyphens, never empty. Different texts may share
 * one; `uniqueSlugs` tells them apart.
 */
export function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  if (plain === "") return "item";
  return reserved.test(plain) ? `${plain}-item` : plain;
}

/** Slugs of several texts, numbered where they would be the same. */
export function uniqueSlugs(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const base = slug(text);
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    return name;
  });
}
