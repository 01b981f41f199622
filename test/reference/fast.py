"""Reference values for src/analyze/points/efast.ts: SALib 1.5's indices of one curve, written anew on numpy's FFT.

Run: python3 test/reference/fast.py > test/reference/fast.json
"""

import json
import math

import numpy as np

rng = np.random.default_rng(20240603)


def indices(y, harmonics=4):
    n = len(y)
    omega = (n - 1) // (2 * harmonics)
    power = np.abs(np.fft.fft(y)[1 : math.ceil(n / 2)] / n) ** 2
    variance = 2 * power.sum()
    own = 2 * power[np.arange(1, harmonics + 1) * omega - 1].sum()
    others = 2 * power[: omega // 2].sum()
    return own / variance, 1 - others / variance


def case(n):
    y = np.exp(rng.standard_normal(n))
    s1, st = indices(y)
    return {"y": list(y), "s1": s1, "st": st}


print(json.dumps([case(65), case(257)]))
