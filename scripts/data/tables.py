"""Reading and writing CSV, and the small conversions that every table shares."""

import csv
from datetime import date
from pathlib import Path


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: list[str], rows: list[dict[str, object]]) -> None:
    """Cells that are None are left empty; floats are written by their shortest round trip."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[format_cell(row[name]) for name in columns] for row in rows])


def format_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def number(text: str, factor: float = 1.0) -> float | None:
    """A scaled cell, rounded to 12 digits so that 989.4 TFLOP/s is 9.894e14 and not ...00001."""
    return float(f"{float(text) * factor:.12g}") if text != "" else None


def decimal_year(text: str) -> float:
    """ISO date -> year and the elapsed share of it, to 4 digits (about an hour)."""
    day = date.fromisoformat(text)
    start, end = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(day.year + (day - start).days / (end - start).days, 4)


def join_flags(codes: list[str]) -> str:
    return ";".join(dict.fromkeys(code for code in codes if code))
