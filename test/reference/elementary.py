"""Writes elementary.json beside it: arguments and values of the elementary functions, by mpmath at 2400 bits.

A row is "x [y] value rest": the bits of the doubles in hex, and what the rounding of the value lost, in units
in the last place of `value` (0 where the value is 0, infinite or NaN).
"""
import json
import math
import random
import struct
from pathlib import Path

import mpmath as mp

mp.mp.prec = 2400
RANDOM = random.Random(20240229)
LEAST = 5e-324
MOST = 1.7976931348623157e308
ENDS = [0.0, -0.0, math.inf, -math.inf, math.nan, LEAST, -LEAST, 2.2250738585072014e-308, MOST, -MOST]


def bits(x):
    return format(struct.unpack(">Q", struct.pack(">d", x))[0], "016x")


def round_to_double(v):
    """v rounded to the nearest double, subnormal ones included, and the loss in ulps of that double."""
    if v == 0:
        return 0.0, 0.0
    exponent = max(int(mp.floor(mp.log(abs(v), 2))) - 52, -1074)
    if abs(v) >= mp.mpf(2) ** (exponent + 53):
        exponent += 1
    whole = mp.nint(mp.ldexp(v, -exponent))
    if abs(mp.ldexp(whole, exponent)) > MOST:
        return math.copysign(math.inf, v), 0.0
    x = math.ldexp(int(whole), exponent)
    return x, float((v - mp.mpf(x)) / mp.mpf(math.ulp(x)))


def near(x, steps=2):
    """x and its neighbours."""
    found = [x]
    for direction in (-math.inf, math.inf):
        step = x
        for _ in range(steps):
            step = math.nextafter(step, direction)
            found.append(step)
    return found


def spread(low, high, count):
    """Both signs, magnitudes log-uniform on [2^low, 2^high)."""
    return [
        RANDOM.choice((-1, 1)) * math.ldexp(1 + RANDOM.random(), -1) * 2.0**k * 2
        for k in (RANDOM.randrange(low, high) for _ in range(count))
    ]


def uniform(low, high, count):
    return [RANDOM.uniform(low, high) for _ in range(count)]


EVERYWHERE = ENDS + spread(-1074, 1023, 40)
NEAR_ONE = [1 + d for d in spread(-53, -2, 40)] + near(1.0)
MODERATE = spread(-30, 4, 60)
CUTS = [c for v in (0.25, -0.25, 1.0, -1.0, 0.5, -0.5, 22.0, -22.0, 40.0, -40.0, 1e-17, 3e-9) for c in near(v, 1)]


def exp_points():
    edges = [709.782712893384, -745.1332191019411, -708.3964185322641, 710.4758600739439, -710.4758600739439]
    steps = [(j + 0.5) * math.log(2) / 32 for j in (-3000, -41, -1, 0, 1, 50, 4001)]
    ranges = uniform(-745, 710, 80) + uniform(-746, -708, 30) + uniform(709, 711, 20)
    return EVERYWHERE + MODERATE + CUTS + ranges + [c for v in edges + steps for c in near(v)]


def log_points():
    edges = [math.ldexp(1 + k / 128, e) for k in range(0, 128, 9) for e in (0, -1)]
    powers = [10.0**k for k in range(-5, 23)] + [2.0**k for k in range(-1074, 1024, 97)]
    positive = [abs(x) for x in spread(-1074, 1023, 90)]
    return EVERYWHERE + NEAR_ONE + [c for v in edges for c in near(v, 1)] + powers + positive


def log1p_points():
    return log_points() + MODERATE + CUTS + [d - 1 for d in uniform(0, 1, 20)] + spread(-60, -20, 40)


# Doubles that come nearest to a multiple of pi/2, the first of all of them (Kahan 1983; Muller 2016).
NEAREST_PI = [6381956970095103 * 2.0**797, 5.319372648326541e255, 16367173 * 2.0**72, 411557987.0]


def circle_points():
    multiples = list(range(1, 12)) + [RANDOM.randrange(12, 2**50) for _ in range(40)]
    multiples += [2**20 + d for d in (-1, 0, 1)] + [int(2.0**k) for k in range(52, 1000, 41)]
    turning = [float(n * mp.pi / 2) for n in multiples]
    eighths = [float(n * mp.pi / 4) for n in (1, 3, 5, 7, 2**21 + 1)]
    wide = spread(0, 60, 60) + spread(60, 1023, 60)
    return EVERYWHERE + MODERATE + wide + NEAREST_PI + [c for v in turning + eighths for c in near(v, 1)]


def arc_points():
    inside = uniform(-1, 1, 100) + spread(-40, -1, 60) + [s * (1 - abs(d)) for d in spread(-53, -2, 30) for s in (1, -1)]
    return EVERYWHERE + CUTS + inside


def atan_points():
    edges = [(i + 0.5) / 16 for i in range(16)]
    edges += [1 / e for e in edges]
    return EVERYWHERE + CUTS + MODERATE + spread(-70, 70, 120) + [c for v in edges for c in near(v, 1)]


def cbrt_points():
    cubes = [float(k**3) for k in range(1, 30)] + [-27.0, 0.001, 1e-300]
    return EVERYWHERE + MODERATE + cubes + spread(-1074, -1020, 30) + spread(-1022, 1023, 150)


def pow_points():
    chosen = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, math.inf, -math.inf, math.nan, 2.0**53, 1e300, LEAST]
    pairs = [(x, y) for x in chosen for y in chosen]
    pairs += [(abs(x), y) for x, y in zip(spread(-40, 40, 120), uniform(-25, 25, 120))]
    pairs += [(x, y) for x in spread(-1074, 1023, 15) for y in (2.0, -1.0, 3.0, 0.5, 1 / 3)]
    pairs += [(x, float(n)) for x, n in zip(uniform(-12, 12, 60), (RANDOM.randrange(-280, 280) for _ in range(60)))]
    for x in (abs(x) for x in spread(-1074, 1023, 60)):
        pairs.append((x, RANDOM.uniform(-745, 709.7) / math.log(x)))
        pairs.append((x, RANDOM.uniform(-745, -708) / math.log(x)))
    for d in spread(-52, -4, 60):
        pairs.append((1 + d, RANDOM.uniform(-745, 709.7) / math.log1p(d)))
    return pairs


def atan2_points():
    chosen = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, LEAST, -LEAST, MOST, -MOST, 1e-310]
    pairs = [(y, x) for y in chosen for x in chosen]
    pairs += [(y, x) for y, x in zip(spread(-1074, 1023, 80), spread(-1074, 1023, 80))]
    pairs += [(y, x) for y, x in zip(spread(-4, 4, 150), spread(-4, 4, 150))]
    pairs += [(y * s, x * s) for s in (2.0**-1060, 2.0**1015) for y, x in zip(spread(-4, 4, 25), spread(-4, 4, 25))]
    return pairs


def odd_power(y):
    return math.isfinite(y) and y == math.floor(y) and math.fmod(y, 2) != 0


def pow_special(x, y):
    """Values that mpmath has no say in, after ECMAScript's Number::exponentiate."""
    if y == 0:
        return 1.0
    if math.isnan(x) or math.isnan(y) or (math.isinf(y) and abs(x) == 1):
        return math.nan
    if math.isinf(y) or math.isinf(x) or x == 0:
        size = math.inf if (abs(x) > 1) == (y > 0) else 0.0
        return -size if math.copysign(1, x) < 0 and odd_power(y) else size
    return math.nan if x < 0 and y != math.floor(y) else None


def pow_value(x, y):
    """x^y, or a stand-in beyond the range of doubles, which mpmath would take long to write out."""
    size = mp.log(abs(mp.mpf(x))) * mp.mpf(y)
    v = mp.exp(max(min(size, mp.mpf(800)), mp.mpf(-800)))
    return -v if x < 0 and odd_power(y) else v


# At the points of ENDS: 0 and -0, Infinity, -Infinity. None: as at any other point; NaN goes in, NaN comes out.
INF, NAN = math.inf, math.nan
LIMITS = {
    "exp": (1.0, INF, 0.0), "expm1": (None, INF, -1.0), "log": (-INF, INF, NAN), "log1p": (None, INF, NAN),
    "log2": (-INF, INF, NAN), "log10": (-INF, INF, NAN), "sin": (None, NAN, NAN), "cos": (1.0, NAN, NAN),
    "tan": (None, NAN, NAN), "asin": (None, NAN, NAN), "acos": (math.pi / 2, NAN, NAN),
    "atan": (None, math.pi / 2, -math.pi / 2), "sinh": (None, INF, -INF), "cosh": (1.0, INF, INF),
    "tanh": (None, 1.0, -1.0), "cbrt": (None, INF, -INF),
}  # fmt: skip


def limit(name, x):
    """The value at an end of the range or outside the domain; None where mpmath gives it."""
    at_zero, above, below = LIMITS[name]
    if math.isnan(x):
        return NAN
    if math.isinf(x):
        return above if x > 0 else below
    if x == 0:
        return x if at_zero is None else at_zero
    if name in ("asin", "acos") and abs(x) > 1:
        return NAN
    if name == "log1p" and x <= -1:
        return -INF if x == -1 else NAN
    return NAN if name in ("log", "log2", "log10") and x < 0 else None


def clamped(f, bound):
    return lambda x: f(max(min(x, mp.mpf(bound)), mp.mpf(-bound)))


FUNCTIONS = {
    "exp": (clamped(mp.exp, 800), exp_points),
    "expm1": (clamped(lambda x: mp.exp(x) - 1, 800), exp_points),
    "log": (mp.log, log_points),
    "log1p": (lambda x: mp.log(1 + x), log1p_points),
    "log2": (lambda x: mp.log(x) / mp.log(2), log_points),
    "log10": (lambda x: mp.log(x) / mp.log(10), log_points),
    "sin": (mp.sin, circle_points),
    "cos": (mp.cos, circle_points),
    "tan": (mp.tan, circle_points),
    "asin": (mp.asin, arc_points),
    "acos": (mp.acos, arc_points),
    "atan": (mp.atan, atan_points),
    "sinh": (clamped(mp.sinh, 800), exp_points),
    "cosh": (clamped(mp.cosh, 800), exp_points),
    "tanh": (clamped(mp.tanh, 800), exp_points),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), cbrt_points),
}


def row(arguments, special, value):
    """`value` gives the exact value; where it lies beyond double precision's least, its sign is kept."""
    if special is not None:
        result, rest = special, 0.0
    else:
        exact = value()
        result, rest = round_to_double(exact)
        if result == 0:
            result = math.copysign(0.0, exact)
    return " ".join([*map(bits, arguments), bits(result), format(rest, ".4f")])


def turn(y, x):
    """atan2 of doubles, infinite ones replaced by finite ones of the same angle."""
    if math.isinf(x) or math.isinf(y):
        x = math.copysign(1.0 if math.isinf(x) else 0.0, x)
        y = math.copysign(1.0 if math.isinf(y) else 0.0, y)
    if y == 0:
        return math.copysign(0.0 if math.copysign(1, x) > 0 else math.pi, y), True
    return mp.atan2(mp.mpf(y), mp.mpf(x)), False


def atan2_row(y, x):
    if math.isnan(x) or math.isnan(y):
        return row((y, x), NAN, None)
    value, exact = turn(y, x)
    return row((y, x), value if exact else None, lambda: value)


def distinct(points):
    """Each point once, 0 and -0 being two."""
    return list({bits(x): x for x in points}.values())


def main():
    table = {}
    for name, (f, points) in FUNCTIONS.items():
        table[name] = [row((x,), limit(name, x), lambda x=x: f(mp.mpf(x))) for x in distinct(points())]
    table["pow"] = [row(p, pow_special(*p), lambda p=p: pow_value(*p)) for p in pow_points()]
    table["atan2"] = [atan2_row(*p) for p in atan2_points()]
    out = Path(__file__).with_suffix(".json")
    out.write_text(json.dumps(table, indent=2) + "\n", encoding="ascii")
    print({name: len(rows) for name, rows in table.items()})


if __name__ == "__main__":
    main()
