import type { Issue } from "../core/issue.ts";
import { formatPath, type Path } from "../scenario/node.ts";
import { type Document, type Probe, withValue } from "./probe.ts";

/** A JSON Schema (draft 2020-12), as far as one is made here. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What is known beforehand of the value of a key, such as the parameters of a family. */
export type KnownSchema = (key: string) => JsonSchema | undefined;

/** A key and a name that no format has. */
const nonsense = "?";
const name = "probe_name";
/** Numbers of which one fits every rule for numbers that there is. */
const numbers = [2, 0.5, 1, 1000];
const deepest = 12;
/** Messages of the reader about a value of the wrong kind, alone or as one of several kinds. */
const kindRule =
  /^(a text|a list|a mapping|true or false|one of |a (finite |whole )?number|a family of distributions)/;
/** A rule with a larger least value than this depends on another value of the file. */
const largestFixedMinimum = 2;

/**
 * The JSON Schema of the value at a path, found out by asking the loader: what it calls wrong there of a text, a number,
 * a flag, a list and a mapping says what may stand there, and its messages name the keys and words that it knows. So
 * the schema says what is validated, whoever adds a key, and nothing is written twice.
 */
export async function describeValue(
  probe: Probe,
  document: Document,
  path: Path,
  known: KnownSchema,
): Promise<JsonSchema> {
  const rulesFor = async (value: unknown): Promise<readonly string[]> =>
    (await issuesAt(probe, document, path, value)).map(({ expected }) => expected);
  const missingKey = (rule: string): boolean => rule.startsWith("the key ");
  const ofNothing = (await rulesFor(null)).filter((rule) => !missingKey(rule));
  const ofFlag = (await rulesFor(true)).filter((rule) => !missingKey(rule));
  // What is told of nothing at all, or of a flag, tells the kinds apart.
  const refusals = kindsIn(ofNothing.length > 0 ? ofNothing : ofFlag);
  const accepts = async (
    value: unknown,
    isRefusal = (rule: string) => kindRule.test(rule),
  ): Promise<boolean> => !(await rulesFor(value)).some((rule) => refusals.includes(rule) || isRefusal(rule));
  const onlyThese = (): boolean => false;
  const forms: JsonSchema[] = [];
  const words = refusals.flatMap((rule) => readWords(rule) ?? []);
  // Nothing is wrong whatever stands there: nobody reads it.
  if (refusals.length === 0) return {};
  if (words.length > 0) forms.push({ enum: words });
  else if (await accepts(name, onlyThese)) forms.push({ type: "string" });
  for (const number of numbers) {
    if (!(await accepts(number, onlyThese))) continue;
    forms.push(numberSchema(refusals));
    break;
  }
  if (!ofFlag.some((rule) => kindRule.test(rule))) forms.push({ type: "boolean" });
  if (ofNothing.length === 0) forms.push({ type: "null" });
  if (path.length < deepest && (await accepts([])))
    forms.push({ type: "array", items: await describeValue(probe, document, [...path, 0], known) });
  if (path.length < deepest && (await accepts({})))
    forms.push(await describeMapping(probe, document, path, known));
  return forms.length > 1 ? { anyOf: forms } : (forms[0] ?? {});
}

/** The rules about the kind of a value among several; where there is none of these, all of them. */
function kindsIn(rules: readonly string[]): readonly string[] {
  const kinds = rules.filter((rule) => kindRule.test(rule));
  return kinds.length > 0 ? kinds : rules;
}

async function issuesAt(
  probe: Probe,
  document: Document,
  path: Path,
  value: unknown,
): Promise<readonly Issue[]> {
  const issues = await probe(withValue(document, path, value) as Document);
  return issues.filter((issue) => issue.path === formatPath(path));
}

async function describeMapping(
  probe: Probe,
  document: Document,
  path: Path,
  known: KnownSchema,
): Promise<JsonSchema> {
  const found = await findKeys(probe, document, path);
  if (found.size === 0) {
    return {
      type: "object",
      additionalProperties: await describeValue(probe, document, [...path, name], known),
    };
  }
  const keys = [...found.keys()];
  const missing = await issuesAt(probe, document, path, {});
  const required = missing.flatMap(({ expected }) => /^the key "(.*)"$/.exec(expected)?.[1] ?? []);
  const properties: Record<string, JsonSchema> = {};
  let context = path.length === 0 ? document : (withValue(document, path, {}) as Document);
  // Required keys first: what a reader needs to go on is there when the others are tried.
  for (const key of [...required, ...keys.filter((other) => !required.includes(other))]) {
    const beside = found.get(key);
    const tried = beside === undefined ? context : (withValue(context, [...path, beside], {}) as Document);
    properties[key] = known(key) ?? (await describeValue(probe, tried, [...path, key], known));
    if (required.includes(key) && path.length > 0)
      context = withValue(context, [...path, key], exampleOf(properties[key])) as Document;
  }
  const ordered = Object.fromEntries(keys.map((key) => [key, properties[key]!]));
  return {
    type: "object",
    properties: ordered,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** The keys that a mapping may have, each with the key that has to stand beside it, if one has; none: any name is one. */
async function findKeys(
  probe: Probe,
  document: Document,
  path: Path,
): Promise<ReadonlyMap<string, string | undefined>> {
  const listed = async (others: readonly string[]): Promise<readonly string[]> => {
    const there = path.length === 0 ? document : Object.fromEntries(others.map((key) => [key, {}]));
    const tried = withValue(document, path, { ...there, [nonsense]: 0 }) as Document;
    const at = formatPath([...path, nonsense]);
    const issues = (await probe(tried)).filter((issue) => issue.path === at);
    return issues.flatMap(({ got, expected }) =>
      got === `the key "${nonsense}"` ? (readWords(expected) ?? []) : [],
    );
  };
  const keys = await listed([]);
  const found = new Map<string, string | undefined>(keys.map((key) => [key, undefined]));
  if ((await listed(keys)).every((key) => found.has(key))) return found;
  for (const key of keys) {
    for (const further of await listed([key])) if (!found.has(further)) found.set(further, key);
  }
  return found;
}

function readWords(rule: string): readonly string[] | undefined {
  return /^one of (.+)$/.exec(rule)?.[1]?.split(", ");
}

function numberSchema(rules: readonly string[]): JsonSchema {
  const whole = rules
    .map((rule) => /^a whole number, (\d+) or more$/.exec(rule))
    .find((match) => match !== null);
  if (whole !== undefined)
    return { type: "integer", minimum: Math.min(Number(whole[1]), largestFixedMinimum) };
  const between = rules
    .map((rule) => /^a number above (\S+) and below (\S+)$/.exec(rule))
    .find((match) => match !== null);
  if (between === undefined) return { type: "number" };
  return { type: "number", exclusiveMinimum: Number(between[1]), exclusiveMaximum: Number(between[2]) };
}

/** A value that a schema made above accepts. */
function exampleOf(schema: JsonSchema): unknown {
  const [first] = (schema["anyOf"] as readonly JsonSchema[] | undefined) ?? [schema];
  if (first?.["enum"] !== undefined) return (first["enum"] as readonly unknown[])[0];
  if (first?.["type"] === "string") return "y";
  if (first?.["type"] === "array") return [];
  if (first?.["type"] === "object") return {};
  return first?.["type"] === "boolean" ? true : 1;
}
