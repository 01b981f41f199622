"""Writes src/math/{exp,log}-table.ts: the tables of the elementary functions.

Each value comes from mpmath at 1400 bits. Run from the root of the repository, then format with biome.
"""
import mpmath as mp

mp.mp.prec = 1400
BANNER = "// Written by test/reference/elementary_tables.py; change that, not this.\n\n"
ONE_RULE = "// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: one rule for all entries.\n\n"


def number(x):
    text = repr(float(x))
    return text[:-2] if text.endswith(".0") else text


def grid(x, bits):
    """x rounded to a multiple of 2^-bits."""
    return mp.nint(mp.ldexp(x, bits)) / mp.mpf(2) ** bits


def pair(x):
    high = mp.mpf(float(x))
    return [high, mp.mpf(float(x - high))]


def array(name, doc, values, kind="Float64Array"):
    body = ", ".join(values)
    return f"/** {doc} */\nexport const {name} = new {kind}([{body}]);\n"


def write(name, *parts):
    with open(f"src/math/{name}.ts", "w", encoding="ascii") as out:
        out.write(BANNER + "\n".join(parts))


def exp_table():
    values = [v for j in range(32) for v in pair(mp.mpf(2) ** (mp.mpf(j) / 32))]
    doc = "2^(j/32) for j = 0..31 as value and remainder, one after the other."
    write("exp-table", ONE_RULE, array("EXP_TABLE", doc, map(number, values)))


def log_rows():
    """Interval i starts at the double whose high word is 0x3fe6a000 + 0x2000 i; see log.ts."""
    for i in range(128):
        word = 0x3FE6A000 + 0x2000 * i
        below_one = word < 0x3FF00000
        mantissa = 1 + mp.mpf((word & 0xFFFFF) + 0x1000) / 2**20
        centre = mantissa / 2 if below_one else mantissa
        inverse = grid(1 / centre, 7 if below_one else 8)
        if word in (0x3FEFE000, 0x3FF00000):
            inverse = mp.mpf(1)
        minus_log = -mp.log(inverse)
        lead = grid(minus_log, 42)
        yield from (inverse, lead, minus_log - lead)


def log_table():
    doc = "Per interval: 1/c to 8 bits or so, log(c) on the grid of 2^-42, and what that leaves of log(c)."
    write("log-table", array("LOG_TABLE", doc, map(number, log_rows())))


if __name__ == "__main__":
    exp_table()
    log_table()
    ln2 = mp.log(2)
    print("ln2 on 2^-42, rest:", number(grid(ln2, 42)), number(ln2 - grid(ln2, 42)))
    step = ln2 / 32
    print("ln2/32 on 2^-42, rest:", number(grid(step, 42)), number(step - grid(step, 42)), number(1 / step))
    print("1/ln2", *map(number, pair(1 / ln2)), "1/ln10", *map(number, pair(1 / mp.log(10))))
