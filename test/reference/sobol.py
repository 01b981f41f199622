"""Unscrambled Sobol' points of SciPy (Gray-code order, 30 bits), for test/design/sobol-sequence.test.ts.

Run: python3.11 test/reference/sobol.py > test/reference/sobol.json
"""

import json

import scipy
from scipy.stats.qmc import Sobol

DIMENSIONS = [1, 2, 3, 4, 5, 10, 37, 256, 1111, 21201]
points = Sobol(max(DIMENSIONS), scramble=False, bits=30).random(64)
columns = {d: [int(u * 2**30) for u in points[:, d - 1]] for d in DIMENSIONS}
print(json.dumps({"source": f"scipy {scipy.__version__}", "bits": 30, "order": "gray", "columns": columns}))
