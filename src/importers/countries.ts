import codes from "i18n-iso-countries/codes.json";
import english from "i18n-iso-countries/langs/en.json";
import { closest } from "./similar.ts";

/** Names that the United Nations, exporters and everyday use have beside those of ISO 3166-1. */
const alsoCalled: Readonly<Record<string, string>> = {
  "united kingdom of great britain and northern ireland": "GBR",
  england: "GBR",
  scotland: "GBR",
  "korea republic of": "KOR",
  korea: "KOR",
  "korea south": "KOR",
  "north korea": "PRK",
  "democratic people's republic of korea": "PRK",
  prc: "CHN",
  "people's republic of china": "CHN",
  "mainland china": "CHN",
  "hong kong sar": "HKG",
  "china hong kong special administrative region": "HKG",
  "taiwan province of china": "TWN",
  macau: "MAC",
  "viet nam": "VNM",
  laos: "LAO",
  "lao people's democratic republic": "LAO",
  "bolivia plurinational state of": "BOL",
  "venezuela bolivarian republic of": "VEN",
  "tanzania united republic of": "TZA",
  "democratic republic of congo": "COD",
  "democratic republic of the congo": "COD",
  "dr congo": "COD",
  congo: "COG",
  swaziland: "SWZ",
  macedonia: "MKD",
  "north macedonia": "MKD",
  "cape verde": "CPV",
  "east timor": "TLS",
  palestine: "PSE",
  micronesia: "FSM",
  "syrian arab republic": "SYR",
  "republic of moldova": "MDA",
  // Groups that electricity tables have a row for.
  world: "WLD",
  "european union": "EUR",
  "european union 27": "EUR",
  eu: "EUR",
  eu27: "EUR",
};

function fold(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9']+/g, " ")
    .replace(/^the /, "")
    .trim();
}

const alpha3 = new Map((codes as readonly (readonly string[])[]).map(([two, three]) => [two!, three!]));
// Kosovo has no code in ISO 3166; the World Bank, Ember and our tables use this one.
alpha3.set("XK", "XKX");
const byName = new Map<string, string>(
  Object.entries(english.countries as Readonly<Record<string, string | readonly string[]>>).flatMap(
    ([two, names]) => [names].flat().map((name): [string, string] => [fold(name), alpha3.get(two)!]),
  ),
);

/** ISO 3166-1 alpha-3 code of a country by its English name or code; WLD and EUR for the groups of that name. */
export function countryCode(name: string): string | undefined {
  const text = name.trim();
  if (/^[A-Z]{3}$/.test(text) && [...alpha3.values(), "WLD", "EUR"].includes(text)) return text;
  if (/^[A-Z]{2}$/.test(text) && alpha3.has(text)) return alpha3.get(text);
  // "Iran (Islamic Republic of)" is the "Islamic Republic of Iran".
  const turned = /^(.*)\((.*)\)\s*$/.exec(text);
  const forms = turned === null ? [text] : [text, `${turned[2]} ${turned[1]}`, turned[1]!];
  for (const form of forms.map(fold)) {
    const code = alsoCalled[form] ?? byName.get(form);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** The country names closest to one that is not known. */
export function closestCountries(name: string): readonly string[] {
  return closest(fold(name), byName.keys(), 3);
}
