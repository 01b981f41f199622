import { checkName } from "../expression/names.ts";

/**
 * Names that expressions can use, each once, for names that need not be: `grid mix (FR)` becomes `grid_mix_FR`.
 * A name that is fine stays as it is.
 */
export function expressionNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names.filter((name) => checkName(name) === undefined));
  const given = new Set<string>();
  return names.map((name) => {
    if (checkName(name) === undefined && !given.has(name)) {
      given.add(name);
      return name;
    }
    const plain = name
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .replace(/[^A-Za-z0-9_]+/g, "_")
      .replace(/^_+|_+$/g, "");
    const start = checkName(plain) === undefined ? plain : `x_${plain}`;
    let unique = start;
    for (let count = 2; taken.has(unique) || given.has(unique); count++) unique = `${start}_${count}`;
    given.add(unique);
    return unique;
  });
}
