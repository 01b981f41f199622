"""Reference values for src/analyze/given, by numpy and scipy.

Where SALib has the measure, the formula is that of SALib 1.5 written anew (PAWN, RBD-FAST, delta without its random
reduction of bias); xi, Spearman and Kolmogorov-Smirnov are scipy's own functions.

Run: python3 test/reference/given.py > test/reference/given.json
"""

import json
import math

import numpy as np
from scipy import signal, stats

rng = np.random.default_rng(20240602)


def lhs(rows, factors):
    return np.column_stack([(rng.permutation(rows) + rng.random(rows)) / rows for _ in range(factors)])


def regression(x, y):
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    t = (y - y.mean()) / y.std()
    coefficients, *_ = np.linalg.lstsq(z, t, rcond=None)
    return {"r2": 1 - ((t - z @ coefficients) ** 2).sum() / (t**2).sum(), "factors": list(coefficients)}


def partial(x, y):
    """Correlation of the residuals of x_i and of y, each regressed on all other factors."""

    def residual(target, others):
        design = np.column_stack([np.ones(len(target)), others])
        return target - design @ np.linalg.lstsq(design, target, rcond=None)[0]

    found = []
    for i in range(x.shape[1]):
        others = np.delete(x, i, axis=1)
        found.append(stats.pearsonr(residual(x[:, i], others), residual(y, others)).statistic)
    return found


def ranked(x):
    return stats.rankdata(x, axis=0)


def pawn(x, y, slices=10):
    edges = np.quantile(x, np.arange(0, 1 + 1 / slices, 1 / slices))
    distances = []
    for s in range(slices):
        inside = y[(x >= edges[s]) & (x < edges[s + 1])]
        if len(inside):
            distances.append(stats.ks_2samp(inside, y).statistic)
    d = np.array(distances)
    return [np.median(d), d.mean(), d.max(), d.min(), d.std() / d.mean()]


def rbd_fast(x, y, harmonics=10):
    order = np.argsort(x, kind="stable")
    order = np.concatenate([order[::2], order[1::2][::-1]])
    _, power = signal.periodogram(y[order])
    share = power[1 : harmonics + 1].sum() / power[1:].sum()
    weight = 2 * harmonics / len(y)
    return share - weight / (1 - weight) * (1 - share)


def rank_first_order(x, y):
    order = np.argsort(x, kind="stable")
    following = np.empty(len(y))
    following[order] = y[np.roll(order, -1)]
    return (np.mean(y * following) - y.mean() ** 2) / (np.mean(y**2) - y.mean() ** 2)


def delta(x, y):
    n = len(y)
    classes = min(math.ceil(n ** (2 / (7 + math.tanh((1500 - n) / 500)))), 48)
    bounds = np.linspace(0, n, classes + 1)
    grid = np.linspace(y.min(), y.max(), 100)
    whole = stats.gaussian_kde(y, bw_method="silverman")(grid)
    rank = stats.rankdata(x, method="ordinal")
    total = 0.0
    for low, high in zip(bounds[:-1], bounds[1:]):
        inside = y[(rank > low) & (rank <= high)]
        density = stats.gaussian_kde(inside, bw_method="silverman")(grid) if np.ptp(inside) > 0 else 0 * grid
        total += len(inside) / (2 * n) * np.trapezoid(np.abs(whole - density), grid)
    return total


def hsic(x, y):
    n = len(y)
    centring = np.eye(n) - 1 / n

    def kernel(v):
        return centring @ np.exp(-((v[:, None] - v[None, :]) ** 2) / (2 * v.std(ddof=1) ** 2)) @ centring

    k, l = kernel(x), kernel(y)
    return [np.trace(k @ l) / math.sqrt(np.trace(k @ k) * np.trace(l @ l)), np.trace(k @ l) / n**2]


def case(x, y, fine):
    columns = [x[:, i] for i in range(x.shape[1])]
    inside = y > np.quantile(y, 0.5)
    document = {
        "x": [list(c) for c in columns],
        "y": list(y),
        "src": regression(x, y),
        "srrc": regression(ranked(x), ranked(y)),
        "pcc": partial(x, y),
        "prcc": partial(ranked(x), ranked(y)),
        "spearman": [stats.spearmanr(c, y).statistic for c in columns],
        "xi": [stats.chatterjeexi(c, y).statistic for c in columns] if fine else None,
        "rankFirstOrder": [rank_first_order(c, y) for c in columns],
        "rbdFast": [rbd_fast(c, y) for c in columns],
        "pawn": [pawn(c, y) for c in columns],
        "delta": [delta(c, y) for c in columns],
        "hsic": [hsic(c, y) for c in columns],
        "regional": [stats.ks_2samp(c[inside], c[~inside]).statistic for c in columns],
    }
    return document


def ishigami(rows):
    x = math.pi * (2 * lhs(rows, 4) - 1)
    return case(x, np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]), True)


def tied(rows):
    """Whole numbers and correlated factors: ties in x and in y. scipy's xi breaks ties of x in no stated order."""
    z = rng.standard_normal((rows, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0.3], [0, 0, 1]])
    x = np.column_stack([np.round(2 * z[:, 0]), z[:, 1], np.round(z[:, 2])])
    return case(x, np.round(x @ [1, 0.5, -1] + rng.standard_normal(rows)), False)


print(json.dumps({"ishigami": ishigami(512), "tied": tied(201)}, default=float))
