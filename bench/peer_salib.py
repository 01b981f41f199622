"""SALib: its Saltelli design of the factors, through its own inverse cdfs, on the kernel in numpy."""

import numpy as np
from model import OWN, SHARED, kernel, serve
from SALib.sample import sobol

bounds = [[-1.3093333, 0.25], [1.1, 1.6, 0.2], [2, 6, 0.25], [0.2, 0.9], [-2.3025851, 0.3], [1, 0.08],
          [0.3, 1.1], [0, 0.4], [0, 0.2], [1, 0.05], [1, 1.3], [0, 0.5]]  # fmt: skip
dists = ["lognorm", "triang", "triang", "unif", "lognorm", "norm",
         "unif", "lognorm", "lognorm", "norm", "unif", "lognorm"]  # fmt: skip
problem = {"num_vars": 12, "names": SHARED + OWN, "bounds": bounds, "dists": dists}
base = 1024
rows = base * (12 + 2)
kept = np.empty((3, rows))


def work():
    points = sobol.sample(problem, base, calc_second_order=False)
    kernel(0, *np.ascontiguousarray(points.T), kept)


serve({"end to end, SALib (no beta) + numpy": (work, rows)})
