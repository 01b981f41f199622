/** Whether a cell says yes. */
export function isYes(text: string): boolean {
  return /^(1(\.0*)?|true|yes|y|checked|x)$/i.test(text.trim());
}

/**
 * The number in a cell: as spreadsheets write it (1,234.5 · 1.2E+24 · 3e5 · 45%), undefined if there is none or if
 * the cell says something else.
 */
export function readQuantity(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, "")
    .replace(/^~\s*/, "");
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%)?$/i.exec(plain);
  if (match === null) return undefined;
  const value = Number(match[1]);
  if (!Number.isFinite(value)) return undefined;
  return match[2] === undefined ? value : value / 100;
}

/** A number scaled and rounded to 12 digits, so that 989.4 TFLOP/s is 9.894e14 and not …00001. */
export function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Number((value * factor).toPrecision(12));
}

/** All white space, line breaks included, as single spaces. */
export function oneLine(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(" ");
}

/** A calendar day, and whether the cell gave it in full. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly partial: boolean;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A date as tables have them: 2025-10-28 (also with a time), 2025/10/28, 10/28/2025 (month first, as Epoch AI's
 * exports), 28 October 2025, October 28, 2025. A month alone is its first day, a year alone its middle (partial).
 */
export function readDay(text: string): Day | undefined {
  const cell = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(cell);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  if (american !== null) return dayOf(Number(american[3]), Number(american[1]), Number(american[2]));
  const words = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})$/i.exec(cell);
  if (words !== null) {
    const month = months.indexOf(words[2]!.slice(0, 3).toLowerCase()) + 1;
    const day = words[1] ?? words[3];
    return dayOf(Number(words[4]), month, Number(day ?? 1), day === undefined);
  }
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(cell);
  if (month !== null) return dayOf(Number(month[1]), Number(month[2]), 1, true);
  return /^\d{4}(\.0)?$/.test(cell) ? dayOf(Number(cell), 7, 1, true) : undefined;
}

function dayOf(year: number, month: number, day: number, partial = false): Day | undefined {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return undefined;
  return day > daysBefore(year, month + 1) - daysBefore(year, month)
    ? undefined
    : { year, month, day, partial };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a year before its month (1 to 13) begins. */
function daysBefore(year: number, month: number): number {
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0);
}

/** Year and the elapsed share of it, to 4 digits (about an hour), as `date` in the project's tables. */
export function decimalYear({ year, month, day }: Day): number {
  const elapsed = daysBefore(year, month) + day - 1;
  return Math.round((year + elapsed / daysBefore(year, 13)) * 1e4) / 1e4;
}

export function isoDate({ year, month, day }: Day): string {
  return `${year}-${`${month}`.padStart(2, "0")}-${`${day}`.padStart(2, "0")}`;
}

/** Items of a cell that lists several, separated by commas; one that holds a comma itself stands in quotes. */
export function splitList(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|([^,]+)/g)]
    .map(([, quoted, plain]) => oneLine(quoted ?? plain ?? ""))
    .filter((item) => item !== "");
}
