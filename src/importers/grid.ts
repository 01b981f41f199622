import { parseCsv } from "../table/parse-csv.ts";
import type { Table } from "../table/table.ts";
import { readQuantity, scaled } from "./cells.ts";
import { type Cells, type ColumnNames, findColumns } from "./columns.ts";
import { closestCountries, countryCode } from "./countries.ts";
import { describedTable } from "./data-package.ts";
import { emptyReport, type Imported, type Importer, type ImportInput, type Row } from "./importer.ts";
import { countOf, ownTable, sourceOf } from "./own.ts";

/** Ember's long format has one row for each variable, Our World in Data a column for it. */
const columns = {
  area: ["Area", "Entity", "Country", "Country or region"],
  code: ["ISO 3 code", "Code", "iso_code", "Country code", "ISO3"],
  year: ["Year", "Date"],
  variable: ["Variable"],
  unit: ["Unit"],
  value: ["Value"],
  intensity: [
    "Carbon intensity of electricity - gCO2/kWh",
    "Carbon intensity of electricity",
    "Lifecycle carbon intensity of electricity - gCO2/kWh",
    "Carbon intensity of electricity per kilowatt-hour",
    "carbon_intensity_elec",
    "co2_intensity",
    "emissions_intensity_gco2_per_kwh",
  ],
} as const satisfies ColumnNames;

type Column = keyof typeof columns;
const intensityVariable = /(co2|carbon|emissions) intensity/i;

/** Yearly carbon intensity of electricity from Ember or Our World in Data → grid intensity. */
export const grid: Importer = {
  name: "grid",
  description:
    "yearly carbon intensity of electricity from Ember or Our World in Data → grid intensity by country and year",
  needs: ["grid-intensity.csv", "datapackage.json"],
  read(input) {
    const table = parseCsv(input.file, input.text, input.issues);
    return table === undefined ? undefined : importGrid(input, table);
  },
};

function importGrid(input: ImportInput, table: Table): Imported | undefined {
  const cells = findColumns(table, columns, ["area", "year"], input.issues);
  if (cells === undefined) return undefined;
  const long = cells.has("variable") && cells.has("value");
  if (!long && !cells.has("intensity")) {
    findColumns(table, columns, ["intensity"], input.issues);
    return undefined;
  }
  const unknown: string[] = [];
  const known = gather(cells, long, unknown);
  const years = ownTable(input, "grid-intensity.csv").columns.get("year")!.numbers;
  const [first, last] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
  const source = `${long ? "ember" : "owid"}(${sourceOf(input)})`;
  const rows = [...known]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([code, values]) => rowsOf(code, values, first, last, source));
  const recorded = rows.filter((row) => row["basis"] === "recorded").length;
  return {
    table: describedTable(input.data.get("datapackage.json")!, "grid-intensity"),
    rows,
    report: {
      ...emptyReport,
      recognized: long
        ? "Ember's yearly data in long form"
        : "Our World in Data's carbon intensity of electricity",
      counts: {
        countries: known.size,
        "years of each": last - first + 1,
        "values recorded": recorded,
        "values carried from another year": rows.length - recorded,
      },
      unmapped: Object.entries(countOf(unknown)).map(([name, count]) => ({
        kind: "country",
        name,
        rows: count,
        candidates: closestCountries(name),
      })),
    },
  };
}

/** Intensities in kg/kWh by country and year. */
function gather(
  cells: Cells<Column>,
  long: boolean,
  unknown: string[],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const known = new Map<string, Map<number, number>>();
  for (let row = 0; row < cells.rows; row++) {
    if (long && !intensityVariable.test(cells.text("variable", row))) continue;
    const value = scaled(readQuantity(cells.text(long ? "value" : "intensity", row)), 0.001);
    const year = Number(cells.text("year", row).slice(0, 4));
    if (value === undefined || !Number.isInteger(year)) continue;
    const area = cells.text("area", row);
    const code = countryCode(cells.text("code", row).replace(/^OWID_WRL$/, "WLD")) ?? countryCode(area);
    if (code === undefined) unknown.push(area);
    else known.set(code, (known.get(code) ?? new Map<number, number>()).set(year, value));
  }
  return known;
}

/** Every year of the shipped table: one that is missing takes the nearest recorded year's, and says so. */
function rowsOf(
  code: string,
  values: ReadonlyMap<number, number>,
  first: number,
  last: number,
  source: string,
): readonly Row[] {
  const nearest = (year: number): number =>
    [...values.keys()].reduce((best, other) => {
      const [a, b] = [Math.abs(other - year), Math.abs(best - year)];
      return a < b || (a === b && other < best) ? other : best;
    });
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    const from = nearest(year);
    const direction = from < year ? "forward" : "back";
    return {
      country_iso3: code,
      year,
      grid_gwp_kg_per_kwh: values.get(from),
      grid_gwp_year_before_kg_per_kwh: values.get(nearest(year - 1)),
      grid_gwp_two_before_kg_per_kwh: values.get(nearest(year - 2)),
      basis: from === year ? "recorded" : `carried ${direction} from ${from}`,
      flags: from === year ? "" : `carried_${direction}`,
      source,
    };
  });
}
