"""Sobol' indices of small columns by the published formulas, written out on the columns themselves (numpy).

Regenerate only when a formula is added: python3 test/reference/sobol_indices.py > test/reference/sobol_indices.json
"""
import json
import numpy as np

rng = np.random.default_rng(20261125)
N, D = 24, 3
X = rng.random((2, N, D))
WEIGHTS = [1.0, 2.0, 0.5]


def f(x):
    return np.exp(x @ WEIGHTS) + 3 * x[:, 0] * x[:, 1]


def swap(into, other, i):
    x = into.copy()
    x[:, i] = other[:, i]
    return x


A, B = f(X[0]), f(X[1])
AB = [f(swap(X[0], X[1], i)) for i in range(D)]
BA = [f(swap(X[1], X[0], i)) for i in range(D)]
centre = np.mean([A, B, *AB, *BA])  # all rows, as SALib centres
a, b, ab, ba = A - centre, B - centre, [y - centre for y in AB], [y - centre for y in BA]
V = np.var(np.r_[a, b])


def janon(u, w):
    m = np.mean((u + w) / 2)
    return (np.mean(u * w) - m**2) / (np.mean((u**2 + w**2) / 2) - m**2)


def azzini(i):
    return np.mean((a - b) ** 2 + (ba[i] - ab[i]) ** 2)


saltelli = [np.mean(b * (y - a)) / V for y in ab]
indices = {
    "saltelli2010": {"s1": saltelli, "st": [np.mean((a - y) ** 2) / (2 * V) for y in ab]},
    "jansen1999": {
        "s1": [1 - np.mean((b - y) ** 2) / (2 * V) for y in ab],
        "st": [np.mean((a - y) ** 2) / (2 * V) for y in ab],
    },
    "janon": {"s1": [janon(b, y) for y in ab], "st": [1 - janon(a, y) for y in ab]},
    "martinez": {
        "s1": [np.corrcoef(b, y)[0, 1] for y in ab],
        "st": [1 - np.corrcoef(a, y)[0, 1] for y in ab],
    },
    "azzini-rosati": {
        "s1": [2 * np.mean((b - ba[i]) * (ab[i] - a)) / azzini(i) for i in range(D)],
        "st": [np.mean((b - ba[i]) ** 2 + (a - ab[i]) ** 2) / azzini(i) for i in range(D)],
    },
}
s2 = [
    np.mean(ba[i] * ab[j] - a * b) / V - saltelli[i] - saltelli[j] for i in range(D) for j in range(i + 1, D)
]
print(
    json.dumps(
        {
            "columns": {"a": list(A), "b": list(B), "ab": [list(y) for y in AB], "ba": [list(y) for y in BA]},
            "centre": centre,
            "variance": V,
            "indices": indices,
            "s2": s2,
        },
        indent=1,
    )
)
