import { stringify } from "yaml";
import * as z from "zod";
import { checkDistribution } from "../families/bind.ts";
import { parseCsv } from "../table/parse-csv.ts";
import { oneLine } from "./cells.ts";
import { normalizeName } from "./columns.ts";
import { emptyReport, type Imported, type Importer, type ImportInput, type Unmapped } from "./importer.ts";
import { readJson } from "./json-input.ts";
import { expressionNames } from "./names.ts";
import { type Uncertainty, uncertaintyFamilies } from "./uncertainty-types.ts";

/** An entry with uncertainty fields, in whatever case and with whatever else beside them. */
type Entry = Readonly<Record<string, unknown>>;
const entrySchema = z.record(z.string(), z.unknown(), { error: "a mapping with uncertainty fields" });
const fileSchema = z.union([z.array(entrySchema), z.record(z.string(), entrySchema)], {
  error: "a list of entries, or a mapping from names to them",
});

/** Uncertainty fields of Brightway and ecoinvent (stats_arrays) → a file of distributions to include. */
export const brightway: Importer = {
  name: "brightway",
  description:
    "uncertainty fields of Brightway or ecoinvent (JSON or CSV) → a file of distributions to include",
  needs: [],
  read(input) {
    const entries = /^\uFEFF?\s*[[{]/.test(input.text) ? readEntries(input) : readTable(input);
    return entries === undefined ? undefined : makeDistributions(input, entries);
  },
};

function readEntries(input: ImportInput): readonly Entry[] | undefined {
  const found = readJson(input, fileSchema, "a list of entries with `uncertainty type`, `loc`, `scale` …");
  if (found === undefined || Array.isArray(found)) return found;
  return Object.entries(found).map(([name, entry]) => ({ name, ...entry }));
}

function readTable(input: ImportInput): readonly Entry[] | undefined {
  const table = parseCsv(input.file, input.text, input.issues);
  if (table === undefined) return undefined;
  const columns = [...table.columns.values()];
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, texts }) => [name, texts[row]])),
  );
}

function makeDistributions(input: ImportInput, entries: readonly Entry[]): Imported | undefined {
  const read = entries.map(readEntry);
  if (!read.some(({ fields }) => fields.type !== undefined)) {
    const expected = "entries with a field `uncertainty type` (or `uncertainty_type`)";
    input.issues.push({ file: input.file, path: "", got: "none", expected });
    return undefined;
  }
  const names = expressionNames(read.map(({ name }) => name));
  const factors: Record<string, unknown> = {};
  const unmapped: Unmapped[] = [];
  for (const [index, { name, unit, fields }] of read.entries()) {
    const found = readFamily(fields);
    if (typeof found === "string")
      unmapped.push({ kind: "distribution", name, rows: 1, candidates: [], reason: found });
    else {
      const source = `stats_arrays: ${name}`;
      factors[names[index]!] = { ...found, ...(unit === undefined ? {} : { unit }), source };
    }
  }
  return {
    text: `# From uncertainty fields of Brightway (stats_arrays). Name this file under \`include\`.\n${stringify({ rebound: 1, factors }, { lineWidth: 0 })}`,
    report: {
      ...emptyReport,
      recognized: "uncertainty fields of Brightway",
      counts: { entries: entries.length, "distributions written": Object.keys(factors).length },
      unmapped,
      notes: names.flatMap((name, index) =>
        name === read[index]!.name ? [] : [`"${read[index]!.name}" is called ${name}`],
      ),
    },
  };
}

/** A family with its parameters and truncation, or why there is none. */
function readFamily(fields: Uncertainty): Readonly<Record<string, unknown>> | string {
  const type = fields.type ?? 0;
  const family = uncertaintyFamilies[type];
  if (family === undefined) return `uncertainty type ${type} is not known`;
  const found = family(fields);
  if (typeof found === "string") return found;
  const { truncate, ...named } = found;
  const [name, parameters] = Object.entries(named)[0]!;
  const { problems } = checkDistribution({
    family: name,
    parameters,
    ...(truncate === undefined ? {} : { truncate }),
  });
  const [problem] = problems;
  return problem === undefined
    ? found
    : `${problem.path.join(".")}: got ${problem.got}, expected ${problem.expected}`;
}

const nameKeys = ["name", "parameter", "activity", "input", "flow"];

function readEntry(
  entry: Entry,
  index: number,
): { name: string; unit: string | undefined; fields: Uncertainty } {
  const values = new Map(Object.entries(entry).map(([key, value]) => [normalizeName(key), value]));
  const number = (...keys: readonly string[]): number | undefined => {
    const value = keys
      .map((key) => values.get(key))
      .find((found) => found !== undefined && found !== null && found !== "");
    const read = value === undefined ? Number.NaN : Number(value);
    return Number.isFinite(read) ? read : undefined;
  };
  const name = nameKeys
    .map((key) => values.get(key))
    .find((value) => typeof value === "string" && value !== "");
  const unit = values.get("unit");
  return {
    name: oneLine(String(name ?? `entry ${index + 1}`)),
    // Units of databases ("kilogram", "ton kilometer") are not ours: they are told by the source, not taken over.
    unit:
      typeof unit === "string" && /^(kg|kWh|MJ|m|m2|m3|t|h|MWh|GWh)$/.test(unit)
        ? unit.replace(/^m([23])$/, "m^$1")
        : undefined,
    fields: {
      type: number("uncertainty type", "uncertainty type id", "uncertainty"),
      loc: number("loc"),
      scale: number("scale"),
      shape: number("shape"),
      minimum: number("minimum", "min"),
      maximum: number("maximum", "max"),
      amount: number("amount", "value"),
      negative: /^(true|1)$/i.test(String(values.get("negative") ?? "")),
    },
  };
}
