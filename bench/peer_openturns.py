"""OpenTURNS: the model as a symbolic function; scrambled Sobol' points of its own distributions."""

import numpy as np
import openturns as ot
from model import DRAWS, OWN, SHARED, columns_of, serve

few = 10
equations = """gpuh := F / (P * r * 3600) * gh;
energy := gpuh * T * tdpr * ovh * pue / 1000;
use := energy * CI * gcf * gridf;
a := A0 * areaf;
ad := a * d0 / 100;
lost := (1 - exp(-ad)) / ad;
die := N / ((70685.83 / a - 942.4778 / sqrt(2 * a)) * lost * lost);
server := die + M * 0.35 + 12 + 3.1 * log(1 + a) + 310 / 4;
amort := gpuh / (life * 8760 * util);
gwp := use + server * amort;
adpe := (0.002 * adf + 0.00004 * a^0.7) * amort + energy * 4.5e-8;"""
names = SHARED + OWN


def function(i):
    text = equations
    table = dict(zip(["F", "P", "T", "A0", "CI", "M", "N"], columns_of(i)))
    inputs = list(table) + names
    whole = ot.SymbolicFunction(inputs, ["energy", "gwp", "adpe"], text)
    return ot.ParametricFunction(whole, list(range(len(table))), list(table.values()))


functions = [function(i) for i in range(few)]
# The newer name first.
joint = getattr(ot, "JointDistribution", None) or ot.ComposedDistribution
distribution = joint([
    ot.LogNormal(np.log(0.27), 0.25), ot.Triangular(1.1, 1.2, 1.6), ot.Triangular(2, 3, 6), ot.Beta(4, 4, 0.2, 0.9),
    ot.LogNormal(np.log(0.1), 0.3), ot.Normal(1, 0.08), ot.Beta(5, 2, 0.3, 1.1), ot.LogNormal(0, 0.4),
    ot.LogNormal(0, 0.2), ot.Normal(1, 0.05), ot.Uniform(1, 1.3), ot.LogNormal(0, 0.5)])  # fmt: skip
given = distribution.getSample(DRAWS)


def kernels():
    for f in functions:
        f(given)


def end_to_end():
    for f in functions:
        design = ot.LowDiscrepancyExperiment(ot.SobolSequence(12), distribution, DRAWS, True)
        design.setRandomize(True)
        f(design.generate())


serve({"kernel, OpenTURNS": (kernels, few * DRAWS), "end to end, OpenTURNS": (end_to_end, few * DRAWS)})
