import type { Explanation } from "../model/explain.ts";
import {
  type AboutExplanation,
  type DrawExplanation,
  type FactorExplanation,
  isDrawn,
  type OptionExplanation,
} from "../model/explain-factor.ts";
import type { Result } from "../result/result.ts";
import { formatNumber } from "./format-number.ts";
import { textTable } from "./text-table.ts";

/** A scenario's equations, constants and factors as text for a terminal. */
export function renderExplanation(explanation: Explanation, bold: (text: string) => string): string {
  const { name, description, equations, constants, factors, columns, systems, sampling } = explanation;
  const used = constants.filter((constant) => !constant.replaced);
  const about = systems === 0 ? "" : `${systems} systems; `;
  const sections = [
    bold(name),
    ...(description === undefined ? [] : [description]),
    `${about}${sampling.design} design, ${sampling.draws} draws, ${sampling.replicates} replicates, seed ${sampling.seed}`,
    `${bold("Equations, in the order of evaluation")}\n${equations.map((e) => `  ${e.name}${unitText(e.unit)} = ${e.expr}`).join("\n")}`,
    ...table(
      bold("Constants"),
      ["", "value", "unit", "source"],
      used.map((c) => [c.name, `${c.value}`, c.unit, c.source ?? ""]),
    ),
    ...table(
      bold("Columns read"),
      ["", "unit"],
      columns.map((column) => [column.name, column.unit]),
    ),
    ...table(
      bold("Factors"),
      ["", "distribution", "unit", "scope", "draws", "2.5 %", "nominal", "97.5 %"],
      factors.flatMap((factor) =>
        drawsOf(factor).map(([id, draw]) => [
          id,
          distributionText(draw),
          unitOfDraw(id, factor),
          scopeText(draw),
          `${draw.components}`,
          formatNumber(draw.quantiles[0]!.value),
          formatNumber(draw.nominal),
          formatNumber(draw.quantiles.at(-1)!.value),
        ]),
      ),
    ),
    ...explanation.correlations.map(
      ({ factors: pair, spearman }) => `Spearman ${spearman} between ${pair.join(" and ")}.`,
    ),
    ...(explanation.excluded.length === 0 ? [] : [`Not included: ${explanation.excluded.join("; ")}.`]),
    ...explanation.notes.map((note) => `Note: ${note}.`),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** A factor, wherever it was declared. */
export type Drawn = NonNullable<Result["assumptions"]>["factors"][number];

/** What is drawn for a factor, by id: itself, its parts, what options set, then its drift. */
export function drawsOf(
  factor: Drawn,
): readonly (readonly [id: string, DrawExplanation & AboutExplanation])[] {
  const { name, parts = [], options = [], drift } = factor;
  return [
    ...(isDrawn(factor) ? [[name, factor] as const] : []),
    ...parts.map((part) => [part.id, part] as const),
    ...options.map((option) => [optionText(name, option), option] as const),
    ...(drift === undefined ? [] : [[drift.id, drift] as const]),
  ];
}

function optionText(name: string, { by, value }: OptionExplanation): string {
  return `${name}, ${by} = ${value}`;
}

/** Parts and drifts are factors of the value, not the value. */
export function unitOfDraw(id: string, { name, unit }: Drawn): string {
  return id === name || id.startsWith(`${name},`) ? unit : "";
}

type Row = readonly [label: string, text: string | undefined];

/** One factor with all that is known of it. */
export function renderFactor(factor: FactorExplanation, bold: (text: string) => string): string {
  const { name, unit, declared, readBy, combine, parts = [], options = [], drift } = factor;
  const place = [declared.file, declared.line, declared.column]
    .filter((part) => part !== undefined)
    .join(":");
  const rows: readonly Row[] = [
    ["combine", combine],
    ...(isDrawn(factor) ? drawRows(factor) : []),
    ["unit", unit],
    ...aboutRows(factor),
    ["declared", place],
    ["read by", readBy.join(", ") || "no equation"],
  ];
  return [
    section(bold(name), rows),
    ...parts.map((part) => section(bold(part.id), [...drawRows(part), ...aboutRows(part)])),
    ...options.map((option) => section(bold(optionText(name, option)), drawRows(option))),
    ...(drift === undefined
      ? []
      : [
          section(bold(drift.id), [
            ["changes by", `exp(${drift.id} * (${drift.over} - ${drift.centre}))`],
            ...drawRows(drift),
            ...aboutRows(drift),
          ]),
        ]),
  ].join("");
}

function drawRows(draw: DrawExplanation): readonly Row[] {
  const { components, nominal, mean, sd, quantiles } = draw;
  return [
    ["distribution", distributionText(draw)],
    ["scope", `${scopeText(draw)}: ${components} ${components === 1 ? "draw" : "draws"} a row`],
    ["nominal", formatNumber(nominal)],
    ["mean, sd", [mean, sd].map((value) => (value === null ? "none" : formatNumber(value))).join(", ")],
    ...quantiles.map(({ p, value }) => [`${p * 100} %`, formatNumber(value)] as const),
  ];
}

function aboutRows(about: Pick<FactorExplanation, "kind" | "source" | "rationale">): readonly Row[] {
  return [
    ["kind", about.kind],
    ["source", about.source],
    ["rationale", about.rationale],
  ];
}

function section(heading: string, rows: readonly Row[]): string {
  const lines = rows.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label.padEnd(14)}${text}`]));
  return `${heading}\n${lines.join("\n")}\n`;
}

function table(
  heading: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [`${heading}\n${textTable(head, rows)}`];
}

function unitText(unit: string): string {
  return unit === "1" ? "" : ` [${unit}]`;
}

export function scopeText({ scope }: DrawExplanation): string {
  return typeof scope === "string" ? scope : scope.join(" × ");
}

export function distributionText({ family, parameters, truncate }: DrawExplanation): string {
  const text = `${family} ${JSON.stringify(parameters).replaceAll('"', "").replaceAll(":", ": ").replaceAll(",", ", ")}`;
  const whole = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return truncate === undefined ? whole : `${whole} within ${JSON.stringify(truncate).replaceAll('"', "")}`;
}
