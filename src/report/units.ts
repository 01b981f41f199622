import { superscript } from "./supported-digits.ts";

/** A unit as it stands in print: `kg CO₂e/cm²`, `kg Sb-eq`; nothing where there is none. */
export function unitText(unit: string | undefined): string {
  if (unit === undefined || unit === "1") return "";
  return unit
    .replaceAll("CO2e", "CO₂e")
    .replaceAll("Sbeq", "Sb-eq")
    .replace(/\^(-?\d+)/g, (_, power: string) => superscript(Number(power)));
}

/** `energy_kwh, kWh` */
export function withUnit(name: string, unit: string | undefined): string {
  const text = unitText(unit);
  return text === "" ? name : `${name}, ${text}`;
}
