/** The `count` names most similar to one: Dice's coefficient of their pairs of letters, above 0.3. */
export function closest(name: string, known: Iterable<string>, count: number): readonly string[] {
  const pairs = pairsOf(name);
  return [...known]
    .map((candidate) => ({ candidate, similarity: dice(pairs, pairsOf(candidate)) }))
    .filter(({ similarity }) => similarity > 0.3)
    .sort((a, b) => b.similarity - a.similarity || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function pairsOf(name: string): ReadonlySet<string> {
  const text = name.toLowerCase().replace(/[^a-z0-9]+/g, "");
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
