import type { Table } from "../table/table.ts";
import { decimalYear, isoDate, isYes, oneLine, readDay, readQuantity, scaled, splitList } from "./cells.ts";
import type { Cells } from "./columns.ts";
import { countryCode } from "./countries.ts";
import type { RunColumn } from "./epoch-columns.ts";
import type { HardwareCell, Match } from "./hardware-names.ts";

/** What accelerators.csv says of a board, as far as a training run needs it. */
export interface BoardFacts {
  readonly hardware: string;
  readonly vendor: string;
  readonly isTpu: boolean;
  readonly released: string;
  readonly releaseYear: number;
  readonly peak: number;
  readonly flags: string;
  readonly hasDie: boolean;
  readonly hasMemory: boolean;
  readonly hasTdp: boolean;
  /** Whether it has all that the model of impacts needs, published or imputed. */
  readonly complete: boolean;
}

export function boardFacts(accelerators: Table): ReadonlyMap<string, BoardFacts> {
  const text = (name: string, row: number): string => accelerators.columns.get(name)?.texts[row] ?? "";
  return new Map(
    Array.from({ length: accelerators.rows }, (_, row) => {
      const known = (name: string): boolean => text(name, row) !== "";
      const facts: BoardFacts = {
        hardware: text("hardware", row),
        vendor: text("vendor", row),
        isTpu: text("segment", row) === "tpu",
        released: text("released", row),
        releaseYear: Number(text("release_year", row)),
        peak: known("peak_dense16_flops") ? Number(text("peak_dense16_flops", row)) : Number.NaN,
        flags: text("flags", row),
        hasDie: text("has_die_area", row) === "1",
        hasMemory: text("has_memory", row) === "1",
        hasTdp: text("has_tdp", row) === "1",
        complete: ["die_area_imputed_cm2", "memory_imputed_gb", "tdp_imputed_w", "release_year"].every(known),
      };
      return [facts.hardware, facts];
    }),
  );
}

/** One row of a table of models, with our words and numbers; the table of runs is made from it. */
export interface EpochRun {
  readonly row: number;
  readonly line: number;
  readonly name: string;
  readonly cell: HardwareCell;
  readonly used: readonly BoardFacts[];
  readonly generic: boolean;
  readonly published: string;
  readonly date: number;
  readonly year: number;
  readonly datePartial: boolean;
  readonly organization: string;
  readonly lineBreak: boolean;
  readonly place: string;
  readonly places: readonly string[];
  readonly unknownPlaces: readonly string[];
  readonly domain: string;
  readonly parameters: number | undefined;
  readonly trainingFlop: number | undefined;
  readonly finetuneFlop: number | undefined;
  readonly runFlop: number | undefined;
  readonly independent: string;
  readonly baseModel: string;
  readonly quantity: number | undefined;
  readonly hours: number | undefined;
  readonly chipHours: number | undefined;
  readonly chipHoursBasis: string;
  readonly mfu: number | undefined;
  readonly hfu: number | undefined;
  readonly confidence: string;
  readonly notable: boolean;
  readonly notabilityKnown: boolean;
  readonly frontier: boolean;
  /** Cells that should hold a number and hold something else. */
  readonly unread: readonly string[];
}

const certainties = ["Confident", "Likely", "Speculative", "Unknown"];
/** The name of several nations, which is no place. */
export const multinational = /^multi-?national$/i;

/** Reads one row; undefined where it has no name, which is no row of data. */
export function readRun(
  cells: Cells<RunColumn>,
  row: number,
  readHardware: (cell: string) => HardwareCell,
  boards: ReadonlyMap<string, BoardFacts>,
): EpochRun | undefined {
  const name = oneLine(cells.text("model", row));
  if (name === "") return undefined;
  const unread: string[] = [];
  const number = (column: RunColumn): number | undefined => {
    const text = cells.text(column, row);
    const value = readQuantity(text);
    if (text !== "" && (value === undefined || value < 0)) unread.push(`${column} ${JSON.stringify(text)}`);
    // Twelve digits: an export of a spreadsheet has 2.69000000000001e+24.
    return value === undefined || value < 0 ? undefined : scaled(value, 1);
  };
  const cell = readHardware(cells.text("hardware", row));
  const used = cell.boards.map(({ hardware }: Match) => boards.get(hardware)!);
  const day = readDay(cells.text("published", row) || cells.text("year", row));
  const trainingFlop = number("flop");
  const finetuneFlop = number("finetuneFlop");
  const criteria = cells.text("criteria", row);
  const confidence = cells.text("confidence", row);
  return {
    row,
    line: cells.line(row),
    name,
    cell,
    used,
    generic: cell.boards.some(({ generic }) => generic),
    published: day === undefined ? "" : isoDate(day),
    date: day === undefined ? Number.NaN : decimalYear(day),
    year: day?.year ?? Number.NaN,
    datePartial: day?.partial ?? false,
    organization: oneLine(cells.text("organization", row)),
    lineBreak: /\n/.test(cells.text("model", row) + cells.text("organization", row)),
    ...readPlaces(cells.text("country", row)),
    domain: splitList(cells.text("domain", row)).join(","),
    parameters: number("parameters"),
    trainingFlop,
    finetuneFlop,
    runFlop: finetuneFlop ?? trainingFlop,
    independent: independence(cells.text("method", row)),
    baseModel: oneLine(cells.text("baseModel", row)),
    ...readHours(number("hours"), number("quantity"), number("chipHours")),
    mfu: number("mfu"),
    hfu: number("hfu"),
    confidence: certainties.find((word) => word.toLowerCase() === confidence.toLowerCase()) ?? "Unknown",
    notable: cells.has("criteria") ? criteria !== "" && !/^(no|false|0)$/i.test(criteria) : true,
    notabilityKnown: cells.has("criteria"),
    frontier: isYes(cells.text("frontier", row)),
    unread,
  };
}

function readHours(hours: number | undefined, quantity: number | undefined, reported: number | undefined) {
  const product = hours !== undefined && quantity !== undefined ? hours * quantity : undefined;
  const chipHours = reported ?? product;
  const basis =
    reported !== undefined ? "chip_hours_reported" : product !== undefined ? "time_x_quantity" : "";
  // No training took no time: 0 stands for an empty cell.
  return chipHours === 0
    ? { hours, quantity, chipHours: undefined, chipHoursBasis: "" }
    : { hours, quantity, chipHours, chipHoursBasis: basis };
}

/** Countries as codes; the first one decides. MULTI is multinational, and no place. */
function readPlaces(text: string): Pick<EpochRun, "place" | "places" | "unknownPlaces"> {
  const names = splitCountries(text);
  const codes = names.map((name) => (multinational.test(name) ? "MULTI" : (countryCode(name) ?? "")));
  return {
    place: codes[0] ?? "",
    places: [...new Set(codes.filter((code) => code !== ""))],
    unknownPlaces: names.filter((_, index) => codes[index] === ""),
  };
}

/** Names of countries that hold a comma stand whole where they are known as such. */
function splitCountries(text: string): readonly string[] {
  const whole = oneLine(text);
  return whole !== "" && countryCode(whole) !== undefined ? [whole] : splitList(text.replace(/[;|]/g, ","));
}

/** Whether the compute was estimated without the hardware, as far as the file says. */
function independence(method: string): string {
  if (method === "") return "unknown";
  if (/hardware/i.test(method)) return "no";
  return /operation|count|reported|benchmark|third/i.test(method) ? "yes" : "other";
}
