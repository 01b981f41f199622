"""numpy: columns given in blocks that suit its caches; its own generators; with scipy, scrambled nets and inverse cdfs."""

import numpy as np
from model import DRAWS, SYSTEMS, kernel, serve

rng = np.random.default_rng(1)
shared = [rng.uniform(low, high, DRAWS) for low, high in
          [(0.2, 0.4), (1.1, 1.6), (2, 6), (0.2, 0.9), (0.05, 0.2), (0.9, 1.1)]]  # fmt: skip
given = [rng.uniform(low, high, DRAWS) for low, high in
         [(0.3, 1.1), (0.5, 2), (0.7, 1.4), (0.9, 1.1), (1, 1.3), (0.4, 2)]]  # fmt: skip
kept = np.empty((3, DRAWS))


def given_in_blocks(rows):
    def work():
        for i in range(SYSTEMS):
            for start in range(0, DRAWS, rows):
                part = slice(start, start + rows)
                kernel(i, *(c[part] for c in shared), *(c[part] for c in given), kept[:, part])

    return work


def generated():
    for i in range(SYSTEMS):
        own = [0.3 + 0.8 * rng.beta(5, 2, DRAWS), rng.lognormal(0, 0.4, DRAWS), rng.lognormal(0, 0.2, DRAWS),
               rng.normal(1, 0.05, DRAWS), rng.uniform(1, 1.3, DRAWS), rng.lognormal(0, 0.5, DRAWS)]  # fmt: skip
        kernel(i, *shared, *own, kept)


works = {f"kernel, numpy, blocks of {rows}": (given_in_blocks(rows), SYSTEMS * DRAWS) for rows in (1024, 2048, 8192)}
works["end to end, numpy's generators"] = (generated, SYSTEMS * DRAWS)

try:
    from scipy.special import betaincinv, ndtri
    from scipy.stats import qmc

    few = 10

    def inverted():
        for i in range(few):
            u = np.ascontiguousarray(qmc.Sobol(6, rng=i).random(DRAWS).T)
            z = ndtri(u[1:5])
            own = [0.3 + 0.8 * betaincinv(5, 2, u[0]), np.exp(0.4 * z[0]), np.exp(0.2 * z[1]), 1 + 0.05 * z[2],
                   1 + 0.3 * u[5], np.exp(0.5 * z[3])]  # fmt: skip
            kernel(i, *shared, *own, kept)

    works["end to end, numpy + scipy, inverse cdf"] = (inverted, few * DRAWS)
except ImportError:
    pass

serve(works)
