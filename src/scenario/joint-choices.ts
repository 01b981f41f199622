import type { Reader } from "./reader.ts";
import type { Factor, Place, PlainFactor, Scope, SetFactor } from "./scenario.ts";

/** What decides on a factor: a categorical, and what each of its options sets the factor to, if it does. */
export interface Choice {
  readonly chooser: PlainFactor;
  readonly options: readonly { readonly value: number; readonly set: SetFactor | undefined }[];
}

/** The choices that set other factors, by the name of the factor that is set; the first where there are several. */
export function choicesOf(factors: readonly Factor[]): ReadonlyMap<string, Choice> {
  const choices = new Map<string, Choice>();
  for (const chooser of factors) {
    const sets = chooser.parts === undefined ? (chooser.sets ?? []) : [];
    for (const name of new Set(sets.flatMap((option) => option.factors.map((factor) => factor.name)))) {
      if (choices.has(name)) continue;
      const options = sets.map(({ value, factors: set }) => ({
        value,
        set: set.find((factor) => factor.name === name),
      }));
      choices.set(name, { chooser: chooser as PlainFactor, options });
    }
  }
  return choices;
}

/** Whether the factor's own distribution is never used. */
export function isAlwaysSet({ options }: Choice): boolean {
  return options.every(({ set }) => set !== undefined);
}

/** Factors that every option of a categorical sets need no declaration: they have its scope. */
export function impliedFactors(factors: readonly Factor[]): readonly PlainFactor[] {
  const declared = new Set(factors.map(({ name }) => name));
  return [...choicesOf(factors)].flatMap(([name, choice]) => {
    if (declared.has(name) || !isAlwaysSet(choice)) return [];
    const { distribution, place } = choice.options[0]!.set!;
    return [{ name, distribution, scope: choice.chooser.scope, place }];
  });
}

/** Reports choices that contradict each other, their scopes or themselves; the notes are of what is never used. */
export function checkChoices(reader: Reader, factors: readonly Factor[]): readonly string[] {
  const byName = new Map(factors.map((factor) => [factor.name, factor]));
  const choices = choicesOf(factors);
  const tell = (place: Place, got: string, expected: string, hint: string): void => {
    reader.issues.push({ ...place, got, expected, hint });
  };
  for (const [name, choice] of choices) {
    const { chooser, options } = choice;
    const { place } = options.find(({ set }) => set !== undefined)!.set!;
    const target = byName.get(name);
    if (target === undefined) {
      const expected = "the name of a factor, or one that every option sets";
      tell(place, `"${name}"`, expected, "Declare it, for what holds under the other options.");
    } else if (target.parts !== undefined) {
      tell(place, `"${name}", which has parts`, "a factor with one distribution", "Set a factor beside it.");
    } else if (!isWithin(target.scope, chooser.scope)) {
      const got = `"${name}" of scope ${describe(target.scope)}, set by "${chooser.name}" of scope ${describe(chooser.scope)}`;
      const expected = "a scope that tells all apart that the choice tells apart";
      tell(place, got, expected, `Give "${name}" the scope ${describe(chooser.scope)}, or system.`);
    } else checkChain(target, choice, tell);
    const cycle = cycleFrom(name, choices);
    if (cycle !== undefined)
      tell(
        place,
        `the cycle ${cycle.join(" → ")}`,
        "choices that do not set themselves",
        "Remove one `set`.",
      );
  }
  checkChoosers(factors, choices, tell);
  const unused = [...choices].filter(
    ([name, choice]) => isAlwaysSet(choice) && byName.get(name)?.place !== choice.options[0]!.set!.place,
  );
  return unused.map(
    ([name, { chooser }]) =>
      `the own distribution of ${name} is never used: every option of ${chooser.name} sets it`,
  );
}

type Tell = (place: Place, got: string, expected: string, hint: string) => void;

/** A factor that chooses and is set may only be set to what it has options for. */
function checkChain(target: PlainFactor, { options }: Choice, tell: Tell): void {
  if (target.sets === undefined) return;
  const known = target.sets.map(({ value }) => value);
  for (const { set } of options) {
    const values = set === undefined ? [] : valuesOf(set);
    if (values?.every((value) => known.includes(value))) continue;
    const expected = `one of its own options (${known.join(", ")}), since it sets others`;
    tell(
      set!.place,
      `another value of "${target.name}"`,
      expected,
      "Add an option, or set it to one of them.",
    );
  }
}

/** The values that a constant or categorical can take; undefined for any other family. */
function valuesOf({ distribution: { family, parameters } }: SetFactor): readonly number[] | undefined {
  if (family === "constant") return [parameters as number];
  if (family !== "categorical") return undefined;
  return (parameters as { options: readonly { value: number }[] }).options.map(({ value }) => value);
}

function checkChoosers(factors: readonly Factor[], choices: ReadonlyMap<string, Choice>, tell: Tell): void {
  for (const chooser of factors) {
    const sets = chooser.parts === undefined ? chooser.sets : undefined;
    if (sets === undefined) continue;
    if (chooser.drift !== undefined) {
      const hint = "Let a factor without drift choose.";
      tell(chooser.drift.place, "a drift", "no drift of a factor whose options set others", hint);
    }
    for (const { name, place } of sets.flatMap((option) => option.factors)) {
      const first = choices.get(name)!.chooser;
      if (first === chooser) continue;
      tell(
        place,
        `"${name}", which "${first.name}" sets`,
        "factors that one choice sets",
        "Remove one of the two.",
      );
    }
  }
}

/** Whether systems that the outer scope tells apart are told apart by the inner one. */
function isWithin(inner: Scope, outer: Scope): boolean {
  if (outer === "shared" || inner === "system") return true;
  if (inner === "shared" || outer === "system") return false;
  return outer.every((column) => inner.includes(column));
}

function describe(scope: Scope): string {
  return typeof scope === "string" ? scope : scope.join(" × ");
}

/** The way from a factor back to itself over what sets it; told by the first factor of the cycle alone. */
function cycleFrom(name: string, choices: ReadonlyMap<string, Choice>): readonly string[] | undefined {
  const path = [name];
  for (;;) {
    const next = choices.get(path[0]!)?.chooser.name;
    if (next === undefined || path.slice(0, -1).includes(next)) return undefined;
    path.unshift(next);
    if (next === name) return [...path].sort()[0] === name ? path : undefined;
  }
}
