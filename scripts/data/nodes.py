"""Process nodes: what is not published is imputed from the release date, and what a cm2 of logic emits by node."""

from math import exp, log

GWP_MODELS = ("act", "imec")


def impute_nodes(table: list[dict[str, object]]) -> None:
    """ln(node) is linear in the release date over server and workstation parts whose node is published."""
    known = [row for row in table if row["node_nm"] and row["released"] and row["segment"] != "consumer"]
    slope, intercept = least_squares(
        [row["release_date"] for row in known], [log(row["node_nm"]) for row in known]
    )
    for row in table:
        row["node_imputed_nm"], row["node_imputed_from"] = row["node_nm"], ""
        if row["node_nm"] is None and row["released"]:
            row["node_imputed_nm"] = float(f"{exp(intercept + slope * row['release_date']):.3g}")
            row["node_imputed_from"] = f"release date: ln(node) linear in it over {len(known)} parts"


def add_gwp_by_node(table: list[dict[str, object]], factors: list[dict[str, str]]) -> None:
    for model in GWP_MODELS:
        points = sorted(
            (float(row["node_nm"]), float(row["value"]))
            for row in factors
            if row["alternative"] == model and row["component"] == "logic" and row["parameter"] == "per_area"
        )
        for row in table:
            node = row["node_imputed_nm"]
            row[f"logic_gwp_{model}_kg_per_cm2"] = None if node is None else interpolate(points, node)


def interpolate(points: list[tuple[float, float]], node: float) -> float:
    """ln(value) is linear in the node between two points; outside it is that of the nearest."""
    (first, _), (last, _) = points[0], points[-1]
    node = min(max(node, first), last)
    for (a, low), (b, high) in zip(points, points[1:]):
        if a <= node <= b:
            return float(f"{exp(log(low) + (log(high) - log(low)) * (node - a) / (b - a)):.6g}")
    raise ValueError(f"node {node} is outside of {points}")


def least_squares(x: list[float], y: list[float]) -> tuple[float, float]:
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)
    return slope, mean_y - slope * mean_x

