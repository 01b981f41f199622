import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { root } from "../cli/command.ts";
import { type Block, titleOf } from "./blocks.ts";

type Tree = { [key: string]: unknown };

/** A part of a scenario that a page shows: what it is a part of, and the command that takes the whole. */
interface Fragment {
  /** A scenario of the package, by its file, or a small one that has what the part names. */
  readonly in: string | Tree;
  /** Where in it the part stands, e.g. `factors`; nothing where it has the keys of a scenario. */
  readonly at?: string;
  readonly command?: readonly string[];
}

const uniform = { uniform: { low: 0, high: 1 } };
const site: Tree = {
  model: { equations: { y: "power * hours * pue * grid" } },
  factors: { power: uniform, hours: uniform, pue: uniform, grid: uniform },
  outputs: ["y"],
};
/** Twelve runs, and a factor that the part declares. */
const withFactor = (name: string): Tree => ({
  model: { equations: { energy: `hours * ${name}` } },
  table: "fleet.csv",
  key: "run",
  derive: { year: "floor(date)", organization: "1" },
  outputs: ["energy"],
});
const mainJob = "trend-2013-2026.yaml";
const run = ["run", "--draws", "64"];

/** Every `yaml` block that is not a file of its own, by page and first line. */
export const fragments: Readonly<Record<string, Fragment>> = {
  "docs/batch.md: vary:": {
    in: {
      model: { equations: { y: "lifetime_y * decarbonization_rate * everywhere_gwp * everywhere_adpe" } },
      factors: {
        lifetime_y: uniform,
        decarbonization_rate: uniform,
        everywhere_gwp: uniform,
        everywhere_adpe: uniform,
      },
      outputs: ["y"],
    },
    command: ["batch", "--draws", "64"],
  },
  "docs/break-even.md: breakEven:": { in: "break-even.yaml" },
  "docs/claims.md: claims:": { in: "study-claims.yaml" },
  "docs/composition.md: factors:": { in: withFactor("system_sample"), command: run },
  "docs/composition.md: trends:": { in: mainJob, command: run },
  "docs/missing-data.md: factors:": { in: "missing-systems.yaml" },
  "docs/missing-data.md: analyses:": { in: "missing-systems.yaml" },
  "docs/model-form.md: analyses:": { in: "model-form-share.yaml" },
  "docs/morris.md: analyses:": { in: site, command: ["sensitivity"] },
  "docs/open-questions.md: quantities:": { in: "efficiency-rebound.yaml" },
  "docs/scenario-files.md: constants:": {
    in: {
      factors: { hours: { ...uniform, unit: "h" }, lifetime_y: { ...uniform, unit: "year" } },
      outputs: ["life_share"],
    },
    at: "model",
  },
  "docs/scenario-files.md: lifetime_y:": { in: withFactor("lifetime_y"), at: "factors", command: run },
  "docs/scenario-files.md: table: ../data/training-runs.csv": {
    in: { model: { equations: { y: "memory_gb * grid_gwp_kg_per_kwh * decade" } }, outputs: ["y"] },
  },
  "docs/scenario-files.md: trends:": { in: mainJob },
  "docs/scopes-parts-drift.md: power_ratio:": { in: withFactor("power_ratio"), at: "factors", command: run },
  "docs/scopes-parts-drift.md: memory_density:": {
    in: withFactor("memory_density"),
    at: "factors",
    command: run,
  },
  "docs/scopes-parts-drift.md: board:": {
    in: withFactor("board * tdp_w * memory_gb"),
    at: "factors",
    command: run,
  },
  "docs/sensitivity-methods.md: model: {equations: {x: mu + z}}": { in: {}, command: ["sensitivity"] },
  "docs/sobol.md: analyses:": { in: site },
};

/** Writes the scenario that a part makes with what it is a part of, and gives the command line for it. */
export function completed(block: Block, folder: string): readonly string[] {
  const { in: whole, at, command = ["check"] } = fragments[titleOf(block)]!;
  const part = parse(block.text) as Tree;
  const base =
    typeof whole === "string"
      ? (parse(readFileSync(join(root, "scenarios", whole), "utf8")) as Tree)
      : { rebound: 1, ...whole };
  const file = join(folder, "mine", `${fileCount(folder)}.yaml`);
  writeFileSync(file, stringify(merged(base, at === undefined ? part : { [at]: part })));
  return [command[0]!, file, ...command.slice(1)];
}

function fileCount(folder: string): number {
  const mine = join(folder, "mine");
  mkdirSync(mine, { recursive: true });
  const there = readdirSync(mine);
  if (there.length > 0) return there.length;
  symlinkSync(join(root, "scenarios/models"), join(mine, "models"), "junction");
  writeFileSync(join(mine, "fleet.csv"), readFileSync(join(root, "scenarios/examples/fleet.csv")));
  return 0;
}

/** Entries of `part` beside those of `whole`, two levels down, as `factors.NAME` and `analyses.METHOD` stand. */
function merged(whole: Tree, part: Tree, depth = 2): Tree {
  const result = { ...whole };
  for (const [key, value] of Object.entries(part)) {
    const [mine, theirs] = [result[key], value];
    result[key] = depth > 1 && isTree(mine) && isTree(theirs) ? merged(mine, theirs, depth - 1) : theirs;
  }
  return result;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
