"""The benchmark model for the peers in Python. A peer prints the names of its works, then a time for each name read."""

import json
import sys
import time

import numpy as np

SYSTEMS, DRAWS = 200, 8192
SHARED = ["r", "pue", "life", "util", "d0", "gridf"]
OWN = ["tdpr", "gh", "gcf", "areaf", "ovh", "adf"]


def columns_of(i):
    """The table's row of a system: F, P, T, A0, CI, M, N."""
    return (1e20 * 1.05**i, 1e14 * (1 + i % 7), 250 + 10 * (i % 45), 300 + 3 * (i % 180),
            0.05 + (i % 11) / 20, 16 * (1 + i % 5), 300 + i)  # fmt: skip


def kernel(i, r, pue, life, util, d0, gridf, tdpr, gh, gcf, areaf, ovh, adf, kept):
    F, P, T, A0, CI, M, N = columns_of(i)
    gpuh = F / (P * r * 3600) * gh
    energy = gpuh * T * tdpr * ovh * pue / 1000
    use = energy * CI * gcf * gridf
    a = A0 * areaf
    ad = a * d0 / 100
    y = ((1 - np.exp(-ad)) / ad) ** 2
    die = N / ((70685.83 / a - 942.4778 / np.sqrt(2 * a)) * y)
    server = die + M * 0.35 + 12 + 3.1 * np.log(1 + a) + 310 / 4
    amort = gpuh / (life * 8760 * util)
    kept[0] = energy
    kept[1] = use + server * amort
    kept[2] = (0.002 * adf + 0.00004 * a**0.7) * amort + energy * 4.5e-8


def serve(works):
    """`works`: by name a function and the number of evaluations that it does."""
    print(json.dumps(list(works)), flush=True)
    for line in sys.stdin:
        work, evaluations = works[line.strip()]
        start = time.perf_counter()
        work()
        print(json.dumps({"time": (time.perf_counter() - start) * 1e9 / evaluations}), flush=True)
