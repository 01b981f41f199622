"""grid-intensity.csv (country and year), grid-static.csv (country) and grid-mixture.csv (year, countries side by side)."""

from tables import number

YEARS = range(2010, 2027)
# One code for the 27 countries of the European Union in both tables.
NAMES = {"EU27": "EUR"}
# Countries that more than 2 of the notable runs from 2013 on name, and the world in place of all others.
MIXTURE = ("USA", "CHN", "GBR", "KOR", "DEU", "CAN", "ISR", "WLD")
# Countries so large that electricity differs between sites (docs/model.md).
LARGE = {"USA", "CHN", "CAN", "AUS", "IND", "BRA"}


def build_intensity(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    """Every country has every year: a missing one takes its nearest recorded year, and says so."""
    by_country: dict[str, dict[int, dict[str, str]]] = {}
    for row in rows:
        by_country.setdefault(row["iso3"], {})[int(row["year"])] = row
    return [fill(known, year) for _, known in sorted(by_country.items()) for year in YEARS]


def fill(known: dict[int, dict[str, str]], year: int) -> dict[str, object]:
    nearest = nearest_year(known, year)
    row = known[nearest]
    direction = "forward" if nearest < year else "back"
    return {
        "country_iso3": NAMES.get(row["iso3"], row["iso3"]),
        "year": year,
        "grid_gwp_kg_per_kwh": intensity(known, year),
        "grid_gwp_year_before_kg_per_kwh": intensity(known, year - 1),
        "grid_gwp_two_before_kg_per_kwh": intensity(known, year - 2),
        "basis": "recorded" if nearest == year else f"carried {direction} from {nearest}",
        "flags": "" if nearest == year else f"carried_{direction}",
        "source": row["source"],
    }


def nearest_year(known: dict[int, dict[str, str]], year: int) -> int:
    return min(known, key=lambda other: (abs(other - year), other))


def intensity(known: dict[int, dict[str, str]], year: int) -> float:
    return number(known[nearest_year(known, year)]["gco2e_per_kwh"], 0.001)


def build_mixture(intensity: list[dict[str, object]], static: list[dict[str, object]]) -> list[dict[str, object]]:
    """One row a year with the electricity of the countries that a run of unknown site may have been made in."""
    yearly = {(row["country_iso3"], row["year"]): row for row in intensity}
    fixed = {row["country_iso3"]: row for row in static}
    rows = []
    for year in YEARS:
        row: dict[str, object] = {"year": year, "flags": "", "source": "grid-intensity.csv; grid-static.csv"}
        for iso3 in MIXTURE:
            name = iso3.lower()
            row[f"{name}_gwp_kg_per_kwh"] = yearly[iso3, year]["grid_gwp_kg_per_kwh"]
            row[f"{name}_adpe_kgsb_per_kwh"] = fixed[iso3]["grid_adpe_kgsb_per_kwh"]
            row[f"{name}_pe_mj_per_kwh"] = fixed[iso3]["grid_pe_mj_per_kwh"]
        rows.append(row)
    return rows


def build_static(rows: list[dict[str, str]], countries: list[str]) -> list[dict[str, object]]:
    """Every country of the yearly table has a row: without one of its own it takes the world's."""
    known = {row["iso3"]: row for row in rows}
    return [static_row(iso3, known) for iso3 in sorted(set(known) | set(countries))]


def static_row(iso3: str, known: dict[str, dict[str, str]]) -> dict[str, object]:
    row = known.get(iso3, known["WLD"])
    return {
        "country_iso3": iso3,
        "grid_is_large": iso3 in LARGE,
        "grid_adpe_kgsb_per_kwh": number(row["adpe_kgsbeq_per_kwh"]),
        "grid_pe_mj_per_kwh": number(row["primary_energy_mj_per_kwh"]),
        "grid_gwp_static_kg_per_kwh": number(row["static_gwp_kgco2e_per_kwh"]),
        "grid_gwp_static_year": row["static_gwp_year"],
        "grid_gwp_static_source": row["static_gwp_source"],
        "basis": "recorded" if iso3 in known else "world average: no row of its own",
        "flags": "" if iso3 in known else "static_from_wld",
        "source": row["source"],
    }
