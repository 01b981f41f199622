"""Reference values for src/analyze, by numpy, scipy and statsmodels-like formulas of its own.

Run: python3 test/reference/analyze.py > test/reference/analyze.json
"""

import json
import math

import numpy as np
from scipy import stats

PROBABILITIES = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]
rng = np.random.default_rng(20240601)


def ranks(n, p, level=0.95):
    """Equal-tailed ranks by brute force over the exact binomial distribution; 0 or n + 1: none."""
    tail = (1 - level) / 2
    low = max(k for k in range(0, n + 1) if stats.binom.cdf(k - 1, n, p) <= tail)
    high = min(k for k in range(0, n + 2) if stats.binom.sf(k - 1, n, p) <= tail)
    return [low, high]


def bonett(values):
    n = len(values)
    z = stats.norm.ppf(0.975)
    c = n / (n - z)
    centre = stats.trim_mean(values, 1 / (2 * math.sqrt(n - 4)))
    deviations = values - values.mean()
    kurtosis = n * ((values - centre) ** 4).sum() / (deviations**2).sum() ** 2
    se = c * math.sqrt((kurtosis - (n - 3) / n) / (n - 1))
    variance = values.var(ddof=1)
    return [math.sqrt(c * variance * math.exp(s * z * se)) for s in (-1, 1)]


def random_case(values, offset=0.0):
    """Moments are taken of values - offset, an exact difference, since numpy's lose digits on a large offset."""
    raw, values = values, values - offset
    n = len(values)
    half = stats.t.ppf(0.975, n - 1) * stats.sem(values)
    ordered = np.sort(raw)
    bands = []
    for p in PROBABILITIES:
        low, high = ranks(n, p)
        span = [ordered[low - 1], ordered[high - 1]] if low >= 1 and high <= n else None
        bands.append({"p": p, "value": np.quantile(raw, p), "span": span})
    return {
        "values": list(raw),
        "mean": [offset + m for m in (values.mean(), values.mean() - half, values.mean() + half)],
        "sd": [values.std(ddof=1), *bonett(values)],
        "quantiles": bands,
    }


def spread(value, parts):
    half = stats.t.ppf(0.975, len(parts) - 1) * stats.sem(parts)
    return [value, value - half, value + half]


def replicate_case(values, replicates):
    parts = values.reshape(replicates, -1)
    bands = []
    for p in PROBABILITIES:
        enough = parts.shape[1] * min(p, 1 - p) >= 20 - 1e-9
        span = spread(np.quantile(values, p), np.quantile(parts, p, axis=1))
        bands.append({"p": p, "value": span[0], "span": span[1:] if enough else None})
    return {
        "values": list(values),
        "replicates": replicates,
        "mean": spread(values.mean(), parts.mean(axis=1)),
        "sd": spread(values.std(ddof=1), parts.std(axis=1, ddof=1)),
        "quantiles": bands,
    }


def trend_case(n, slope, noise):
    x = np.sort(rng.uniform(2013, 2026, n))
    y = 10 ** (2 + slope * (x - 2013) + noise * rng.standard_normal(n))
    fit = stats.linregress(x, np.log10(y))
    half = stats.t.ppf(0.975, n - 2) * fit.stderr
    low, high = fit.slope - half, fit.slope + half
    months = 12 * math.log10(2)
    return {
        "x": list(x),
        "y": list(y),
        "slope": fit.slope,
        "intercept": fit.intercept,
        "r2": fit.rvalue**2,
        "standardError": fit.stderr,
        "growthPerYear": [10**fit.slope, 10**low, 10**high],
        "doublingMonths": [months / fit.slope, months / high, months / low],
    }


document = {
    "random": [
        random_case(rng.normal(3, 2, 200)),
        random_case(np.exp(rng.normal(0, 1, 60))),
        random_case(rng.integers(0, 5, 40).astype(float)),
        random_case(1e9 + rng.normal(0, 1e-3, 50), 1e9),
    ],
    "replicates": [
        replicate_case(np.exp(rng.normal(0, 1, 1600)), 4),
        replicate_case(rng.normal(0, 1, 400), 2),
        replicate_case(rng.normal(0, 1, 480), 8),
    ],
    "trends": [trend_case(12, 0.3, 0.2), trend_case(60, 0.36, 0.8)],
    "ranks": [
        {"n": n, "p": p, "ranks": ranks(n, p)}
        for n in (5, 6, 20, 73, 119, 1000, 5000)
        for p in (0.025, 0.05, 0.3, 0.5, 0.95, 0.975)
    ],
    "student": [{"df": df, "t": stats.t.ppf(0.975, df)} for df in (1, 2, 3, 7, 15, 100, 8191, 1e6)],
}
print(json.dumps(document, default=float))
