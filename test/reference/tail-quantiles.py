"""Writes tail-quantiles.json: distribution functions at points far in both tails, by mpmath with 60 digits.

Rows: family, parameters, truncation or null, x, P(X <= x), P(X > x); x is a double, the probabilities are its exact
images rounded to double, so that quantiles can be judged by their distribution function.
"""
import json
import mpmath as mp

mp.mp.dps = 60


def normal(x, m=0, s=1):
    z = (mp.mpf(x) - m) / s
    return mp.erfc(-z / mp.sqrt(2)) / 2, mp.erfc(z / mp.sqrt(2)) / 2


def beta(x, a, b):
    x = mp.mpf(x)
    return mp.betainc(a, b, 0, x, regularized=True), mp.betainc(b, a, 0, 1 - x, regularized=True)


def gamma(x, k, t):
    y = mp.mpf(x) / mp.mpf(t)
    return mp.gammainc(k, 0, y, regularized=True), mp.gammainc(k, y, mp.inf, regularized=True)


def student(x, v):
    v, x = mp.mpf(v), mp.mpf(x)
    tail = mp.betainc(v / 2, mp.mpf(1) / 2, 0, v / (v + x * x), regularized=True) / 2
    return (1 - tail, tail) if x >= 0 else (tail, 1 - tail)


def truncated(f, x, low, high):
    a, b = (f(low), f(high)) if high is not None else (f(low), (mp.mpf(1), mp.mpf(0)))
    below, above = f(x)
    mass = a[1] - b[1]
    return (a[1] - above) / mass, (above - b[1]) / mass


rows = []


def add(family, parameters, truncate, x, pair):
    rows.append([family, parameters, truncate, x, float(pair[0]), float(pair[1])])


for x in (-7.5, -7.034, -3, -0.1, 0.5, 2, 7.034, 9):
    add("normal", {"mean": 0, "sd": 1}, None, x, normal(x))
for x in (8.0000000000001, 8.01, 8.5, 9, 12, 14):
    add("normal", {"mean": 0, "sd": 1}, {"low": 8}, x, truncated(normal, x, 8, None))
for x in (10.001, 10.2, 10.9):
    add("normal", {"mean": 0, "sd": 1}, {"low": 10, "high": 11}, x, truncated(normal, x, 10, 11))
for a, b, points in (
    (2, 5, (1e-7, 0.01, 0.3, 0.9, 0.999)),
    (0.5, 0.5, (1e-24, 1e-5, 0.5, 0.75)),
    (0.05, 3, (1e-200, 1e-20, 0.01, 0.9)),
    (200, 100, (0.4, 0.6, 0.7, 0.8)),
    (10000, 3, (0.997, 0.9996, 0.99999)),
):
    for x in points:
        add("beta", {"alpha": a, "beta": b}, None, x, beta(x, mp.mpf(a), mp.mpf(b)))
for k, t, points in (
    (0.3, 2, (1e-40, 1e-5, 0.2, 3, 40)),
    (2, 3, (3e-6, 0.5, 6, 90)),
    (0.01, 1, (1e-300, 1e-30, 0.5, 10)),
    (1000, 1, (790, 950, 1000, 1200)),
):
    for x in points:
        add("gamma", {"shape": k, "scale": t}, None, x, gamma(x, mp.mpf(k), t))
for v, points in ((0.5, (-1e20, -3, 0.1, 1e6)), (1, (-1e11, 2)), (3, (-8000, -0.2, 0.01, 50)), (30, (-11, 1, 11)), (1000000, (-7, 0.3, 6))):
    for x in points:
        add("studentT", {"df": v}, None, x, student(x, v))
json.dump(rows, open(__file__.replace(".py", ".json"), "w"), indent=0)
