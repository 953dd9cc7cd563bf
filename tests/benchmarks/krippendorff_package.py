"""What the package `krippendorff` takes for nominal alpha: a yardstick, in the oracles' environment.

It is under the GPL and is no dependency: it runs in a process of its own.
"""

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.oracles.oracle import asking, missing_packages


def alpha_milliseconds(matrix: npt.NDArray[np.float64]) -> float | None:
    """Return the median of three calls on a matrix (coders, units); None, and a printed reason, where it is not had."""
    if why := missing_packages():
        print(f"not measured beside the package krippendorff: {why}")
        return None
    with tempfile.TemporaryDirectory() as folder, asking("coefficients") as packages:
        values = Path(folder) / "matrix.npy"
        np.save(values, matrix)
        return float(packages.ask("milliseconds_of_krippendorff", path=str(values)))
