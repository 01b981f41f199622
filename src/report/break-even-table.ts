import type { BreakEvenMap, BreakEvenResult, CurvePoint } from "../result/break-even-result.ts";
import type { Result } from "../result/result.ts";
import { bandCell, estimateCell, numberCell, quantileOf } from "./cells.ts";
import type { TextStyle } from "./text-style.ts";
import { textTable } from "./text-table.ts";

/** The result of `rebound break-even` as text for a terminal: answers, curves, maps. */
export function renderBreakEvens(result: Result, { heading: bold }: TextStyle): string {
  const { breakEven = [], manifest } = result;
  const [first] = breakEven;
  return [
    bold(result.name),
    ...breakEven.map((found) => renderBreakEven(found, bold)),
    `${first?.value.draws ?? 0} draws, seed ${manifest.seed}. Result ${manifest.resultDigest.slice(0, 16)}, rebound-uq ${manifest.version}.`,
    ...result.notes.map((note) => `Note: ${note}.`),
  ]
    .join("\n\n")
    .concat("\n");
}

/** One break-even: the answer, the curve, the map. */
function renderBreakEven(found: BreakEvenResult, bold: (text: string) => string): string {
  const { factor, curve, map } = found;
  return [
    bold(headingOf(found)),
    ...breakEvenAnswer(found).map((line) => `  ${line}`),
    "",
    textTable([factor, "determ.", "median", "95 % of draws"], curve.map(curveRow)),
    ...(map === undefined ? [] : ["", mapTable(found, map)]),
  ].join("\n");
}

/** All break-evens of a result with bands, in a few lines. */
export function breakEvenLines(found: readonly BreakEvenResult[]): string {
  return found
    .flatMap((one) => [`  ${headingOf(one)}`, ...breakEvenAnswer(one).map((line) => `    ${line}`)])
    .join("\n");
}

function headingOf({ statement, target, factor, with: others }: BreakEvenResult): string {
  const along = [factor, ...others].join(" and ");
  return statement === undefined ? `${target} along ${along}` : `${statement} (${target} along ${along})`;
}

/** The answer in sentences. */
export function breakEvenAnswer({
  factor,
  from,
  to,
  found,
  value,
  several,
  least,
  greatest,
}: BreakEvenResult): readonly string[] {
  if (found.value === 0) {
    const [low, high] = [least, greatest].map(
      (point) => `${numberCell(point?.median ?? null)} (at ${numberCell(point?.value ?? null)})`,
    );
    return [
      `No value of ${factor} between ${numberCell(from)} and ${numberCell(to)} meets the target in any draw.`,
      `The median of the left side runs from ${low} to ${high}.`,
    ];
  }
  if (value.draws === 1) return [`${factor} = ${numberCell(value.deterministic)} (no other factor varies).`];
  return [
    `${factor} = ${numberCell(quantileOf(value, 0.5))} (median; 95 % of draws from ${bandCell(value)}; deterministic ${numberCell(value.deterministic)}).`,
    `There is such a value in the range with probability ${estimateCell(found)}.`,
    ...(several === 0 ? [] : [`${several} draws have more than one; the first is taken.`]),
  ];
}

function curveRow({ value, deterministic, low, median, high }: CurvePoint): readonly string[] {
  return [
    numberCell(value),
    numberCell(deterministic),
    numberCell(median),
    `${numberCell(low)} … ${numberCell(high)}`,
  ];
}

function mapTable({ factor, curve }: BreakEvenResult, map: BreakEvenMap): string {
  const some = curve.map((_, k) => k).filter((k) => k % Math.ceil(curve.length / 6) === 0);
  return textTable(
    [
      `${map.factor} \\ ${factor}`,
      ...some.map((k) => numberCell(curve[k]!.value)),
      "met at",
      "95 % of draws",
      "found",
    ],
    map.values.map((value, row) => {
      const { median, low, high, found } = map.plateau[row]!;
      return [
        numberCell(value),
        ...some.map((k) => numberCell(map.cells[row]![k]!.median)),
        numberCell(median),
        median === null ? "–" : `${numberCell(low)} … ${numberCell(high)}`,
        estimateCell(found),
      ];
    }),
  );
}
