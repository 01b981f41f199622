"""training-runs.csv: every training run with known hardware and either chip-hours or FLOP."""

from collections import Counter

from tables import decimal_year, join_flags, number

FLAGS = {
    "country_multinational_use_WLD": "country_multinational_wld",
    "hardware_P600_suspect_(P6000?)": "hardware_suspect",
    "ratio_gt_1_physically_impossible_check": "",  # both ratios are computed again below
    "ratio_lt_0.02_check": "",
    "trained_in_FRA_not_org_country": "trained_outside_country",
    "chip_hours_sum_over_tasks_vs_flop_per_task": "hours_over_tasks_flop_of_one",
    "flop_and_time_both_estimates_dominates_linear_fits": "high_leverage",
    "same_run_signature_as_another_row": "",  # found again below, from the table itself
}
PLACELESS = {"MULTI": "country_multinational_wld", "": "country_unknown_wld"}
UNRECORDED = "(not recorded)"
SECONDS = 3600
# A record without a confidence is treated like the least one.
CONFIDENCE = {"Confident": 1, "Likely": 2, "Speculative": 3, "Unknown": 3}
# No recorded training took fewer operations than one pass of a tiny network.
LEAST_FLOP = 1e6
# A minute of one GPU of 2010: less than any published training needs.
SUSPECT_FLOP = 1e13
# The study's performance ratio, and the disagreement of the two estimates that it names as a failure signature.
STUDY_RATIO, DISAGREEMENT = 0.27, 5


def build(
    rows: list[dict[str, str]],
    accelerators: list[dict[str, object]],
    known_sites: list[dict[str, str]],
) -> list[dict[str, object]]:
    """`known_sites`: where single runs were trained."""
    boards = {row["hardware"]: row for row in accelerators}
    table = [convert(row, boards) for row in rows]
    mark_repeated_runs(table)
    mark_repeated_names(table)
    add_sites(table, known_sites)
    for row in table:
        row["flags"] = join_flags(row["flags"])
    return table


def add_sites(table: list[dict[str, object]], known_sites: list[dict[str, str]]) -> None:
    sites = {row["system"]: row["site_iso3"] for row in known_sites}
    unknown = set(sites) - {row["system"] for row in table}
    if unknown:
        raise ValueError(f"known-sites.csv names runs that are not in the table: {sorted(unknown)}")
    for row in table:
        row["site_known"] = row["system"] in sites
        row["site_iso3"] = sites.get(row["system"], row["country_iso3"])


def convert(row: dict[str, str], boards: dict[str, dict[str, object]]) -> dict[str, object]:
    names = row["hardware"].split("|")
    used = [boards[name] for name in names]
    organization = " ".join(row["organization"].split())
    place = row["country_iso3"]
    flop = number(row["run_flop"])
    run = {
        "system": " ".join(row["model"].split()),
        "date": decimal_year(row["date"]),
        "published": row["date"],
        "year": int(row["date"][:4]),
        "organization": organization or UNRECORDED,
        "country_iso3": "WLD" if place in PLACELESS else place,
        "country_known": place not in PLACELESS,
        "countries_all": row["countries_iso3_all"],
        "domain": row["domain"],
        "parameters": number(row["parameters"]),
        "run_flop": flop,
        "has_run_flop": flop is not None and flop >= LEAST_FLOP,
        "flop_independent": row["flop_independent_of_hardware"],
        "base_model": row["base_model"],
        "hardware": names[0],
        "hardware_all": row["hardware"],
        "hardware_kinds": len(names),
        "hardware_vendor": one_or_mixed([board["vendor"] for board in used]),
        "is_nvidia": all(board["vendor"] == "NVIDIA" for board in used),
        "is_tpu": all(board["segment"] == "tpu" for board in used),
        "hardware_family": family(used[0]),
        "hardware_count": number(row["hardware_quantity"]),
        "training_hours": number(row["training_hours"]),
        "has_training_hours": row["training_hours"] != "",
        "chip_hours": number(row["chip_hours"]),
        "has_chip_hours": row["chip_hours"] != "",
        "chip_hours_basis": row["chip_hours_basis"],
        "mfu": number(row["utilization"]),
        "hfu": number(row["utilization_hfu"]),
        "confidence": row["confidence"],
        "confidence_code": CONFIDENCE[row["confidence"]],
        "notable": row["notable"] == "1",
        "frontier": row["frontier"] not in ("", "0.0"),
        "source": row["source"],
    }
    run["implied_utilization"] = implied_utilization(run, used[0])
    run["flags"] = find_flags(row, run, used)
    return run


def one_or_mixed(values: list[str]) -> str:
    return values[0] if len(set(values)) == 1 else "mixed"


def family(board: dict[str, object]) -> str:
    if board["segment"] == "tpu":
        return "tpu"
    if board["vendor"] != "NVIDIA":
        return "other"
    return "nvidia-2020on" if board["release_year"] >= 2020 else "nvidia-2019"


def implied_utilization(run: dict[str, object], board: dict[str, object]) -> float | None:
    """Recorded FLOP over what the recorded chip-hours could do at the dense 16-bit peak of the first board."""
    peak = board["peak_dense16_flops"]
    if not run["has_chip_hours"] or run["run_flop"] is None or peak is None:
        return None
    return float(f"{run['run_flop'] / (run['chip_hours'] * SECONDS * peak):.5g}")


def find_flags(row: dict[str, str], run: dict[str, object], used: list[dict[str, object]]) -> list[str]:
    first, ratio = used[0], run["implied_utilization"]
    released = [board["released"] for board in used if board["released"]]
    tests = {
        PLACELESS.get(row["country_iso3"]): row["country_iso3"] in PLACELESS,
        "generic_hardware_name": any("generic_name_multiple_variants" in board["flags"] for board in used),
        "organization_missing": not row["organization"],
        "flop_truncated": run["run_flop"] is not None and not run["has_run_flop"],
        "training_flop_suspect_low": run["has_run_flop"] and run["run_flop"] < SUSPECT_FLOP,
        "flop_missing": run["run_flop"] is None,
        "utilization_above_1": ratio is not None and ratio > 1,
        "utilization_below_0.01": ratio is not None and ratio < 0.01,
        "utilization_below_0.02": ratio is not None and 0.01 <= ratio < 0.02,
        "hours_and_flop_disagree": ratio is not None
        and not 1 / DISAGREEMENT <= ratio / STUDY_RATIO <= DISAGREEMENT,
        "hours_differ_from_product": hours_differ(run),
        "published_before_hardware": bool(released) and row["date"] < min(released),
        "hardware_families_mixed": len({family(board) for board in used}) > 1,
        "mfu_above_1": (run["mfu"] or 0) > 1,
        "die_area_imputed": not first["has_die_area"],
        "memory_imputed": not first["has_memory"],
        "tdp_imputed": not first["has_tdp"],
        "peak_missing": not first["has_peak"],
        "line_break_removed": "\n" in row["model"] + row["organization"],
        "other_hardware_dropped": row["hardware_raw"].count(",") > row["hardware"].count("|"),
    }
    given = [FLAGS.get(code, code) for code in row["flags"].split(";")]
    return given + [code for code, holds in tests.items() if holds]


def hours_differ(run: dict[str, object]) -> bool:
    """Chip-hours reported as such that are more than a tenth off the product of hours and count."""
    if None in (run["chip_hours"], run["training_hours"], run["hardware_count"]):
        return False
    product = run["training_hours"] * run["hardware_count"]
    return abs(run["chip_hours"] / product - 1) > 0.1


def mark_repeated_runs(table: list[dict[str, object]]) -> None:
    """Same organisation, FLOP, hardware and chip-hours: likely one run recorded under two names."""
    def signature(run: dict[str, object]) -> tuple[object, ...]:
        return (run["organization"], run["run_flop"], run["hardware_all"], run["chip_hours"])

    counts = Counter(signature(run) for run in table if run["has_run_flop"])
    for run in table:
        if counts[signature(run)] > 1:
            run["flags"].append("repeated_run")


def mark_repeated_names(table: list[dict[str, object]]) -> None:
    """A name that stands twice gets ` (2)`, ` (3)` … in file order, and the flag."""
    seen: Counter[str] = Counter()
    for run in table:
        name = run["system"]
        seen[name] += 1
        if seen[name] > 1:
            run["system"] = f"{name} ({seen[name]})"
            run["flags"].append("name_repeated")
