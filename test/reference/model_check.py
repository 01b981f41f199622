"""Evaluates the shipped models in plain Python, independently of the engine, at the deterministic values of the factors.

    python3 test/reference/model_check.py            MLCA against the tool's own results, then the trends of the study

Needs PyYAML and numpy. An expression is turned into Python (`^` into `**`, `c ? a : b` into `a if c else b`) and
evaluated lazily, so that only the taken branch of a condition is read.
"""
import csv
import math
import re
import sys
from pathlib import Path

import numpy as np
import yaml
from scipy import stats

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {
    "exp": math.exp, "log": math.log, "log10": math.log10, "sqrt": math.sqrt, "min": min, "max": max, "abs": abs,
    "expm1": math.expm1, "pi": math.pi,
}


class Loader(yaml.SafeLoader):
    """YAML 1.2: `on` and `yes` are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def number(value):
    """YAML 1.1 reads 1e6 as text, YAML 1.2 as a number."""
    return float(value)


def to_python(text):
    """Rewrites the scenario language as Python; a condition extends to the end of its parentheses."""
    text = " ".join(text.split())
    depth, question = 0, -1
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if c == "?" and depth == 0:
            question = i
            break
    if question >= 0:
        level = nested = 0
        for i in range(question + 1, len(text)):
            c = text[i]
            level += (c == "(") - (c == ")")
            nested += c == "?" and level == 0
            if c == ":" and level == 0:
                if nested == 0:
                    break
                nested -= 1
        return f"(({to_python(text[question + 1:i])}) if ({to_python(text[:question])}) else ({to_python(text[i + 1:])}))"
    return re.sub(r"\(([^()]*\?[^()]*)\)", lambda m: to_python(m.group(1)), text).replace("^", "**")


def nominal(factor):
    """Value of a factor in the deterministic evaluation: `nominal`, else median; a categorical's heaviest option."""
    if "nominal" in factor:
        return number(factor["nominal"])
    if "parts" in factor:
        values = [nominal(part) for part in factor["parts"].values()]
        return math.prod(values) if factor.get("combine", "product") == "product" else sum(values)
    for family, read in NOMINAL.items():
        if family in factor:
            return read(factor[family])
    raise ValueError(f"no nominal value for {factor}")


def drift_of(factor):
    """Rate per year of a factor in the deterministic evaluation, and the year in which there is none."""
    drift = factor.get("drift", 0)
    return (nominal(drift), number(drift.get("centre", 2020))) if isinstance(drift, dict) else (number(drift), 2020.0)


def lognormal_median(p):
    if "logMu" in p:
        return math.exp(number(p["logMu"]))
    return number(p["median"]) if "median" in p else math.sqrt(number(p["p05"]) * number(p["p95"]))


def triangular_median(p):
    low, mode, high = (number(p[k]) for k in ("low", "mode", "high"))
    return stats.triang.median((mode - low) / (high - low), low, high - low)


def beta_median(p):
    low, high = number(p.get("low", 0)), number(p.get("high", 1))
    return stats.beta.median(number(p["alpha"]), number(p["beta"]), low, high - low)


NOMINAL = {
    "constant": number,
    "lognormal": lognormal_median,
    "normal": lambda p: number(p["mean"]),
    "logitNormal": lambda p: 1 / (1 + math.exp(-number(p["mu"]))),
    "triangular": triangular_median,
    "logTriangular": lambda p: math.exp(triangular_median({k: math.log(number(v)) for k, v in p.items()})),
    "uniform": lambda p: (number(p["low"]) + number(p["high"])) / 2,
    "beta": beta_median,
    "exponential": lambda p: math.log(2) / number(p["rate"]),
    "pedigree": lambda p: number(p["value"]),
    "categorical": lambda p: number(max(p["options"], key=lambda o: o["weight"])["value"]),
}


class Row(dict):
    """The names of one system; an equation is evaluated when it is first read, an empty cell is an error then."""

    def __init__(self, values, equations, drifting=None):
        super().__init__(FUNCTIONS, **values)
        self.equations = equations
        self.drifting = drifting or {}

    def __missing__(self, name):
        if name in self.drifting:
            value, (rate, centre) = self.drifting[name]
            return value * math.exp(rate * (self["year"] - centre))
        if name not in self.equations:
            raise KeyError(name)
        self[name] = eval(self.equations[name], {"__builtins__": {}}, self)
        return self[name]


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(text):
    try:
        return float(text)
    except ValueError:
        return text


def read_rows(scenario, folder):
    """Rows of the table with its joins and imputations (by another column or a number); cells still empty are left out."""
    rows = [{k: cell(v) for k, v in r.items() if v != ""} for r in read_csv(folder / scenario["table"])]
    for join in scenario.get("join", []):
        other = {}
        for r in read_csv(folder / join["table"]):
            keep = join.get("columns", r.keys())
            other[tuple(cell(r[c]) for c in join["on"].values())] = {k: cell(r[k]) for k in keep if r[k] != ""}
        for r in rows:
            r.update({k: v for k, v in other.get(tuple(r[c] for c in join["on"]), {}).items() if k not in r})
    for r in rows:
        for column, text in scenario.get("impute", {}).items():
            if column not in r and (text in r or not isinstance(text, str)):
                r[column] = r[text] if isinstance(text, str) else number(text)
    return rows


def read_scenario(path):
    scenario = read_yaml(path)
    model = scenario["model"]
    if isinstance(model, str):
        model = read_yaml(path.parent / model)
    values = {k: number(c["value"] if isinstance(c, dict) else c) for k, c in model.get("constants", {}).items()}
    factors = read_factors(path, scenario)
    drifting = {name: (nominal(f), drift_of(f)) for name, f in factors.items() if drift_of(f)[0] != 0}
    values |= {name: nominal(f) for name, f in factors.items() if name not in drifting}
    for name in drifting:
        values.pop(name, None)
    equations = {k: to_python(e["expr"] if isinstance(e, dict) else str(e)) for k, e in model["equations"].items()}
    clash = set(equations) & set(values)
    if clash:
        raise ValueError(f"declared twice: {clash}")
    return scenario, values, equations, drifting


def read_factors(path, document):
    """Factors of a file and of those that it includes; later ones replace earlier ones."""
    factors = {}
    for include in document.get("include", []):
        included = path.parent / include
        factors.update(read_factors(included, read_yaml(included)))
    return factors | document.get("factors", {})


def evaluate(path):
    """Yields each system that `where` keeps: its cells and equations under one name space."""
    scenario, values, equations, drifting = read_scenario(path)
    where = scenario.get("where")
    for r in read_rows(scenario, path.parent):
        if where and not eval(to_python(where), {"__builtins__": {}}, Row(r, {})):
            continue
        yield scenario, Row({**r, **values}, equations, drifting)


def check_mlca():
    expected = {r["run"]: r for r in read_csv(ROOT / "test/reference/mlca-runs.csv")}
    worst, seen = 0.0, 0
    for scenario, row in evaluate(ROOT / "scenarios/mlca-runs.yaml"):
        seen += 1
        for output in scenario["outputs"]:
            want = float(expected[row["run"]][f"expect_{output}"])
            worst = max(worst, abs(row[output] / want - 1))
    print(f"mlca: {seen} of {len(expected)} runs, largest relative difference {worst:.2e}")
    return worst < 1e-9 and seen == len(expected)


def fit(x, y):
    line = stats.linregress(x, np.log10(y))
    return len(x), 10**line.slope, 12 * math.log10(2) / line.slope, line.rvalue**2


def show_trends(path):
    systems = list(evaluate(path))
    print(path.name, len(systems), "systems")
    scenario = systems[0][0]
    for name, trend in scenario["trends"].items():
        if trend.get("fit", "ols") != "ols":
            continue
        test = to_python(trend.get("where", "1"))
        rows = [r for _, r in systems if eval(test, {"__builtins__": {}}, r)]
        n, growth, months, r2 = fit([r[trend["over"]] for r in rows], [r[trend["of"]] for r in rows])
        print(f"  {name:22s} n {n:3d}  x{growth:.4f}/yr  doubling {months:.2f} months  R2 {r2:.3f}")


if __name__ == "__main__":
    good = check_mlca()
    for name in sys.argv[1:] or ["paper", "paper-maxpeak", "trend-2013-2026"]:
        path = ROOT / f"scenarios/{name}.yaml"
        if path.exists():
            show_trends(path)
    sys.exit(0 if good else 1)
