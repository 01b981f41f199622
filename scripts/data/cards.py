"""Reference values of single cards, in the project's own columns."""

from tables import number

HARDWARE = {
    "NVIDIA A100 PCIe 40GB": "NVIDIA A100 PCIe",
    "NVIDIA A100 SXM4 40GB": "NVIDIA A100 SXM4 40 GB",
    "NVIDIA H100 PCIe 80GB": "NVIDIA H100 PCIe",
}


def build(rows: list[dict[str, str]], boards: list[dict[str, object]]) -> list[dict[str, object]]:
    known = {board["hardware"]: board for board in boards}
    return [convert(row, known[HARDWARE.get(row["name"], row["name"])]) for row in rows]


def convert(row: dict[str, str], board: dict[str, object]) -> dict[str, object]:
    memory, area = number(row["vram_gb"]), number(row["die_area_mm2"], 0.01)
    board_share = number(row["pwb_gwp_kgco2e"]) / number(row["card_surface_cm2"])
    tests = {
        "memory_differs": board["memory_gb"] is not None and memory != board["memory_gb"],
        "die_area_differs": abs(area / board["die_area_cm2"] - 1) > 0.01,
        # The factor of the source is 0.0325 kg per cm2 of board: a tenth or ten times that is another boundary.
        "board_share_implausible": not 0.00325 < board_share < 0.325,
    }
    return {
        "card": row["name"],
        "hardware": board["hardware"],
        "gwp_kg": number(row["manufacturing_gwp_kgco2e"]),
        "adpe_kgsb": number(row["manufacturing_adpe_kgsbeq"]),
        "gwp_die_kg": number(row["die_gwp_kgco2e"]),
        "gwp_memory_kg": number(row["vram_gwp_kgco2e"]),
        "gwp_board_kg": number(row["pwb_gwp_kgco2e"]),
        "die_area_cm2": area,
        "memory_gb": memory,
        "card_surface_cm2": number(row["card_surface_cm2"]),
        "method": row["method"],
        "flags": ";".join(code for code, holds in tests.items() if holds),
        "source": row["source"],
    }
