"""What the package `krippendorff` takes for nominal alpha: a yardstick, installed for the run and thrown away.

It is under the GPL and is no dependency: it runs in a process and an environment of its own, outside the project.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import numpy as np
import numpy.typing as npt

_SCRIPT = """
import statistics, sys, time
import krippendorff, numpy
matrix = numpy.load(sys.argv[1])
spent = []
for _ in range(3):
    begun = time.perf_counter()
    krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
    spent.append((time.perf_counter() - begun) * 1000)
print(statistics.median(spent))
"""


def alpha_milliseconds(matrix: npt.NDArray[np.float64]) -> float | None:
    """Return the median of three calls on a matrix (coders, units); None, and a printed reason, where it is not had."""
    with tempfile.TemporaryDirectory() as folder:
        home, values = Path(folder) / "environment", Path(folder) / "matrix.npy"
        np.save(values, matrix)
        venv.create(home, with_pip=True)
        python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "krippendorff"]
        installed = subprocess.run(pip, capture_output=True, text=True)
        if installed.returncode:
            print("not measured beside the package krippendorff: it could not be installed")
            return None
        run = subprocess.run([str(python), "-c", _SCRIPT, str(values)], capture_output=True, text=True)
        if run.returncode:
            print(f"not measured beside the package krippendorff: {run.stderr.strip().splitlines()[-1]}")
            return None
        return float(run.stdout)
