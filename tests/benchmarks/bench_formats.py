"""What a million spans cost in each flat format: CPU a span, beside plain CSV in the same process; and memory."""

import json
import subprocess
import sys

from tests.benchmarks.figures import Figure
from tests.benchmarks.size_load import DOCUMENTS, SPANS_EACH

FLAT = ("csv", "parquet", "jsonl", "conll", "doccano", "prodigy", "dataset")
LOAD = f"{DOCUMENTS * SPANS_EACH // 1000}k_spans"


def figures() -> list[Figure]:
    """Return microseconds a span and MB of each format."""
    found = []
    for name in FLAT:
        command = [sys.executable, "-m", "tests.benchmarks.formats_work", name]
        each, floor, mb, _ = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found.append(Figure(f"formats.{name}_a_span", LOAD, each, "µs", floor))
        found.append(Figure(f"formats.{name}_memory", LOAD, mb, "MB", 0))
    return found
