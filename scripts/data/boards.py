"""generic-boards.csv: the boards that a family name in a record may stand for."""

import re

# A family name, and what a board of that family that was sold for servers is called.
FAMILIES = {
    "NVIDIA A100": r"NVIDIA A100 (SXM|PCIe).*",
    "NVIDIA V100": r"NVIDIA Tesla V100.*",
    "NVIDIA P100": r"NVIDIA Tesla P100.*|NVIDIA P100 PCIe.*",
}


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
