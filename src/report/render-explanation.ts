import type { Explanation, FactorExplanation } from "./explain.ts";
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
      factors.map((factor) => [
        factor.name,
        distributionText(factor),
        factor.unit,
        scopeText(factor),
        `${factor.components}`,
        formatNumber(factor.quantiles[0]!.value),
        formatNumber(factor.nominal),
        formatNumber(factor.quantiles.at(-1)!.value),
      ]),
    ),
    ...explanation.correlations.map(
      ({ factors: pair, spearman }) => `Spearman ${spearman} between ${pair.join(" and ")}.`,
    ),
    ...explanation.notes.map((note) => `Note: ${note}.`),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** One factor with all that is known of it. */
export function renderFactor(factor: FactorExplanation, bold: (text: string) => string): string {
  const { name, declared, readBy, kind, source, rationale, mean, sd } = factor;
  const place = [declared.file, declared.line, declared.column]
    .filter((part) => part !== undefined)
    .join(":");
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["distribution", distributionText(factor)],
    ["unit", factor.unit],
    [
      "scope",
      `${scopeText(factor)}: ${factor.components} ${factor.components === 1 ? "draw" : "draws"} a row`,
    ],
    ["kind", kind],
    ["nominal", formatNumber(factor.nominal)],
    ["mean, sd", [mean, sd].map((value) => (value === null ? "none" : formatNumber(value))).join(", ")],
    ...factor.quantiles.map(({ p, value }) => [`${p * 100} %`, formatNumber(value)] as const),
    ["source", source],
    ["rationale", rationale],
    ["declared", place],
    ["read by", readBy.join(", ") || "no equation"],
  ];
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`  ${label.padEnd(14)}${value}`],
  );
  return `${bold(name)}\n${lines.join("\n")}\n`;
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

function scopeText({ scope }: FactorExplanation): string {
  return typeof scope === "string" ? scope : scope.join(" × ");
}

function distributionText({ family, parameters, truncate }: FactorExplanation): string {
  const text = `${family} ${JSON.stringify(parameters).replaceAll('"', "").replaceAll(":", ": ").replaceAll(",", ", ")}`;
  const whole = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return truncate === undefined ? whole : `${whole} within ${JSON.stringify(truncate).replaceAll('"', "")}`;
}
