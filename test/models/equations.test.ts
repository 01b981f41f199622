import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

interface ModelFile {
  readonly constants: Record<string, { readonly value: number; readonly unit?: string }>;
  readonly equations: Record<string, string | { readonly expr: string; readonly unit?: string }>;
}

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const model = (name: string) => parseYaml(file(`scenarios/models/${name}.yaml`)) as ModelFile;
const table = (name: string): Record<string, string>[] => parse(file(`data/${name}.csv`), { columns: true });

const training = model("training-impacts");
const card = model("card-production");

test("the card alone and the card of a training run have the same constants", () => {
  const shared = Object.keys(card.constants).filter((name) => name in training.constants);
  expect(shared.length).toBeGreaterThan(25);
  for (const name of shared) {
    const { value, unit } = training.constants[name]!;
    expect([name, card.constants[name]!.value, card.constants[name]!.unit]).toEqual([name, value, unit]);
  }
});

test("the card alone and the card of a training run have the same equations of logic and yield", () => {
  const shared = Object.keys(card.equations).filter((name) => name in training.equations);
  const differing = shared.filter(
    (name) => JSON.stringify(card.equations[name]) !== JSON.stringify(training.equations[name]),
  );
  // What differs is the choice between two models of memory, and boards behind a family name.
  expect(differing.sort()).toEqual(["card_adpe", "card_gwp", "card_memory", "card_memory_area"]);
  expect(shared.length).toBeGreaterThan(18);
});

test("areas of memory per GB are the geometric means that the reference cards imply", () => {
  const boards = new Map(table("accelerators").map((row) => [row.hardware!, row]));
  const logs: Record<string, number[]> = { "0": [], "1": [] };
  for (const row of table("card-reference")) {
    const board = boards.get(row.hardware!)!;
    const capacity = Number(board.memory_gb || row.memory_gb);
    logs[board.is_hbm!]!.push(Math.log(Number(row.gwp_memory_kg) / 18.4 / capacity));
  }
  const mean = (values: number[]) => Math.exp(values.reduce((sum, x) => sum + x, 0) / values.length);
  expect(card.constants["memory_area_gddr"]!.value).toBeCloseTo(mean(logs["0"]!), 4);
  expect(card.constants["memory_area_hbm"]!.value).toBeCloseTo(mean(logs["1"]!), 4);
  // No card is further off than this: HBM of the GH200 and GDDR5X are.
  const worst = Math.max(
    ...Object.values(logs).flatMap((l) => l.map((x) => Math.abs(x - Math.log(mean(l))))),
  );
  expect(Math.exp(worst)).toBeLessThan(1.9);
});

test("every factor of the baseline states unit, scope, kind, source and rationale where it applies", () => {
  const baseline = parseYaml(file("distributions/baseline.yaml")) as { include: string[] };
  for (const path of baseline.include) {
    const { factors } = parseYaml(file(`distributions/${path}`)) as {
      factors: Record<string, Record<string, unknown>>;
    };
    for (const [name, factor] of Object.entries(factors)) {
      const asked =
        "parts" in factor ? ["kind", "source", "rationale"] : ["scope", "kind", "source", "rationale"];
      expect([name, asked.filter((key) => !(key in factor))]).toEqual([name, []]);
      const unit = training.constants[name]?.unit;
      expect([name, factor["unit"]]).toEqual([name, unit]);
    }
  }
});

test("each reference key of the baseline is in REFERENCES.md", () => {
  const known = new Set([...file("REFERENCES.md").matchAll(/^- \*\*(\S+)\*\*/gm)].map(([, key]) => key));
  const baseline = parseYaml(file("distributions/baseline.yaml")) as { include: string[] };
  const named = baseline.include.flatMap((path) =>
    [...file(`distributions/${path}`).matchAll(/\b([a-z]+(?:20|19)\d\d)\b/g)].map(([, key]) => key),
  );
  expect([...new Set(named)].filter((key) => !known.has(key))).toEqual([]);
});
