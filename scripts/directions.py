"""Pack the direction numbers of Joe & Kuo (2008) into data/sobol-directions.bin.

Input: SciPy's copy of new-joe-kuo-6.21201 (arrays `poly`, `vinit`). Run: python3.11 scripts/directions.py

Format: four bytes "JK01", the number of dimensions as a little-endian uint32, then a stream of bits, most
significant bit first. Dimension 1 (the van der Corput sequence) has no entry. Every further dimension is:
degree s (5 bits), the s-1 inner coefficients of its primitive polynomial, and for i = 2..s the number
(m_i - 1) / 2 in i-1 bits (m_i is odd and below 2^i, so m_1 is always 1).
"""

import struct
from pathlib import Path

import numpy as np
import scipy.stats


def dimension_bits(poly: int, initials: list[int]) -> str:
    degree = poly.bit_length() - 1
    inner = (poly >> 1) & ((1 << (degree - 1)) - 1)
    bits = f"{degree:05b}" + (f"{inner:0{degree - 1}b}" if degree > 1 else "")
    assert initials[0] == 1
    for i in range(2, degree + 1):
        m = initials[i - 1]
        assert m % 2 == 1 and m < 1 << i
        bits += f"{m >> 1:0{i - 1}b}"
    return bits


def main() -> None:
    table = np.load(Path(scipy.stats.__file__).parent / "_sobol_direction_numbers.npz")
    poly, vinit = table["poly"], table["vinit"]
    bits = "".join(dimension_bits(int(p), [int(m) for m in v]) for p, v in zip(poly[1:], vinit[1:]))
    bits += "0" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    target = Path(__file__).resolve().parent.parent / "data" / "sobol-directions.bin"
    target.write_bytes(b"JK01" + struct.pack("<I", len(poly)) + packed)


if __name__ == "__main__":
    main()
