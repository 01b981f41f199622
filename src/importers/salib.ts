import { stringify } from "yaml";
import * as z from "zod";
import { emptyReport, type Imported, type Importer, type ImportInput } from "./importer.ts";
import { readJson } from "./json-input.ts";
import { expressionNames } from "./names.ts";

const text = z.string({ error: "a text" });
const problemSchema = z.looseObject(
  {
    num_vars: z.number({ error: "a number of variables" }).optional(),
    names: z.array(text, { error: "a list of names" }),
    bounds: z.array(z.array(z.number({ error: "a number" }), { error: "a list of numbers" }), {
      error: "a list of bounds",
    }),
    dists: z.array(text, { error: "a list of distributions" }).nullish(),
    groups: z.array(text.nullable(), { error: "a list of names of groups" }).nullish(),
    outputs: z.union([text, z.array(text)], { error: "a list of names" }).nullish(),
  },
  { error: "a mapping with names and bounds" },
);

type Problem = z.infer<typeof problemSchema>;
type Family = Readonly<Record<string, unknown>>;

/**
 * How SALib's `scale_samples` reads the bounds of each of its distributions. The peak of `triang` is a share of the
 * width; `lognorm` has the mean and the standard deviation of ln x.
 */
const families: Readonly<Record<string, (bounds: readonly number[]) => Family | undefined>> = {
  unif: ([low, high, ...more]) => (more.length > 0 ? undefined : { uniform: { low, high } }),
  logunif: ([low, high, ...more]) => (more.length > 0 ? undefined : { logUniform: { low, high } }),
  triang: (bounds) => {
    const [low, high, peak] = bounds.length === 2 ? [0, ...bounds] : bounds;
    if (low === undefined || high === undefined || peak === undefined || bounds.length > 3) return undefined;
    return { triangular: { low, mode: low + peak * (high - low), high } };
  },
  norm: ([mean, sd, ...more]) => (more.length > 0 ? undefined : { normal: { mean, sd } }),
  truncnorm: ([low, high, mean, sd]) =>
    sd === undefined ? undefined : { normal: { mean, sd }, truncate: { low, high } },
  lognorm: ([logMu, logSigma, ...more]) => (more.length > 0 ? undefined : { lognormal: { logMu, logSigma } }),
};

/** A problem dictionary of SALib as JSON → a scenario with the same inputs, in the same order. */
export const salib: Importer = {
  name: "salib",
  description: "a problem dictionary of SALib, as JSON → a scenario",
  needs: [],
  read(input) {
    const problem = readJson(
      input,
      problemSchema,
      "a problem dictionary of SALib, as json.dump(problem) writes it",
    );
    if (problem === undefined || !checkLengths(input, problem)) return undefined;
    const names = expressionNames(problem.names);
    const factors = readFactors(input, problem, names);
    if (input.issues.length > 0) return undefined;
    return makeScenario(problem, names, factors);
  },
};

function checkLengths(input: ImportInput, { num_vars, names, bounds, dists, groups }: Problem): boolean {
  const lengths = { num_vars, bounds: bounds.length, dists: dists?.length, groups: groups?.length };
  for (const [path, length] of Object.entries(lengths)) {
    if (length === undefined || length === names.length) continue;
    const expected = `${names.length}, one for each of names`;
    input.issues.push({ file: input.file, path, got: `${length}`, expected });
  }
  return input.issues.length === 0;
}

function readFactors(
  input: ImportInput,
  { bounds, dists }: Problem,
  names: readonly string[],
): Record<string, Family> {
  return Object.fromEntries(
    names.map((name, index) => {
      const dist = dists?.[index] ?? "unif";
      const family = families[dist]?.(bounds[index]!);
      if (family === undefined) {
        const known = Object.hasOwn(families, dist);
        input.issues.push({
          file: input.file,
          path: known ? `bounds.${index}` : `dists.${index}`,
          got: known ? `${bounds[index]!.length} numbers for ${dist}` : JSON.stringify(dist),
          expected: known
            ? "the numbers that SALib's scale_samples reads"
            : `one of ${Object.keys(families).join(", ")}`,
        });
      }
      return [name, family ?? {}];
    }),
  );
}

function makeScenario(problem: Problem, names: readonly string[], factors: Record<string, Family>): Imported {
  const outputs = [problem.outputs ?? "Y"].flat();
  const [output] = expressionNames(outputs.length === 0 ? ["Y"] : outputs.slice(0, 1));
  const groups = groupsOf(problem, names);
  const scenario = {
    rebound: 1,
    name: "SALib problem",
    model: { equations: { [output!]: names.join(" + ") } },
    factors,
    outputs: [output],
    sampling: { design: "sobol", draws: 1024, seed: 1, replicates: 1 },
    analyses: {
      sobol: {
        base: 1024,
        replicates: 1,
        order: 2,
        estimator: "saltelli2010",
        ...(groups === undefined ? {} : { groups }),
      },
    },
  };
  const renamed = names.flatMap((name, index) =>
    name === problem.names[index]
      ? []
      : [`"${problem.names[index]}" is called ${name}: expressions cannot use the name`],
  );
  return {
    text: `${header(output!)}${stringify(scenario, { flowCollectionPadding: false, lineWidth: 0 })}`,
    report: {
      ...emptyReport,
      recognized: "a problem dictionary of SALib",
      counts: { inputs: names.length, groups: Object.keys(groups ?? {}).length },
      notes: [
        ...renamed,
        "the equation is a stand-in: write your model there, or evaluate it elsewhere and use `rebound analyze`",
        ...(outputs.length > 1 ? [`of the outputs ${outputs.join(", ")} the first is used`] : []),
      ],
    },
  };
}

/** SALib puts every input into a group; groups of one are the input itself. */
function groupsOf(
  { groups }: Problem,
  names: readonly string[],
): Record<string, readonly string[]> | undefined {
  if (groups === null || groups === undefined) return undefined;
  const members = new Map<string, string[]>();
  for (const [index, group] of groups.entries()) {
    if (group !== null) members.set(group, [...(members.get(group) ?? []), names[index]!]);
  }
  return members.size === 0 ? undefined : Object.fromEntries(members);
}

function header(output: string): string {
  return `# From a problem dictionary of SALib. The equation is a stand-in that only names the inputs and the output: write
# your model there, or evaluate it elsewhere. With outputs that SALib's own sample was evaluated on (a CSV with the
# column ${output}): rebound analyze THIS_FILE --outputs Y.csv --layout salib
# order: 2 is calc_second_order=True; the estimator is the pair that SALib uses.
`;
}
