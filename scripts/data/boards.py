"""The boards that a family name in a record may stand for, and the few variants that they come to."""

import re

# A family name, and what a board of that family that was sold for servers is called.
FAMILIES = {
    "NVIDIA A100": r"NVIDIA A100 (SXM|PCIe).*",
    "NVIDIA V100": r"NVIDIA Tesla V100.*",
    "NVIDIA P100": r"NVIDIA Tesla P100.*|NVIDIA P100 PCIe.*",
}
VARIANTS = 4


def build(accelerators: list[dict[str, object]]) -> list[dict[str, object]]:
    return [
        {
            "generic": generic,
            "hardware": board["hardware"],
            "release_date": board["release_date"],
            "tdp_w": board["tdp_imputed_w"],
            "tdp_alternative_w": board["tdp_alternative_w"],
            "memory_gb": board["memory_imputed_gb"],
            "die_area_cm2": board["die_area_imputed_cm2"],
            "peak_dense16_flops": board["peak_dense16_flops"],
            "flags": board["flags"],
            "source": board["source"],
        }
        for generic, pattern in FAMILIES.items()
        for board in sorted(accelerators, key=lambda row: (row["released"], row["hardware"]))
        if re.fullmatch(pattern, board["hardware"]) and not board["same_board_as"]
    ]


def build_variants(boards: list[dict[str, object]]) -> list[dict[str, object]]:
    """
    Boards of equal power and memory are one variant, with the peak of the first; a family with fewer variants than
    columns repeats its last one with 0 boards.
    """
    return [one_family(generic, [board for board in boards if board["generic"] == generic]) for generic in FAMILIES]


def one_family(generic: str, boards: list[dict[str, object]]) -> dict[str, object]:
    variants: dict[tuple[float, float], list[dict[str, object]]] = {}
    for board in boards:
        variants.setdefault((power(board), board["memory_gb"]), []).append(board)
    if len(variants) > VARIANTS:
        raise ValueError(f"{generic} has {len(variants)} variants, the table has columns for {VARIANTS}")
    groups = list(variants.values())
    row: dict[str, object] = {"hardware": generic, "source": boards[0]["source"]}
    for i in range(VARIANTS):
        group = groups[min(i, len(groups) - 1)]
        row |= {
            f"variant_{i + 1}_boards": len(group) if i < len(groups) else 0,
            f"variant_{i + 1}_from": group[0]["release_date"],
            f"variant_{i + 1}_tdp_w": power(group[0]),
            f"variant_{i + 1}_memory_gb": group[0]["memory_gb"],
            f"variant_{i + 1}_peak_flops": group[0]["peak_dense16_flops"],
        }
    row["boards"] = "; ".join(" | ".join(str(board["hardware"]) for board in group) for group in groups)
    row["flags"] = ""
    return row


def power(board: dict[str, object]) -> float:
    """The PCIe board of the A100 with 40 GB has the 250 W of NVIDIA's data sheet."""
    flags = str(board["flags"]).split(";")
    return board["tdp_alternative_w"] if "tdp_of_another_variant" in flags else board["tdp_w"]
