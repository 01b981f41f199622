"""The benchmark model with numpy: columns given, one system after another (the layout that suits its caches)."""

import json
import sys
import time

import numpy as np

systems, draws = 200, 8192
rng = np.random.default_rng(1)
u = lambda low, high: rng.uniform(low, high, draws)
r, pue, life, util, d0, gridf = u(0.2, 0.4), u(1.1, 1.6), u(2, 6), u(0.2, 0.9), u(0.05, 0.2), u(0.9, 1.1)
tdpr, gh, gcf, areaf, ovh, adf = u(0.3, 1.1), u(0.5, 2), u(0.7, 1.4), u(0.9, 1.1), u(1, 1.3), u(0.4, 2)
kept = np.empty((3, draws))


def run():
    for i in range(systems):
        F, P, T, A0 = 1e20 * 1.05**i, 1e14 * (1 + i % 7), 250 + 10 * (i % 45), 300 + 3 * (i % 180)
        CI, M, N = 0.05 + (i % 11) / 20, 16 * (1 + i % 5), 300 + i
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


times = []
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    run()
    times.append((time.perf_counter() - start) * 1e9 / (systems * draws))
print(json.dumps({"kernel, numpy": times}))
