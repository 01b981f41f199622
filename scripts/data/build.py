"""Turns the collected facts into the project's tables.

    python3 scripts/data/build.py FACTS_FOLDER MLCA_RUNS_CSV

Writes the tables that come from collected records; data/datapackage.json says which columns each has, in which
order. The tables written by hand (component factors, PUE survey, measured energies ...) are not touched.
"""

import json
import shutil
import sys
from pathlib import Path

import accelerators
import boards as generic_boards
import candidates
import cards
import grid
import organizations
import training_runs
from tables import read_rows, write_rows

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
MLCA = "MLCA published runs (Morand et al. 2024), hal-04643414"


def main(facts: Path, mlca: Path) -> None:
    low_precision = read_rows(Path(__file__).with_name("peak-max.csv"))
    factors = read_rows(DATA / "component-factors.csv")
    boards = accelerators.build(read_rows(facts / "accelerators.csv"), low_precision, factors)
    intensity = grid.build_intensity(read_rows(facts / "grid_intensity.csv"))
    countries = [row["country_iso3"] for row in intensity]
    write("accelerators", boards)
    families = generic_boards.build(boards)
    write("generic-boards", families)
    write("generic-variants", generic_boards.build_variants(families))
    sites = read_rows(DATA / "known-sites.csv")
    runs = training_runs.build(read_rows(facts / "systems.csv"), boards, sites)
    write("training-runs", runs)
    write("organizations", organizations.build(runs))
    names = {run["system"] for run in runs}
    vendors = {board["hardware"]: board["vendor"] for board in boards}
    write("candidates", candidates.build(read_rows(facts / "candidates.csv"), names, vendors))
    write("card-reference", cards.build(read_rows(facts / "card_lca_reference.csv"), boards))
    write("grid-intensity", intensity)
    static = grid.build_static(read_rows(facts / "grid_adpe.csv"), countries)
    write("grid-static", static)
    write("grid-mixture", grid.build_mixture(intensity, static))
    write("mlca-runs", [run | {"source": MLCA} for run in read_rows(mlca)])
    shutil.copyfile(mlca, ROOT / "test" / "reference" / "mlca-runs.csv")


def write(name: str, rows: list[dict[str, object]]) -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(resource for resource in package["resources"] if resource["name"] == name)
    write_rows(DATA / resource["path"], [field["name"] for field in resource["schema"]["fields"]], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
