"""The most memory that this process ever took."""

import resource
import sys
from pathlib import Path


def peak() -> float:
    """Return it in MB.

    Not by `getrusage` on Linux: there a program counts from what the one that started it took, were it ten times more.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
