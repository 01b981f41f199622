"""candidates.csv: all systems before the filter for usable ones, for coverage and for missing data."""

from collections import Counter

from tables import decimal_year, join_flags, number
from training_runs import FLAGS, LEAST_FLOP, PLACELESS, UNRECORDED


def build(rows: list[dict[str, str]], used: set[str], boards: dict[str, str]) -> list[dict[str, object]]:
    """`used`: systems of training-runs.csv; `boards`: vendors of known accelerators by name."""
    table = [convert(row, used, boards) for row in rows]
    repeated = {name for name, count in Counter(row["system"] for row in table).items() if count > 1}
    if repeated:
        raise ValueError(f"candidates with the same name: {sorted(repeated)}")
    return table


def convert(row: dict[str, str], used: set[str], boards: dict[str, str]) -> dict[str, object]:
    name, place = " ".join(row["model"].split()), row["country_iso3"]
    flop, published = number(row["run_flop"]), row["publication_date"]
    named = [name for name in row["hardware"].split("|") if name]
    hardware = named[0] if named else ""
    tests = {
        PLACELESS.get(place): place in PLACELESS,
        "organization_missing": not row["organization"],
        "flop_truncated": flop is not None and flop < LEAST_FLOP,
        "date_missing": not published,
        "hardware_not_in_accelerators": hardware != "" and hardware not in boards,
        "line_break_removed": "\n" in row["model"] + row["organization"] + row["base_model"],
    }
    given = [FLAGS.get(code, code) for code in row["flags"].split(";")]
    return {
        "system": name,
        "date": decimal_year(published) if published else None,
        "published": published,
        "year": int(published[:4]) if published else None,
        "organization": " ".join(row["organization"].split()) or UNRECORDED,
        "country_iso3": "WLD" if place in PLACELESS else place,
        "country_known": place not in PLACELESS,
        "countries_all": row["countries_iso3_all"],
        "domain": row["domain"],
        "parameters": number(row["parameters"]),
        "run_flop": flop,
        "has_run_flop": flop is not None and flop >= LEAST_FLOP,
        "base_model": " ".join(row["base_model"].split()),
        "hardware": hardware,
        "hardware_all": row["hardware"],
        "hardware_kinds": len(named),
        "is_nvidia": named != [] and all(boards.get(name) == "NVIDIA" for name in named),
        "has_hardware": hardware in boards,
        "hardware_count": number(row["hardware_quantity"]),
        "training_hours": number(row["training_time_h"]),
        "chip_hours": number(row["chip_hours"]),
        "has_chip_hours": row["chip_hours"] != "",
        "confidence": row["confidence"] or "Unknown",
        "notable": row["notable"] == "1",
        "frontier": row["frontier"] not in ("", "0.0"),
        "in_training_runs": name in used,
        "flags": join_flags(given + [code for code, holds in tests.items() if holds]),
        "source": row["source"],
    }
