"""accelerators.csv: one row per accelerator; what is not published is imputed in columns of its own."""

from datetime import date
from statistics import median

from boards import FAMILIES
from nodes import add_gwp_by_node, impute_nodes
from tables import decimal_year, join_flags, number

TERA = 1e12
RETICLE_CM2 = 8.58  # 26 mm x 33 mm, the field of a lithography scanner
OLDEST_NODE = 28  # nm, the oldest with a factor of its own
VENDORS = {"": "Groq", "Amazon AWS": "AWS"}
FLAGS = {
    "tdp_285W_in_epoch_vs_200W_elsewhere": "tdp_sources_differ",
    "tdp_340W_now_vs_170W_in_2025_epoch_snapshot(192W_max_elsewhere)": "tdp_sources_differ",
    "tdp_450W_now_vs_220W_in_2025_epoch_snapshot": "tdp_sources_differ",
    "tdp_300W_is_80GB_variant_40GB_is_250W": "tdp_of_another_variant",
    "tdp_may_include_CPU_share": "tdp_may_include_cpu",
    "die_area_not_published_two_reticle_size_dies": "two_reticle_size_dies",
    "die_area_is_not_total_silicon_chiplets": "die_area_not_total_silicon",
    "tensor_rate_fp16_accumulate_as_reported": "tensor_rate_fp16_accumulate",
}
# Epoch AI's 2025 snapshot (TPU v3, v4), a note of Epoch AI's on v5e, NVIDIA's data sheet of the 40 GB board.
OTHER_TDP = {"Google TPU v3": 220.0, "Google TPU v4": 170.0, "Google TPU v5e": 300.0, "NVIDIA A100 PCIe": 250.0}
OTHER_TDP |= {"NVIDIA GeForce RTX 4070": 200.0}
# Where the nearest release of the same vendor and segment is a different kind of part.
DIE_DONORS = {
    "Google TPU v4": ("Google TPU v3", "a training chip with two cores, as its predecessor"),
    "Google TPU v5p": ("Google TPU v3", "a training chip with two cores, as TPU v3"),
    "Google TPU v6e Trillium": ("Google TPU v5e", "the predecessor in the e line"),
    "Google TPU v7 Ironwood": ("Google TPU v3", "a training chip with two cores, as TPU v3"),
}
DIE_DONORS |= {
    name: ("NVIDIA H100 SXM5 80GB", "two dies of about reticle size")
    for name in ("NVIDIA B200", "NVIDIA GB200", "NVIDIA B300 (Blackwell Ultra)", "NVIDIA GB300 (Blackwell Ultra)")
}
ASCEND_910 = ("Huawei Ascend 910", "Huawei Ascend 910 (320 TFLOPS)")
TDP_DONORS = {"NVIDIA L2 PCle": ("NVIDIA L4", "the same chip family and form factor")}
DIE_DONORS |= TDP_DONORS
MEMORY_DONORS = {
    name: ("NVIDIA H100 SXM5 80GB", "the same GH100 chip") for name in ("NVIDIA GH200", "NVIDIA GH100")
}
DONORS = {"die": DIE_DONORS, "memory": MEMORY_DONORS, "tdp": TDP_DONORS}


def build(
    rows: list[dict[str, str]], low_precision: list[dict[str, str]], factors: list[dict[str, str]]
) -> list[dict[str, object]]:
    """
    `low_precision`: the highest 8- or 4-bit rates, where one is published and above the 16-bit peak; `factors`: the
    production factors, of which those of logic by node are taken.
    """
    table = [convert(row) for row in rows]
    add_highest_peaks(table, low_precision)
    impute_nodes(table)
    add_gwp_by_node(table, factors)
    for kind in ("die", "memory", "tdp"):
        known = [row for row in table if row[f"{kind}_known"] is not None]
        for row in table:
            impute(row, kind, known)
    return [finish(row) for row in table]


def convert(row: dict[str, str]) -> dict[str, object]:
    fp32 = number(row["peak_fp32_tflops"], TERA)
    fp16 = number(row["peak_fp16_nontensor_tflops"], TERA)
    tensor = number(row["peak_fp16_tensor_tflops"], TERA)
    dense, basis = dense16(fp32, fp16, tensor, row["fp16_tensor_basis"])
    tdp = number(row["tdp_w"])
    return {
        "hardware": row["name"],
        "vendor": VENDORS.get(row["manufacturer"], row["manufacturer"]),
        "segment": row["segment"],
        "architecture": row["architecture"],
        "released": row["release_date"],
        "release_year": int(row["release_date"][:4]) if row["release_date"] else None,
        "release_date": decimal_year(row["release_date"]) if row["release_date"] else None,
        "node_nm": number(row["node_nm"]),
        "dies": int(row["n_dies"]),
        "die_known": number(row["total_die_area_mm2"], 0.01),
        "memory_known": number(row["memory_gb"]),
        "memory_type": row["memory_type"],
        "tdp_known": tdp,
        "tdp_alternative_w": OTHER_TDP.get(row["name"], tdp),
        "peak_fp32_flops": fp32,
        "peak_fp16_nontensor_flops": fp16,
        "peak_fp16_tensor_flops": tensor,
        "peak_dense16_flops": dense,
        "peak_dense16_basis": basis,
        "same_board_as": row["same_board_as"],
        "flags": [FLAGS.get(code, code) for code in row["flags"].split(";")],
        "source": row["source"],
    }


def dense16(
    fp32: float | None, fp16: float | None, tensor: float | None, tensor_basis: str
) -> tuple[float | None, str]:
    """The peak a run in 16 bit could use: tensor units where there are any, else the faster plain rate."""
    if tensor is not None:
        return tensor, f"fp16_tensor:{tensor_basis}"
    if fp32 is None and fp16 is None:
        return None, ""
    return (fp16, "fp16_nontensor") if (fp16 or 0) > (fp32 or 0) else (fp32, "fp32")


def add_highest_peaks(table: list[dict[str, object]], low_precision: list[dict[str, str]]) -> None:
    higher = {row["hardware"]: row for row in low_precision}
    unknown = set(higher) - {row["hardware"] for row in table}
    if unknown:
        raise ValueError(f"peak-max.csv names accelerators that are not in the table: {sorted(unknown)}")
    for row in table:
        row["peak_max_flops"], row["peak_max_basis"] = row["peak_dense16_flops"], row["peak_dense16_basis"]
        other = higher.get(row["hardware"])
        if other and number(other["tflops"], TERA) > (row["peak_dense16_flops"] or 0):
            row["peak_max_flops"], row["peak_max_basis"] = number(other["tflops"], TERA), other["precision"]


def impute(row: dict[str, object], kind: str, known: list[dict[str, object]]) -> None:
    value, text = row[f"{kind}_known"], ""
    if value is None:
        value, text = donate(row, kind, known)
    row[f"{kind}_imputed"], row[f"{kind}_from"] = value, text


def donate(row: dict[str, object], kind: str, known: list[dict[str, object]]) -> tuple[float | None, str]:
    chosen = DONORS[kind].get(row["hardware"])
    if chosen:
        donor = next(other for other in known if other["hardware"] == chosen[0])
        return scaled(row, kind, donor), describe(row, kind, donor) + f": {chosen[1]}"
    if not row["released"]:
        return None, ""
    peers = [r for r in known if r["released"] and r["vendor"] == row["vendor"] and r["segment"] == row["segment"]]
    if peers:
        donor = min(peers, key=lambda other: (days_between(row, other), other["hardware"]))
        return scaled(row, kind, donor), describe(row, kind, donor) + ": nearest release of the same vendor"
    near = [r for r in known if r["segment"] != "consumer" and r["released"] and days_between(row, r) <= 366]
    value = float(f"{median([r[f'{kind}_known'] for r in near]):.6g}")
    return value, f"median of {len(near)} accelerators released within a year: no part of this vendor is published"


def scaled(row: dict[str, object], kind: str, donor: dict[str, object]) -> float:
    value = donor[f"{kind}_known"]
    return float(f"{value / donor['dies'] * row['dies']:.6g}") if kind == "die" else value


def describe(row: dict[str, object], kind: str, donor: dict[str, object]) -> str:
    times = f"{row['dies']} x " if kind == "die" and row["dies"] != donor["dies"] else ""
    return times + donor["hardware"]


def days_between(a: dict[str, object], b: dict[str, object]) -> int:
    return abs((date.fromisoformat(a["released"]) - date.fromisoformat(b["released"])).days)


def finish(row: dict[str, object]) -> dict[str, object]:
    codes = list(row["flags"])
    if not row["released"]:
        codes.append("no_release_date")
    for kind in ("die", "memory", "tdp"):
        if row[f"{kind}_known"] is None:
            name = "die_area" if kind == "die" else kind
            codes.append(f"{name}_imputed" if row[f"{kind}_imputed"] is not None else f"{name}_not_imputed")
    if row["hardware"] in ASCEND_910 or row["die_from"].startswith(ASCEND_910):
        codes.append("die_area_may_include_memory_dies")
    if row["node_nm"] is None:
        codes.append("node_imputed" if row["node_imputed_nm"] is not None else "node_not_imputed")
    elif row["node_nm"] > OLDEST_NODE:
        codes.append("node_above_28")
    if row["die_known"] is not None and row["die_known"] / row["dies"] > RETICLE_CM2:
        codes.append("die_area_above_reticle")
    if row["hardware"] in OTHER_TDP:
        codes.append("tdp_sources_differ")
    if row["peak_dense16_basis"].startswith("fp16_tensor:derived"):
        codes.append("tensor_peak_derived")
    return row | {
        "die_area_cm2": row["die_known"],
        "has_node": row["node_nm"] is not None,
        "is_hbm": row["memory_type"].startswith("HBM"),
        "has_die_area": row["die_known"] is not None,
        "die_area_imputed_cm2": row["die_imputed"],
        "die_area_imputed_from": row["die_from"],
        "memory_gb": row["memory_known"],
        "has_memory": row["memory_known"] is not None,
        "memory_imputed_gb": row["memory_imputed"],
        "memory_imputed_from": row["memory_from"],
        "tdp_w": row["tdp_known"],
        "has_tdp": row["tdp_known"] is not None,
        "has_older_tdp": row["segment"] == "tpu" and (row["tdp_alternative_w"] or 0) < (row["tdp_known"] or 0),
        "tdp_imputed_w": row["tdp_imputed"],
        "tdp_imputed_from": row["tdp_from"],
        "is_generic": row["hardware"] in FAMILIES,
        "has_peak": row["peak_dense16_flops"] is not None,
        "flags": join_flags(codes),
    }
