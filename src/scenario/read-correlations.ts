import { nearest } from "../core/suggest.ts";
import { cholesky } from "../math/cholesky.ts";
import { sin } from "../math/elementary.ts";
import { type Drawn, drawnOf } from "./drawn.ts";
import { choicesOf } from "./joint-choices.ts";
import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Correlation, Factor } from "./scenario.ts";

/** Least pivot of a correlation matrix that counts as positive definite in double precision. */
const leastPivot = 1e-10;

/** Rank correlations between pairs of factors, parts or drifts; together they must be possible. */
export function readCorrelations(
  reader: Reader,
  at: Located | undefined,
  factors: readonly Factor[],
): readonly Correlation[] {
  const before = reader.issues.length;
  const drawn = [...setDraws(factors), ...factors.flatMap(drawnOf)];
  const found = reader.items(at).flatMap((item) => readCorrelation(reader, item, drawn) ?? []);
  for (const [index, { factors: pair, place }] of found.entries()) {
    const first = found.findIndex(({ factors: other }) => pair.every((name) => other.includes(name)));
    if (first === index) continue;
    reader.issues.push({
      ...place,
      got: `${pair.join(" and ")} again`,
      expected: "each pair once",
      hint: "Remove one.",
    });
  }
  if (reader.issues.length === before && found.length > 0) checkTogether(reader, at!, found);
  return found;
}

/** Factors that vary under an option that sets them, whatever their own distribution. */
function setDraws(factors: readonly Factor[]): readonly Drawn[] {
  const scopes = new Map(
    factors.flatMap((factor) => (factor.parts === undefined ? [[factor.name, factor.scope] as const] : [])),
  );
  return [...choicesOf(factors)].flatMap(([id, { options }]) =>
    options.flatMap(({ set }) => {
      const scope = scopes.get(id);
      const isVaried = set !== undefined && set.distribution.family !== "constant";
      return isVaried && scope !== undefined ? [{ id, distribution: set.distribution, scope }] : [];
    }),
  );
}

function readCorrelation(reader: Reader, at: Located, drawn: readonly Drawn[]): Correlation | undefined {
  const fields = reader.fields(at, { required: ["factors", "spearman"] });
  const spearman = reader.between(fields?.spearman, -1, 1);
  const pair = reader.items(fields?.factors).flatMap((item) => readFactorName(reader, item, drawn) ?? []);
  const [a, b] = pair;
  if (fields?.factors === undefined || spearman === undefined || a === undefined || b === undefined) {
    if (fields?.factors?.node.kind === "list" && fields.factors.node.items.length !== 2)
      reader.report(fields.factors, "two factors");
    return undefined;
  }
  if (pair.length !== 2 || a === b) return reader.report(fields.factors, "two different factors");
  if (JSON.stringify(a.scope) !== JSON.stringify(b.scope)) {
    const got = `scopes ${JSON.stringify(a.scope)} and ${JSON.stringify(b.scope)}`;
    return reader.report(
      fields.factors,
      "factors of one scope",
      "Correlated factors are drawn together.",
      got,
    );
  }
  return { factors: [a.id, b.id], spearman, place: placeOf(at) };
}

/** The factor, part (`f.shared`) or drift (`f.drift`) of this id. */
function readFactorName(reader: Reader, at: Located, drawn: readonly Drawn[]): Drawn | undefined {
  const name = reader.text(at);
  const found = drawn.find(({ id }) => id === name);
  if (name === undefined || found?.distribution.family === "constant") {
    return name === undefined ? undefined : reader.report(at, "a factor that varies");
  }
  if (found !== undefined) return found;
  const parts = drawn.filter(({ id }) => id.startsWith(`${name}.`)).map(({ id }) => id);
  if (parts.length > 0) return reader.report(at, `one of its parts: ${parts.join(", ")}`);
  const suggestion = nearest(
    name,
    drawn.map(({ id }) => id),
  );
  return reader.report(
    at,
    "the name of a factor",
    suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
  );
}

/** Pairs that are each possible may contradict each other: a and b alike, b and c alike, a and c opposed. */
function checkTogether(reader: Reader, at: Located, correlations: readonly Correlation[]): void {
  const names = [...new Set(correlations.flatMap(({ factors }) => factors))];
  const n = names.length;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  for (const { factors, spearman } of correlations) {
    const [i, j] = factors.map((name) => names.indexOf(name)) as [number, number];
    // Pearson correlation of the normal scores (Kruskal 1958).
    matrix[i * n + j] = matrix[j * n + i] = 2 * sin((Math.PI * spearman) / 6);
  }
  const lower = cholesky(matrix, n);
  for (let i = 0; i < n; i++) {
    if (lower[i * n + i]! ** 2 > leastPivot) continue;
    const got = `correlations between ${names.slice(0, i + 1).join(", ")} that contradict each other`;
    reader.report(at, "a positive definite matrix", "Weaken them, or leave a pair out.", got);
    return;
  }
}
